package io.tidegate.acceptance.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting. */
final class Until {
  private static final Duration LOOK = Duration.ofMillis(50);

  private Until() {}

  /** Waits for a condition, or until a time has passed. */
  static boolean passed(Duration atMost, BooleanSupplier condition) {
    try {
      holds("it happens", atMost, condition);
      return true;
    } catch (ConditionTimeoutException passed) {
      return false;
    }
  }

  /** Waits for a condition that must come true. */
  static void holds(String what, Duration atMost, BooleanSupplier condition) {
    await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(condition::getAsBoolean);
  }

  /** Lets a fault last. */
  static void over(Duration duration) {
    passed(duration, () -> false);
  }
}
