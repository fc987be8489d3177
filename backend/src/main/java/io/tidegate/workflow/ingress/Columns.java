package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfits;

/** What is said where a column or a field is missing. */
final class Columns {
  static final String CHOOSE_COLUMN =
      "Choose a column that the table has, or take this out of the mapping.";
  static final String CHOOSE_FIELD =
      "Choose a field that can be written, or take this out of the mapping.";
  static final String CONSENT = "Correct the row in opt-in/out, or restore what is missing.";

  private Columns() {}

  /** Whether the table has a column; if not, that is noted. */
  static boolean known(EntityDefinition entity, String column, Misfits here) {
    boolean known = entity.attributes().containsKey(column);
    here.require(known, noColumn(entity, column), CHOOSE_COLUMN);
    return known;
  }

  static String noColumn(EntityDefinition entity, String column) {
    return "The Dynamics 365 table %s has no column %s.".formatted(entity.logicalName(), column);
  }

  static String noField(ResourceType resource, String field) {
    return "The Campaign resource %s has no field %s.".formatted(resource.name(), field);
  }
}
