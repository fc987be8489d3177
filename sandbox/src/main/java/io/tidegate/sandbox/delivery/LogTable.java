package io.tidegate.sandbox.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one log and all their states in the order of modification. Safe to use from any
 * thread.
 */
public final class LogTable<R extends LogRow> {
  private final List<R> rows = new ArrayList<>();
  private final List<R> states = new ArrayList<>();

  /** The index that the next row must have. */
  synchronized int next() {
    return rows.size();
  }

  /** Puts a new row, or a new state of one, in its place. */
  synchronized void put(R row) {
    if (row.index() == rows.size()) {
      rows.add(row);
    } else {
      rows.set(row.index(), row);
    }
    states.add(row);
  }

  synchronized void clear() {
    rows.clear();
    states.clear();
  }

  public synchronized int size() {
    return rows.size();
  }

  /** The present state of a row, or null when there is none. */
  public synchronized R row(int index) {
    return index >= 0 && index < rows.size() ? rows.get(index) : null;
  }

  /** How many modifications there have been. */
  public synchronized int modifications() {
    return states.size();
  }

  /** The row of a modification, or null when it was modified again since. */
  public synchronized R current(int modification) {
    R state = states.get(modification);
    return rows.get(state.index()).equals(state) ? state : null;
  }

  /** The first modification that is not before a time. */
  public synchronized int from(long time) {
    int low = 0;
    int high = states.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (states.get(middle).lastModified() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
