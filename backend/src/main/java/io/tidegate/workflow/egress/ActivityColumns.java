package io.tidegate.workflow.egress;

import java.util.List;

/**
 * The activity table of a kind of event. A column with an empty name is not written.
 *
 * @param table its logical name
 * @param date when the event happened
 */
public record ActivityColumns(
    String table,
    String date,
    String campaignName,
    String deliveryName,
    String mirrorPage,
    String trackingUrl,
    String reason) {

  /** The names in Adobe's solution for Dynamics. */
  public static ActivityColumns adobe(EventType type) {
    String mirrorPage = type.isDelivery() ? "adobe_mirrorpageurl" : "";
    return switch (type) {
      case SEND -> adobe("adobe_emailsend", "adobe_senton", mirrorPage, "", "");
      case OPEN -> adobe("adobe_emailopen", "adobe_openedon", mirrorPage, "", "");
      case CLICK ->
          adobe("adobe_emailclick", "adobe_clickedon", mirrorPage, "adobe_trackingurl", "");
      case BOUNCE -> adobe("adobe_emailbounce", "adobe_bouncedon", mirrorPage, "", "description");
    };
  }

  private static ActivityColumns adobe(
      String table, String date, String mirrorPage, String trackingUrl, String reason) {
    return new ActivityColumns(
        table, date, "adobe_campaignname", "adobe_deliveryname", mirrorPage, trackingUrl, reason);
  }

  /** All that are written, besides the subject and the link to the contact. */
  List<String> written() {
    return List.of(date, campaignName, deliveryName, mirrorPage, trackingUrl, reason).stream()
        .filter(column -> !column.isEmpty())
        .toList();
  }
}
