package io.tidegate.workflow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a failed request is tried again: doubling from a first delay to a longest
 * one, with full jitter on the upper half, so that many waiting records do not return at once.
 *
 * @param first the first delay
 * @param longest no delay is longer
 * @param random uniform in [0, 1)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

  /** From half a second to half a minute. */
  public static final Backoff STANDARD =
      new Backoff(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          () -> ThreadLocalRandom.current().nextDouble());

  /**
   * The delay after a number of failed attempts.
   *
   * @param attempt 1 after the first failure
   */
  public Duration delay(int attempt) {
    long doubled = first.toMillis() << Math.min(Math.max(attempt, 1) - 1, 20);
    long ceiling = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(ceiling / 2 + (long) (ceiling / 2.0 * random.getAsDouble()));
  }
}
