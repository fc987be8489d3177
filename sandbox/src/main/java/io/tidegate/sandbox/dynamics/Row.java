package io.tidegate.sandbox.dynamics;

import java.util.UUID;

/**
 * One state of one row. Never changed: a write puts another one in its slot, so that a reader may
 * keep what it has without a lock. A deleted row stays as a tombstone without values, since a delta
 * must be able to tell of it.
 */
final class Row {
  private final UUID id;
  private final int slot;
  private final long version;
  private final Object[] values;

  Row(UUID id, int slot, long version, Object[] values) {
    this.id = id;
    this.slot = slot;
    this.version = version;
    this.values = values;
  }

  static Row tombstone(Row deleted, long version) {
    return new Row(deleted.id, deleted.slot, version, null);
  }

  UUID id() {
    return id;
  }

  int slot() {
    return slot;
  }

  long version() {
    return version;
  }

  boolean deleted() {
    return values == null;
  }

  /** The value at an ordinal; null also for a column added after this row was written. */
  Object value(int ordinal) {
    return ordinal < values.length ? values[ordinal] : null;
  }

  /** A copy of the values, wide enough for {@code width} columns. */
  Object[] copy(int width) {
    Object[] copy = new Object[Math.max(width, values.length)];
    System.arraycopy(values, 0, copy, 0, values.length);
    return copy;
  }

  String etag() {
    return "W/\"" + version + "\"";
  }
}
