package io.tidegate.sandbox.journal;

import java.util.Locale;
import java.util.Optional;

/** The four services the sandbox stands in for. */
public enum Api {
  DYNAMICS,
  ENTRA,
  CAMPAIGN,
  IMS;

  private static final Api[] ALL = values();
  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in {@code /control} and at the start of the API's paths. */
  public String label() {
    return label;
  }

  /** The API of a name, if there is one. */
  public static Optional<Api> ofLabel(String label) {
    for (Api api : ALL) {
      if (api.label.equals(label)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }
}
