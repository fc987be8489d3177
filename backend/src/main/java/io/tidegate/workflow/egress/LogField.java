package io.tidegate.workflow.egress;

import java.util.EnumSet;
import java.util.Set;

/** What Campaign's logs tell, whatever the columns are called that the customer chose. */
public enum LogField {
  LOG_ID("logId"),
  TRACKING_ID("trackingId"),
  EXTERNAL_ID("externalId"),
  CAMPAIGN_ID("campaignId"),
  CAMPAIGN_NAME("campaignName"),
  DELIVERY_ID("deliveryId"),
  DELIVERY_NAME("deliveryName"),
  STATUS("status"),
  FAILURE_TYPE("failureType"),
  FAILURE_REASON("failureReason"),
  EVENT_DATE("eventDate"),
  MIRROR_PAGE("mirrorPage"),
  TYPE("type"),
  URL("url"),
  LAST_MODIFIED("lastModified");

  private final String usualName;

  LogField(String usualName) {
    this.usualName = usualName;
  }

  /** The column's name unless configured otherwise. */
  public String usualName() {
    return usualName;
  }

  /** These, and those that every event has. */
  static Set<LogField> with(LogField first, LogField... others) {
    EnumSet<LogField> fields = EnumSet.of(first, others);
    fields.addAll(EnumSet.of(EXTERNAL_ID, CAMPAIGN_ID, CAMPAIGN_NAME, DELIVERY_ID, DELIVERY_NAME));
    return fields;
  }
}
