package io.tidegate.sandbox.campaign;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The records of one resource, in memory, with indexes by the values of some fields and by
 * modification. Guarded by the lock of {@link Resources}. A million profiles with names and an
 * address take some 700 MB.
 */
final class ResourceStore {
  private static final int COMPACT_BEYOND = 100_000;
  private static final int POOL_SIZE = 1 << 16;

  private final InstantSource clock;
  private final ModificationLog log = new ModificationLog();
  private final String[] pool = new String[POOL_SIZE];

  /** By ordinal; null where a field is not indexed. */
  private ValueIndex[] indexes = {};

  private Schema schema;
  private Row[] slots = new Row[1024];
  private int used;
  private int live;
  private long sequence;
  private long latest;

  ResourceStore(Schema schema, InstantSource clock) {
    this.clock = clock;
    reset(schema);
  }

  Schema schema() {
    return schema;
  }

  /** Replaces the definition by one of the same indexes; what was in dropped fields is not seen. */
  void schema(Schema changed) {
    schema = changed;
  }

  /** How many records there are. */
  int count() {
    return live;
  }

  /** Ids that were given so far; some of them may be deleted again. */
  int used() {
    return used;
  }

  /** The record of an id, or null when it was deleted or never was. */
  Row get(int id) {
    return id >= 0 && id < used ? slots[id] : null;
  }

  /** The ids of the records with a value of a field that is indexed, ascending. */
  int[] find(Field field, Object value) {
    return find(field.ordinal(), value);
  }

  int[] find(int ordinal, Object value) {
    return indexes[ordinal].find(value);
  }

  ModificationLog log() {
    return log;
  }

  /** The record of a log entry, or null when the entry is not current. */
  Row current(int entry) {
    Row row = slots[log.id(entry)];
    return row != null && row.sequence() == log.sequence(entry) ? row : null;
  }

  /** Adds a record; takes the values over. */
  Row create(Object[] values) {
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, used * 2);
    }
    long now = now();
    int id = used++;
    live++;
    return put(new Row(id, now, now, ++sequence, compact(values)));
  }

  /** Replaces the values of a record; takes them over. */
  Row update(Row old, Object[] values) {
    forget(old);
    return put(new Row(old.id(), old.created(), now(), ++sequence, compact(values)));
  }

  /** Deletes a record, whatever refers to it. */
  void delete(Row row) {
    forget(row);
    slots[row.id()] = null;
    live--;
  }

  /** The values of a record, as wide as the schema, to be changed and put back. */
  Object[] values(Row row) {
    Object[] copy = new Object[Math.max(schema.width(), row.values().width())];
    for (int i = 0; i < row.values().width(); i++) {
      copy[i] = row.values().get(i);
    }
    return copy;
  }

  /** All records in the order in which they were created. */
  void each(Consumer<Row> consumer) {
    for (int id = 0; id < used; id++) {
      if (slots[id] != null) {
        consumer.accept(slots[id]);
      }
    }
  }

  /** Forgets all records and begins with a definition. */
  void reset(Schema standard) {
    slots = new Row[1024];
    used = 0;
    live = 0;
    log.clear();
    schema = standard;
    indexes = new ValueIndex[standard.width()];
    for (Field field : standard.fields()) {
      if (field.indexed()) {
        int ordinal = field.ordinal();
        indexes[ordinal] = new ValueIndex(id -> slots[id].values().get(ordinal));
      }
    }
  }

  private Row put(Row row) {
    slots[row.id()] = row;
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] != null) {
        indexes[i].add(row.values().get(i), row.id());
      }
    }
    log.append(row.sequence(), row.lastModified(), row.id());
    if (log.size() > COMPACT_BEYOND && log.size() > 2 * used) {
      log.compact(entry -> current(entry) != null);
    }
    return row;
  }

  private void forget(Row row) {
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] != null) {
        indexes[i].remove(row.values().get(i), row.id());
      }
    }
  }

  /** Never goes back, whatever the clock does: modification order is also time order. */
  private long now() {
    latest = Math.max(latest, clock.millis());
    return latest;
  }

  /** Cuts off the unset end, and makes texts that come again and again one object. */
  private Row.Values compact(Object[] values) {
    int width = values.length;
    while (width > 0 && values[width - 1] == null) {
      width--;
    }
    Object[] cells = width == values.length ? values : Arrays.copyOf(values, width);
    for (int i = 0; i < width; i++) {
      boolean unique = i < indexes.length && indexes[i] != null;
      if (!unique && cells[i] instanceof String text) {
        cells[i] = shared(text);
      }
    }
    return new Row.Values(cells);
  }

  private String shared(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (POOL_SIZE - 1);
    if (!text.equals(pool[place])) {
      pool[place] = text;
    }
    return pool[place];
  }
}
