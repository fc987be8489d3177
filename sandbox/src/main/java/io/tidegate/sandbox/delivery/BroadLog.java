package io.tidegate.sandbox.delivery;

/**
 * A row of the delivery logs: one e-mail to one person, sent and perhaps failed since.
 *
 * @param failure null while it has not failed
 * @param eventDate when it was sent, which a failure does not move
 */
public record BroadLog(
    int index,
    long id,
    String externalId,
    Delivery delivery,
    Failure failure,
    long eventDate,
    long lastModified)
    implements LogRow {
  @Override
  public long broadLogId() {
    return id;
  }

  public String status() {
    return failure == null ? "sent" : "failed";
  }

  public String failureType() {
    return failure == null ? "" : failure.type();
  }

  public String failureReason() {
    return failure == null ? "" : failure.reason();
  }
}
