package io.tidegate.workflow;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The circuit breaker of a flow: after some failures in a row its work waits together, and one unit
 * of it is tried first, after a pause that grows. When that is answered, all go on. Another unit is
 * tried each time, so that one that is itself the reason cannot keep the others waiting. Confined
 * to the writer's context.
 */
final class Breaker {
  private static final int FAILURES = 5;

  private final Vertx vertx;
  private final Backoff backoff;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int failures;

  /** How often in a row it paused; 0 while the work goes on. */
  private int pauses;

  /** The unit that is tried first; null while there is none. */
  private Runnable probe;

  private Instant pausedUntil = Instant.EPOCH;
  private long timer = -1;

  Breaker(Vertx vertx, Backoff backoff) {
    this.vertx = vertx;
    this.backoff = backoff;
  }

  /** How many failures there were since the last answer. */
  int failures() {
    return failures;
  }

  /** Has a unit tried: now, or when it is its turn. */
  void enter(Runnable attempt) {
    if (pauses == 0) {
      attempt.run();
    } else {
      waiting.add(attempt);
      pauseUnlessProbing();
    }
  }

  /**
   * A unit failed.
   *
   * @return until when all work waits, this unit included; empty while it does not
   */
  Optional<Instant> failed(Runnable attempt) {
    failures++;
    if (pauses == 0 && failures < FAILURES) {
      return Optional.empty();
    }
    waiting.add(attempt);
    if (pauses == 0 || probe == attempt) {
      probe = null;
      pause(pauses + 1);
    }
    return Optional.of(pausedUntil);
  }

  /** The system answered: everything goes on. */
  void answered() {
    failures = 0;
    if (pauses > 0) {
      pauses = 0;
      probe = null;
      vertx.cancelTimer(timer);
      timer = -1;
      List<Runnable> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(this::enter);
    }
  }

  /** A unit will not be tried any more, or not now. */
  void leave(Runnable attempt) {
    waiting.remove(attempt);
    if (probe == attempt) {
      probe = null;
      pauseUnlessProbing();
    }
  }

  private void pauseUnlessProbing() {
    if (probe == null && timer == -1) {
      pause(pauses);
    }
  }

  private void pause(int inRow) {
    pauses = inRow;
    Duration delay = backoff.delay(inRow);
    pausedUntil = Instant.now().plus(delay);
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> tryOne());
  }

  private void tryOne() {
    timer = -1;
    probe = waiting.poll();
    if (probe != null) {
      probe.run();
    }
  }
}
