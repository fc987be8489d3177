package io.tidegate.workflow.consent;

import java.util.Locale;

/** One of the two systems. */
enum Side {
  DYNAMICS,
  CAMPAIGN;

  Side other() {
    return this == DYNAMICS ? CAMPAIGN : DYNAMICS;
  }

  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
