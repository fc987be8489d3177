package io.tidegate.workflow.egress;

import java.util.Locale;
import java.util.Set;

/** The kinds of marketing events. */
public enum EventType {
  SEND(true),
  OPEN(false),
  CLICK(false),
  BOUNCE(true);

  private final boolean delivery;

  EventType(boolean delivery) {
    this.delivery = delivery;
  }

  /** Whether it is read from the delivery logs, and not from the tracking logs. */
  boolean isDelivery() {
    return delivery;
  }

  /** Part of an event's identity; never changes. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that identifies an event within its log. */
  LogField identity() {
    return delivery ? LogField.LOG_ID : LogField.TRACKING_ID;
  }

  /** When it happened. A failure does not move the date of the e-mail that failed. */
  LogField date() {
    return this == BOUNCE ? LogField.LAST_MODIFIED : LogField.EVENT_DATE;
  }

  /** What must be known of an event. */
  Set<LogField> fields() {
    return switch (this) {
      case SEND ->
          LogField.with(
              LogField.LOG_ID,
              LogField.STATUS,
              LogField.FAILURE_TYPE,
              LogField.EVENT_DATE,
              LogField.MIRROR_PAGE);
      case BOUNCE ->
          LogField.with(
              LogField.LOG_ID,
              LogField.STATUS,
              LogField.FAILURE_TYPE,
              LogField.FAILURE_REASON,
              LogField.LAST_MODIFIED,
              LogField.MIRROR_PAGE);
      case OPEN -> LogField.with(LogField.TRACKING_ID, LogField.TYPE, LogField.EVENT_DATE);
      case CLICK ->
          LogField.with(LogField.TRACKING_ID, LogField.TYPE, LogField.EVENT_DATE, LogField.URL);
    };
  }
}
