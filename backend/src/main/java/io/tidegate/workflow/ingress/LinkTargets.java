package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.GoneException;
import io.tidegate.mapping.Link;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.reconciliation.Sides;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the links of a flow's records lead to at the target.
 *
 * @param flows all flows of ingress, by their ids
 */
record LinkTargets(
    Pool pool,
    CampaignClient campaign,
    Sides.Caller caller,
    Map<String, IngressConfig.Flow> flows) {

  /** What links to the records' parents are written with, as far as the record map knows it. */
  Future<Map<Parent, String>> known(Collection<ComparedRecord> records) {
    Map<String, Set<String>> keys = new HashMap<>();
    records.forEach(
        record ->
            record
                .links()
                .values()
                .forEach(
                    parent ->
                        keys.computeIfAbsent(parent.flow(), flow -> new HashSet<>())
                            .add(parent.key())));
    Map<Parent, String> known = new HashMap<>();
    Future<Void> loaded = Future.succeededFuture();
    for (Map.Entry<String, Set<String>> flow : keys.entrySet()) {
      loaded = loaded.compose(before -> load(flow.getKey(), flow.getValue(), known));
    }
    return loaded.map(known);
  }

  private Future<Void> load(String flow, Set<String> keys, Map<Parent, String> known) {
    return new RecordMap(pool, IngressWorkflow.address(flow))
        .load(keys)
        .map(
            entries -> {
              entries.values().stream()
                  .filter(entry -> entry.pkey() != null)
                  .forEach(entry -> known.put(new Parent(flow, entry.key()), entry.pkey()));
              return null;
            });
  }

  /** The same by the target itself; a parent that it has several times has several. */
  Future<Map<Parent, List<String>>> current(Set<Parent> parents) {
    return LookUps.each(
        parents,
        parent -> {
          IngressConfig.Flow flow = flows.get(parent.flow());
          return flow == null
              ? Future.succeededFuture(List.of())
              : find(flow, parent.key())
                  .map(found -> found.stream().map(each -> each.getString("PKey")).toList());
        });
  }

  /** The records of a flow's resource that have a key. */
  Future<List<JsonObject>> find(IngressConfig.Flow flow, String key) {
    return caller.call(
        () ->
            campaign.find(
                flow.mapping().resource(),
                flow.lookupFilter(),
                flow.lookupParameter(),
                flow.mapping().targetKey(),
                key));
  }

  /** The keys of the records that one at the target links to, by link field. */
  Future<Map<String, String>> keys(IngressConfig.Flow flow, JsonObject target) {
    Map<String, String> keys = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (Link link : flow.mapping().links()) {
      IngressConfig.Flow parents = flows.get(link.flow());
      if (parents != null
          && target.getValue(link.target()) instanceof JsonObject there
          && there.getString("href") != null) {
        read =
            read.compose(before -> record(there.getString("href")))
                .map(
                    found -> {
                      found
                          .map(record -> record.getString(parents.mapping().targetKey()))
                          .ifPresent(key -> keys.put(link.target(), key));
                      return null;
                    });
      }
    }
    return read.map(keys);
  }

  private Future<Optional<JsonObject>> record(String href) {
    return caller
        .call(() -> campaign.record(href))
        .map(Optional::of)
        .recover(
            failure ->
                failure instanceof GoneException
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /** What the links of a record at the target lead to. */
  static Set<String> linkedTo(IngressConfig.Flow flow, JsonObject target) {
    Set<String> pkeys = new HashSet<>();
    flow.mapping().links().stream()
        .map(link -> target.getValue(link.target()))
        .filter(JsonObject.class::isInstance)
        .map(link -> ((JsonObject) link).getString("PKey"))
        .filter(Objects::nonNull)
        .forEach(pkeys::add);
    return pkeys;
  }
}
