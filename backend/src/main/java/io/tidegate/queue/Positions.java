package io.tidegate.queue;

import java.util.Arrays;

/** One position per lane; never changes. */
final class Positions {
  private final long[] values;

  private Positions(long[] values) {
    this.values = values;
  }

  static Positions of(long[] values) {
    return new Positions(values.clone());
  }

  /** As the database driver hands out an array. */
  static Positions of(Long[] values) {
    return new Positions(Arrays.stream(values).mapToLong(Long::longValue).toArray());
  }

  int lanes() {
    return values.length;
  }

  long of(int lane) {
    return values[lane];
  }

  boolean isSameAs(Positions other) {
    return Arrays.equals(values, other.values);
  }

  long sum() {
    return Arrays.stream(values).sum();
  }

  /** As the database driver wants an array. */
  Long[] boxed() {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  /** A copy to count on from. */
  long[] toArray() {
    return values.clone();
  }

  /** Each lane's position less a count. */
  Positions minus(Long[] counts) {
    long[] less = values.clone();
    for (int lane = 0; lane < less.length; lane++) {
      less[lane] -= counts[lane];
    }
    return new Positions(less);
  }
}
