package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a flow's mapping fits what both systems say of themselves. */
final class SchemaCheck {
  /** Data policies under which Campaign changes a text's case. */
  private static final Set<String> CASE_REWRITING = Set.of("smartCase", "email");

  private SchemaCheck() {}

  /** What does not fit, a sentence each; empty when all does. */
  static List<String> problems(
      IngressConfig.Flow flow, EntityDefinition entity, ResourceType resource) {
    Mapping mapping = flow.mapping();
    List<String> problems = new ArrayList<>(entity.untracked().stream().toList());
    for (String attribute : flow.select()) {
      if (!entity.attributes().containsKey(attribute)) {
        problems.add(
            "The Dynamics 365 table %s has no column %s.".formatted(mapping.entity(), attribute));
      }
    }
    List<String> fields = new ArrayList<>(mapping.fields());
    flow.initialConsent().forEach(initial -> fields.add(initial.field()));
    problems.addAll(resource.missing(fields, List.of(flow.lookupFilter())));
    return problems;
  }

  /** The mapped fields whose case Campaign rewrites. */
  static Set<String> caseless(Mapping mapping, ResourceType resource) {
    Set<String> caseless = new HashSet<>();
    for (AttributeMapping attribute : mapping.attributes()) {
      var field = resource.fields().get(attribute.target());
      if (field != null && field.dataPolicy().filter(CASE_REWRITING::contains).isPresent()) {
        caseless.add(attribute.target());
      }
    }
    return caseless;
  }
}
