package io.tidegate.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a workflow may be restarted after something unforeseen, before it FAILED.
 *
 * @param restarts that many
 * @param window within that time
 */
record RestartBudget(int restarts, Duration window, Deque<Instant> used) {

  static RestartBudget standard() {
    return new RestartBudget(5, Duration.ofMinutes(10), new ArrayDeque<>());
  }

  /**
   * Takes a restart from the budget.
   *
   * @return how many were used within the window, this one included; more than {@link #restarts}
   *     when the budget is used up
   */
  int take(Instant now) {
    while (!used.isEmpty() && used.peekFirst().isBefore(now.minus(window))) {
      used.removeFirst();
    }
    used.addLast(now);
    return used.size();
  }

  /** What the operator is told when it is used up. */
  Failure exhausted(Throwable cause) {
    return new Failure(
        Failure.Code.RESTARTS_EXHAUSTED,
        null,
        "The workflow was restarted %d times in %d minutes and broke down each time: %s"
            .formatted(restarts, window.toMinutes(), cause),
        "Look for the error in the service's log, then start the workflow again.",
        Instant.now());
  }

  void refill() {
    used.clear();
  }
}
