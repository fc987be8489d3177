package io.tidegate.sandbox.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which records are asked for: all of them, narrowed by any number of filters. An index is used
 * where there is one.
 */
final class Selection {
  /** A time window of modification: from is part of it, to is not. */
  record Window(long from, long to) {}

  private final List<Predicate<Row>> filters = new ArrayList<>();
  private int[] ids;
  private Window window;

  /** Narrows to these records, found by an index, ascending. */
  void among(int[] found) {
    if (ids == null) {
      ids = found;
    } else {
      where(row -> Arrays.binarySearch(found, row.id()) >= 0);
    }
  }

  void modifiedWithin(Window within) {
    if (window == null) {
      window = within;
    } else {
      where(row -> row.lastModified() >= within.from() && row.lastModified() < within.to());
    }
  }

  void where(Predicate<Row> filter) {
    filters.add(filter);
  }

  Optional<int[]> ids() {
    return Optional.ofNullable(ids);
  }

  Optional<Window> window() {
    return Optional.ofNullable(window);
  }

  boolean everything() {
    return ids == null && window == null && filters.isEmpty();
  }

  /** Whether a record is asked for, wherever it was found. */
  boolean matches(Row row) {
    if (window != null
        && (row.lastModified() < window.from() || row.lastModified() >= window.to())) {
      return false;
    }
    for (Predicate<Row> filter : filters) {
      if (!filter.test(row)) {
        return false;
      }
    }
    return true;
  }
}
