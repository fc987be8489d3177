package io.tidegate.sandbox.accounts;

import io.tidegate.sandbox.dynamics.Reference;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The levels of linked records, from the top. */
enum Level {
  ACCOUNT("account", null, null),
  SUBSCRIPTION("new_subscription", "new_accountid", ACCOUNT),
  LINE("new_invoiceline", "new_subscriptionid", SUBSCRIPTION);

  static final List<Level> ALL = List.of(values());

  private final String entity;
  private final String lookup;
  private final Level above;

  Level(String entity, String lookup, Level above) {
    this.entity = entity;
    this.lookup = lookup;
    this.above = above;
  }

  /** Logical name of its table. */
  String entity() {
    return entity;
  }

  /** The column that refers to the level above. */
  Optional<String> lookup() {
    return Optional.ofNullable(lookup);
  }

  /** The level above; null for the first. */
  Level above() {
    return above;
  }

  /** What the lookup of a row holds that belongs to a parent. */
  Reference reference(UUID parent) {
    return new Reference(above.entity, parent);
  }
}
