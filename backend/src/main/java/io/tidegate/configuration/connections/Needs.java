package io.tidegate.configuration.connections;

import io.tidegate.configuration.Document;
import io.tidegate.configuration.Saved;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.ingress.IngressConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the saved workflows need of the systems, whether they run or not.
 *
 * @param entities tables of Dynamics that are read; contacts at least
 * @param activities tables of Dynamics that events are written to
 * @param fields fields of Campaign that are written, by resource; profiles at least
 * @param filters published filters of Campaign with their parameter, by resource
 * @param directories at the SFTP server
 */
record Needs(
    Set<String> entities,
    Set<String> activities,
    Map<String, Set<String>> fields,
    Map<String, Map<String, String>> filters,
    Set<String> directories) {

  /** What documents as they are saved need. */
  static Needs of(Map<Document, Saved> saved) {
    Needs needs =
        new Needs(
            new LinkedHashSet<>(Set.of("contact")),
            new TreeSet<>(),
            new LinkedHashMap<>(Map.of("profile", new TreeSet<>())),
            new LinkedHashMap<>(),
            new LinkedHashSet<>());
    needs.add(IngressConfig.fromJson(saved.get(Document.INGRESS).content().encode()));
    needs.add(EgressConfig.fromJson(saved.get(Document.EGRESS).content().encode()));
    needs.add(ConsentConfig.fromJson(saved.get(Document.CONSENT).content().encode()));
    return needs;
  }

  private void add(IngressConfig ingress) {
    for (IngressConfig.Flow flow : ingress.flows()) {
      if (flow.enabled()) {
        String resource = flow.mapping().resource();
        entities.add(flow.mapping().entity());
        fieldsOf(resource).addAll(flow.mapping().fields());
        filtersOf(resource).put(flow.lookupFilter(), flow.lookupParameter());
      }
    }
  }

  private void add(EgressConfig egress) {
    for (EgressConfig.Flow flow : egress.flows()) {
      if (flow.enabled()) {
        entities.add(egress.contactTable());
        activities.add(flow.activity().table());
        if (egress.source() == EgressConfig.Source.REST) {
          filtersOf(flow.resource()).put(egress.rest().filter(), egress.rest().parameter());
        } else {
          directories.add(egress.files().directory());
        }
      }
    }
  }

  private void add(ConsentConfig consent) {
    if (consent.rows().isEmpty()) {
      return;
    }
    entities.add(consent.entity());
    filtersOf(consent.resource()).put(consent.lookupFilter(), consent.lookupParameter());
    if (consent.source() != ConsentConfig.Source.SFTP) {
      filtersOf(consent.resource()).put(consent.modifiedFilter(), consent.modifiedParameter());
    }
    if (consent.source() != ConsentConfig.Source.REST) {
      directories.add(consent.export().directory());
    }
  }

  private Set<String> fieldsOf(String resource) {
    return fields.computeIfAbsent(resource, none -> new TreeSet<>());
  }

  private Map<String, String> filtersOf(String resource) {
    return filters.computeIfAbsent(resource, none -> new TreeMap<>());
  }
}
