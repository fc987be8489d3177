package io.tidegate.sandbox.dynamics;

import java.util.List;

/**
 * An alternate key: columns whose values together name at most one row.
 *
 * @param name logical name of the key
 * @param columns logical names of its columns, in order
 */
public record EntityKey(String name, List<String> columns) {
  public EntityKey {
    columns = List.copyOf(columns);
  }
}
