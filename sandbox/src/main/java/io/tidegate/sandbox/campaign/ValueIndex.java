package io.tidegate.sandbox.campaign;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Finds the rows that have a value. Any number of rows may have the same. An open-addressed table
 * of ids alone, which asks the store for the values: about 16 bytes a row.
 */
final class ValueIndex {
  private static final int SMALLEST = 1024;
  private static final int FREE = 0;
  private static final int REMOVED = -1;

  private final IntFunction<Object> valueOf;
  private int[] table = new int[SMALLEST];
  private int occupied;
  private int live;

  /**
   * An empty index.
   *
   * @param valueOf the value under which an id that is in the index was added
   */
  ValueIndex(IntFunction<Object> valueOf) {
    this.valueOf = valueOf;
  }

  void add(Object value, int id) {
    if (value == null) {
      return;
    }
    if (occupied * 2 >= table.length) {
      rebuild();
    }
    insert(value, id);
    occupied++;
    live++;
  }

  void remove(Object value, int id) {
    if (value == null) {
      return;
    }
    for (int place = placeOf(value); table[place] != FREE; place = next(place)) {
      if (table[place] == id + 1) {
        table[place] = REMOVED;
        live--;
        return;
      }
    }
  }

  /** The ids of all rows with this value, ascending. */
  int[] find(Object value) {
    int[] found = new int[4];
    int count = 0;
    for (int place = placeOf(value); table[place] != FREE; place = next(place)) {
      if (table[place] != REMOVED && value.equals(valueOf.apply(table[place] - 1))) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = table[place] - 1;
      }
    }
    int[] ids = Arrays.copyOf(found, count);
    Arrays.sort(ids);
    return ids;
  }

  void clear() {
    table = new int[SMALLEST];
    occupied = 0;
    live = 0;
  }

  private void rebuild() {
    int[] old = table;
    table = new int[Math.max(SMALLEST, Integer.highestOneBit(live + 1) * 8)];
    occupied = live;
    for (int entry : old) {
      if (entry > 0) {
        insert(valueOf.apply(entry - 1), entry - 1);
      }
    }
  }

  private void insert(Object value, int id) {
    int place = placeOf(value);
    while (table[place] > 0) {
      place = next(place);
    }
    if (table[place] == REMOVED) {
      occupied--;
    }
    table[place] = id + 1;
  }

  private int placeOf(Object value) {
    int hash = value.hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }
}
