package io.tidegate.sandbox.dynamics;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Makes equal values of different rows one object: cities, first names and dates come again and
 * again, and a million contacts must fit in a gigabyte. A direct-mapped cache: a value that comes
 * along takes the place of another with the same hash, so it never grows.
 */
final class ValuePool {
  private static final int SIZE = 1 << 16;

  private final Object[] known = new Object[SIZE];

  void share(Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      Object value = cells[i];
      if (value instanceof String || value instanceof LocalDate || value instanceof Instant) {
        cells[i] = share(value);
      }
    }
  }

  private Object share(Object value) {
    int hash = value.hashCode();
    int place = (hash ^ (hash >>> 16)) & (SIZE - 1);
    Object other = known[place];
    if (value.equals(other)) {
      return other;
    }
    known[place] = value;
    return value;
  }
}
