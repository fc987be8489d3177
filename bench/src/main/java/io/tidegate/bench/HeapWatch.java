package io.tidegate.bench;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** The most heap that was in use, garbage included, at any of 20 looks a second. */
final class HeapWatch {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private volatile long maximum;

  HeapWatch(Vertx vertx) {
    vertx.setPeriodic(
        50, ignored -> maximum = Math.max(maximum, MEMORY.getHeapMemoryUsage().getUsed()));
  }

  /** In bytes, since the last call. */
  long takeMaximum() {
    long seen = maximum;
    maximum = 0;
    return seen;
  }
}
