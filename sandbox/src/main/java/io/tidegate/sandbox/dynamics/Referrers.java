package io.tidegate.sandbox.dynamics;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which rows of a table refer to a row by a related column. */
final class Referrers {
  private final Map<String, Map<UUID, Set<UUID>>> byColumn = new HashMap<>();

  void add(EntityType type, Row row) {
    for (Column column : type.related()) {
      if (type.read(row, column) instanceof Reference reference) {
        byColumn
            .computeIfAbsent(column.name(), name -> new HashMap<>())
            .computeIfAbsent(reference.id(), id -> new LinkedHashSet<>())
            .add(row.id());
      }
    }
  }

  void remove(EntityType type, Row row) {
    for (Column column : type.related()) {
      if (type.read(row, column) instanceof Reference reference) {
        byColumn
            .getOrDefault(column.name(), Map.of())
            .computeIfPresent(
                reference.id(),
                (id, rows) -> {
                  rows.remove(row.id());
                  return rows.isEmpty() ? null : rows;
                });
      }
    }
  }

  /** The ids of the rows that refer to a row, in the order in which they came to. */
  List<UUID> find(Column column, UUID id) {
    return List.copyOf(byColumn.getOrDefault(column.name(), Map.of()).getOrDefault(id, Set.of()));
  }

  void clear() {
    byColumn.clear();
  }
}
