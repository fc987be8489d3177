package io.tidegate.workflow.consent;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.workflow.consent.ConsentConfig.Row;
import java.util.ArrayList;
import java.util.List;

/** Whether the mapped attributes and fields are there. */
final class ConsentSchema {
  private ConsentSchema() {}

  /** The rows with the field names that this instance uses. */
  static List<Row> resolved(ConsentConfig config, ResourceType resource) {
    return config.rows().stream()
        .map(
            row ->
                new Row(
                    row.channel(),
                    row.attribute(),
                    resource.optOutField(row.field()),
                    row.direction()))
        .toList();
  }

  /** What does not fit, a sentence each; empty when all does. */
  static List<String> problems(
      ConsentConfig config, EntityDefinition entity, ResourceType resource) {
    List<String> problems = new ArrayList<>(entity.untracked().stream().toList());
    for (Row row : config.active()) {
      EntityDefinition.Attribute attribute = entity.attributes().get(row.attribute());
      if (attribute == null || !attribute.type().equals("Boolean")) {
        problems.add(
            "The Dynamics 365 table %s has no yes/no column %s for the channel %s."
                .formatted(config.entity(), row.attribute(), row.channel().json()));
      }
      ResourceType.Field field = resource.fields().get(row.field());
      if (field == null || !field.type().equals("boolean")) {
        problems.add(
            "The Campaign resource %s has no yes/no field %s for the channel %s."
                .formatted(config.resource(), row.field(), row.channel().json()));
      }
    }
    problems.addAll(resource.missing(List.of(), filters(config)));
    return problems;
  }

  private static List<String> filters(ConsentConfig config) {
    return config.source().rest()
        ? List.of(config.lookupFilter(), config.modifiedFilter())
        : List.of(config.lookupFilter());
  }
}
