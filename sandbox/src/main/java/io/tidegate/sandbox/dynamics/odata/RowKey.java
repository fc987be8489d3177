package io.tidegate.sandbox.dynamics.odata;

import java.util.Map;
import java.util.UUID;

/** Which row a URL means. */
public sealed interface RowKey {
  /** By primary key. */
  record Id(UUID id) implements RowKey {}

  /** By the values of an alternate key. */
  record Attributes(Map<String, Literal> values) implements RowKey {}
}
