package io.tidegate.sandbox.consent;

import java.util.Locale;
import java.util.Optional;

/** The system in which somebody's wish was entered. */
public enum Side {
  DYNAMICS,
  CAMPAIGN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in {@code /control}. */
  public String label() {
    return label;
  }

  /** The side of a name, if there is one. */
  public static Optional<Side> ofLabel(String label) {
    for (Side side : values()) {
      if (side.label.equals(label)) {
        return Optional.of(side);
      }
    }
    return Optional.empty();
  }
}
