package io.tidegate.bench;

import java.util.Arrays;

/** How long each of many calls took. */
final class Times {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] nanos;

  private Times(long[] nanos) {
    this.nanos = nanos;
  }

  static Times of(int calls, Runnable call) {
    long[] nanos = new long[calls];
    for (int n = 0; n < calls; n++) {
      long start = System.nanoTime();
      call.run();
      nanos[n] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Times(nanos);
  }

  /** In milliseconds. */
  double percentile(int percent) {
    return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / NANOS_PER_MILLI;
  }
}
