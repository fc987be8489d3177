package io.tidegate.sandbox.journal;

import java.util.Locale;

/** What a request did to the data of the system that served it. */
public enum Effect {
  NONE,
  CREATE,
  UPDATE,
  DELETE;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
