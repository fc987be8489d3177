package io.tidegate.sandbox.delivery;

import java.util.Locale;

/** A row of the tracking logs: what somebody did with an e-mail. */
public record TrackingLog(
    int index,
    long id,
    long broadLogId,
    String externalId,
    Delivery delivery,
    Type type,
    String url,
    long eventDate)
    implements LogRow {
  /** What was done. */
  public enum Type {
    OPEN,
    CLICK,
    /** Read in a browser. */
    MIRROR,
    /** Unsubscribed by the link in the e-mail. */
    OPTOUT;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** What was done is never undone. */
  @Override
  public long lastModified() {
    return eventDate;
  }
}
