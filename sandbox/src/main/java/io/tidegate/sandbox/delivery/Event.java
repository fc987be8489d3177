package io.tidegate.sandbox.delivery;

import java.util.Locale;
import java.util.Optional;

/**
 * What a synchronisation of marketing events must have carried over in the end.
 *
 * @param row the log's row as it became by this event
 */
public record Event(Type type, LogRow row) {
  /** The kinds of events; reading in a browser and unsubscribing are none. */
  public enum Type {
    SEND,
    OPEN,
    CLICK,
    BOUNCE;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }

    /** The type of a name, if there is one. */
    public static Optional<Type> ofLabel(String label) {
      for (Type type : values()) {
        if (type.label.equals(label)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  /** When it happened, in milliseconds since 1970. */
  public long at() {
    return row.lastModified();
  }
}
