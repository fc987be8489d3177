package io.tidegate.workflow.egress;

import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.NewRow;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.Misfits;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The table that a kind of event is written to: makes rows of events, and checks that they fit. */
record ActivityTable(
    EventType type, ActivityColumns columns, EntityDefinition activity, EntityDefinition contact) {
  static final String SUBJECT = "subject";
  static final String REGARDING = "regardingobjectid";

  /** What does not fit, a sentence each; empty when all does. */
  List<String> problems() {
    return EgressRules.misfits(columns, activity, Misfits.none()).stream()
        .map(Misfit::message)
        .toList();
  }

  /** The same as the table looks now. */
  ActivityTable as(EntityDefinition changed) {
    return new ActivityTable(type, columns, changed, contact);
  }

  NewRow row(String contactId, Event event) {
    JsonObject row = new JsonObject();
    put(row, SUBJECT, (event.campaignId() + " " + event.deliveryId()).strip());
    row.put(
        REGARDING + "_" + contact.logicalName() + "_" + activity.logicalName() + "@odata.bind",
        "/" + contact.entitySetName() + "(" + contactId + ")");
    row.put(columns.date(), event.at().toString());
    put(row, columns.campaignName(), event.campaignName());
    put(row, columns.deliveryName(), event.deliveryName());
    put(row, columns.mirrorPage(), event.mirrorPage());
    put(row, columns.trackingUrl(), event.url());
    put(row, columns.reason(), event.reason());
    return new NewRow(activity.entitySetName(), EventId.of(type, event.logId()).toString(), row);
  }

  private void put(JsonObject row, String column, String value) {
    if (!column.isEmpty() && !value.isEmpty()) {
      row.put(column, fitting(value, activity.attributes().get(column)));
    }
  }

  /** Cut to what the column holds, never in the middle of a character. */
  private static String fitting(String value, Attribute column) {
    int most = column.maxLength().orElse(Integer.MAX_VALUE);
    if (value.length() <= most) {
      return value;
    }
    return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
  }
}
