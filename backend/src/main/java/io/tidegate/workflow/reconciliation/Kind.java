package io.tidegate.workflow.reconciliation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a record differs. */
public enum Kind {
  /** The source has it, the target has not. */
  MISSING,
  /** The target has a record with its key, which the source has not, or the filter leaves out. */
  SURPLUS,
  /** Both have it, and a mapped field differs. */
  DIFFERENT,
  /** The target has several records with its key. */
  DUPLICATE;

  /** As the API writes it. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that the API writes so. */
  public static Optional<Kind> ofJson(String json) {
    return Arrays.stream(values()).filter(kind -> kind.json().equals(json)).findFirst();
  }
}
