package io.tidegate.sandbox.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The rows of one table and the log of their changes. Every row keeps its slot for life (also when
 * it is deleted and created again), which makes slot order a stable order to page by. Guarded by
 * the store's lock; the rows it hands out need none.
 */
final class Table {
  private static final int COMPACT_BEYOND = 100_000;

  private volatile EntityType type;
  private final List<Row> slots = new ArrayList<>();
  private final Map<UUID, Row> index = new HashMap<>();
  private final Map<String, Map<List<Object>, UUID>> keys = new HashMap<>();
  private final Referrers referrers = new Referrers();
  private final ChangeLog log = new ChangeLog();
  private int live;

  Table(EntityType type) {
    this.type = type;
  }

  EntityType type() {
    return type;
  }

  void type(EntityType changed) {
    type = changed;
    keys.clear();
    referrers.clear();
    slots.stream()
        .filter(row -> row != null && !row.deleted())
        .forEach(
            row -> {
              indexKeys(row);
              referrers.add(type, row);
            });
  }

  int live() {
    return live;
  }

  int slotCount() {
    return slots.size();
  }

  Row slot(int slot) {
    return slots.get(slot);
  }

  ChangeLog log() {
    return log;
  }

  /** The row, or null when there is none. */
  Row find(UUID id) {
    Row row = index.get(id);
    return row == null || row.deleted() ? null : row;
  }

  /** The row with these values of an alternate key, or null when there is none. */
  Row find(EntityKey key, List<Object> values) {
    UUID id = keys.getOrDefault(key.name(), Map.of()).get(normalise(values));
    return id == null ? null : find(id);
  }

  /** The rows that refer to a row by a related column. */
  List<UUID> referring(Column column, UUID id) {
    return referrers.find(column, id);
  }

  /** The slot a row of this id would take. */
  int slotFor(UUID id) {
    Row tombstone = index.get(id);
    return tombstone == null ? slots.size() : tombstone.slot();
  }

  /** What was in the slot before: undefined slots and rolled back ones hold nothing. */
  Row before(int slot) {
    return slot < slots.size() ? slots.get(slot) : null;
  }

  /** Puts a new state of a row into its slot and logs it. */
  void put(Row row) {
    Row before = before(row.slot());
    if (!row.deleted()) {
      requireFreeKeys(row);
    }
    replace(row.slot(), before, row);
    log.append(row.version(), row.slot());
  }

  /** Undoes {@link #put}; the log entry it made turns stale. */
  void restore(Row written, Row before) {
    replace(written.slot(), written, before);
    if (before == null) {
      index.remove(written.id());
    }
  }

  private void replace(int slot, Row before, Row after) {
    if (before != null && !before.deleted()) {
      live--;
      forgetKeys(before);
      referrers.remove(type, before);
    }
    if (slot == slots.size()) {
      slots.add(after);
    } else {
      slots.set(slot, after);
    }
    if (after != null) {
      index.put(after.id(), after);
      if (!after.deleted()) {
        live++;
        indexKeys(after);
        referrers.add(type, after);
      }
    }
  }

  /** Up to {@code limit} rows behind a slot that pass the filter, looking at no more than that. */
  int collect(int fromSlot, int toSlot, int limit, Predicate<Row> filter, List<Row> into) {
    int slot = fromSlot;
    while (slot < toSlot && into.size() < limit) {
      Row row = slots.get(slot++);
      if (row != null && !row.deleted() && filter.test(row)) {
        into.add(row);
      }
    }
    return slot;
  }

  /** Keeps the log in proportion to the rows, however often they change. */
  void compactLog() {
    if (log.size() > COMPACT_BEYOND && log.size() > 2 * slots.size()) {
      log.compact(this::current);
    }
  }

  /** Whether nothing was written to the row since this entry of the log. */
  boolean current(int entry) {
    Row row = slots.get(log.slot(entry));
    return row != null && row.version() == log.version(entry);
  }

  void clear() {
    slots.clear();
    index.clear();
    keys.clear();
    referrers.clear();
    log.compact(entry -> false);
    live = 0;
  }

  private void requireFreeKeys(Row row) {
    for (EntityKey key : type.keys()) {
      List<Object> values = keyValues(key, row);
      if (values != null) {
        Row holder = find(key, values);
        if (holder != null && !holder.id().equals(row.id())) {
          throw DataverseException.duplicateKey(key);
        }
      }
    }
  }

  private void indexKeys(Row row) {
    for (EntityKey key : type.keys()) {
      List<Object> values = keyValues(key, row);
      if (values != null) {
        keys.computeIfAbsent(key.name(), name -> new HashMap<>()).put(normalise(values), row.id());
      }
    }
  }

  private void forgetKeys(Row row) {
    for (EntityKey key : type.keys()) {
      List<Object> values = keyValues(key, row);
      if (values != null) {
        keys.getOrDefault(key.name(), new HashMap<>()).remove(normalise(values));
      }
    }
  }

  /** The row's values of a key, or null when one is missing: such rows are not in the index. */
  private List<Object> keyValues(EntityKey key, Row row) {
    List<Object> values = new ArrayList<>(key.columns().size());
    for (String name : key.columns()) {
      Object value = type.column(name).map(column -> type.read(row, column)).orElse(null);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private static List<Object> normalise(List<Object> values) {
    return values.stream().map(Table::normalise).toList();
  }

  /** Keys are unique whatever the case of their texts, as the vendor's database compares them. */
  private static Object normalise(Object value) {
    if (value instanceof Reference reference) {
      return reference.id();
    }
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
