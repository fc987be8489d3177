package io.tidegate.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Adds rows by the million, a thousand per transaction, so that requests are served in between. Not
 * to be shared by threads; {@link #close} adds the rest.
 */
public final class BulkInsert implements AutoCloseable {
  private static final int CHUNK = 1000;

  private final DynamicsStore store;
  private final Table table;
  private final int[] ordinals;
  private final int width;
  private final List<UUID> ids = new ArrayList<>(CHUNK);
  private final List<Object[]> rows = new ArrayList<>(CHUNK);

  BulkInsert(DynamicsStore store, Table table, int[] ordinals) {
    this.store = store;
    this.table = table;
    this.ordinals = ordinals;
    this.width = table.type().width();
  }

  /**
   * Adds a row.
   *
   * @param values in the order of the attributes named at the start: {@code String}, {@code
   *     Integer}, {@code Boolean}, {@code LocalDate}, {@code Instant}, {@code Reference} or null
   */
  public void add(UUID id, Object... values) {
    Object[] cells = new Object[width];
    for (int i = 0; i < ordinals.length; i++) {
      cells[ordinals[i]] = values[i];
    }
    ids.add(id);
    rows.add(cells);
    if (ids.size() == CHUNK) {
      flush();
    }
  }

  @Override
  public void close() {
    flush();
  }

  private void flush() {
    store.write(
        store.system(),
        transaction -> {
          for (int i = 0; i < ids.size(); i++) {
            transaction.create(table, ids.get(i), rows.get(i));
          }
          return null;
        });
    ids.clear();
    rows.clear();
  }
}
