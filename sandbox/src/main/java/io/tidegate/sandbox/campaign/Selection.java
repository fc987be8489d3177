package io.tidegate.sandbox.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which profiles are asked for: all of them, narrowed by any number of filters. An index is used
 * where there is one.
 */
final class Selection {
  /** A time window of modification: from is part of it, to is not. */
  record Window(long from, long to) {}

  private final List<Predicate<Profile>> filters = new ArrayList<>();
  private int[] ids;
  private Window window;

  /** Narrows to these profiles, found by an index, ascending. */
  void among(int[] found) {
    if (ids == null) {
      ids = found;
    } else {
      where(profile -> Arrays.binarySearch(found, profile.id()) >= 0);
    }
  }

  void modifiedWithin(Window within) {
    if (window == null) {
      window = within;
    } else {
      where(
          profile ->
              profile.lastModified() >= within.from() && profile.lastModified() < within.to());
    }
  }

  void where(Predicate<Profile> filter) {
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

  /** Whether a profile is asked for, wherever it was found. */
  boolean matches(Profile profile) {
    if (window != null
        && (profile.lastModified() < window.from() || profile.lastModified() >= window.to())) {
      return false;
    }
    for (Predicate<Profile> filter : filters) {
      if (!filter.test(profile)) {
        return false;
      }
    }
    return true;
  }
}
