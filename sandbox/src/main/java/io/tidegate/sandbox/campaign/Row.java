package io.tidegate.sandbox.campaign;

/**
 * One state of a record, never changed. Values lie by the ordinals of the fields, up to the last
 * one that is set.
 *
 * @param id position in the store, for life
 * @param created in milliseconds since 1970
 * @param lastModified in milliseconds since 1970
 * @param sequence place among all modifications, ever increasing
 */
record Row(int id, long created, long lastModified, long sequence, Values values) {
  /** A record's values; an array of its own class, so that it has no identity to compare by. */
  static final class Values {
    private final Object[] cells;

    Values(Object[] cells) {
      this.cells = cells;
    }

    Object get(int ordinal) {
      return ordinal >= 0 && ordinal < cells.length ? cells[ordinal] : null;
    }

    int width() {
      return cells.length;
    }
  }

  /** The value of a field, null when it is not set. */
  Object get(Field field) {
    return values.get(field.ordinal());
  }

  String text(int ordinal) {
    return values.get(ordinal) instanceof String text ? text : null;
  }
}
