package io.tidegate.sandbox.delivery;

/** A row of one of Campaign's logs. Never changed: another state of it takes its place. */
public sealed interface LogRow permits BroadLog, TrackingLog {
  /** Its place in its log, for life. */
  int index();

  /** Unique among the rows of all logs. */
  long id();

  /** The delivery log it belongs to; its own id if it is one. */
  long broadLogId();

  String externalId();

  Delivery delivery();

  /** In milliseconds since 1970. */
  long eventDate();

  /** In milliseconds since 1970. */
  long lastModified();
}
