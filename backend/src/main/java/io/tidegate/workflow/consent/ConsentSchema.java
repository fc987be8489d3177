package io.tidegate.workflow.consent;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.consent.ConsentConfig.Row;
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
    return ConsentRules.misfits(config, entity, resource).stream().map(Misfit::message).toList();
  }
}
