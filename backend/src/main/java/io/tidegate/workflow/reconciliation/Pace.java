package io.tidegate.workflow.reconciliation;

import java.time.Duration;
import java.time.Instant;

/** How fast something goes, and when it will have ended. Confined to one context. */
final class Pace {
  private static final Duration TOO_SHORT = Duration.ofSeconds(2);

  private final long began = System.nanoTime();
  private long done;

  void done(long more) {
    done += more;
  }

  /** When so many more will be done; null while it is not known. */
  Instant eta(long left) {
    long nanos = System.nanoTime() - began;
    return done == 0 || nanos < TOO_SHORT.toNanos()
        ? null
        : Instant.now().plusNanos((long) ((double) nanos / done * Math.max(0, left)));
  }
}
