package io.tidegate.sandbox.dynamics;

import java.time.Duration;

/**
 * How long a request takes to be executed, which is what it is charged of the execution time limit
 * and, while the limits are in force, how long its answer is on its way. The vendor publishes no
 * such table; the numbers are of the order that its pages on bulk operations show: some ten
 * milliseconds a write, reads by the page far cheaper by the row.
 *
 * @param base of every request, a batch included
 * @param perRowRead of each row handed out
 * @param perWrite of each row created, changed or deleted
 */
public record ExecutionCost(Duration base, Duration perRowRead, Duration perWrite) {
  static final ExecutionCost STANDARD =
      new ExecutionCost(Duration.ofMillis(20), Duration.ofNanos(100_000), Duration.ofMillis(15));

  Duration of(long rowsRead, long writes) {
    return base.plus(perRowRead.multipliedBy(rowsRead)).plus(perWrite.multipliedBy(writes));
  }
}
