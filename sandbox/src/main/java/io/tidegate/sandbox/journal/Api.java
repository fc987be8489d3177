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
  private final String prefix = "/" + label + "/";

  /** The name used in {@code /control} and at the start of the API's paths. */
  public String label() {
    return label;
  }

  /** The API a path belongs to, if it belongs to one. */
  public static Optional<Api> ofPath(String path) {
    for (Api api : ALL) {
      if (path.startsWith(api.prefix)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }

  public static Optional<Api> ofLabel(String label) {
    for (Api api : ALL) {
      if (api.label.equals(label)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }
}
