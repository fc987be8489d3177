package io.tidegate.workflow;

import io.tidegate.queue.FencedException;
import io.tidegate.store.DatabaseException;
import io.tidegate.workflow.FlowReport.Part;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when a run broke down. One that its database kept from running, or from which
 * another service took it, begins again however often that happens; what is unforeseen has a
 * budget.
 */
final class Restarts {
  private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);

  /** What follows. */
  sealed interface Next {}

  /** The run begins again after a pause, in which a part of each flow shows why. */
  record Again(Duration delay, Part part, Condition why) implements Next {}

  /** It does not. */
  record Never(Failure failure) implements Next {}

  private final String workflow;
  private final Backoff backoff;
  private final RestartBudget budget = RestartBudget.standard();
  private int databaseFailures;

  Restarts(String workflow, Backoff backoff) {
    this.workflow = workflow;
    this.backoff = backoff;
  }

  Next after(Throwable cause) {
    if (DatabaseException.isRetriable(cause) || cause instanceof FencedException) {
      databaseFailures++;
      LOG.warn("{} waits for its database: {}", workflow, cause.getMessage());
      Duration delay = backoff.delay(databaseFailures);
      return new Again(
          delay,
          Part.DATABASE,
          cause instanceof FencedException
              ? Condition.databaseTaken()
              : Condition.databaseUnavailable(null, databaseFailures, delay));
    }
    int used = budget.take(Instant.now());
    LOG.error("{} met something unforeseen (restart {})", workflow, used, cause);
    if (used > budget.restarts()) {
      return new Never(budget.exhausted(cause));
    }
    Duration delay = backoff.delay(used);
    return new Again(delay, Part.READER, Condition.restarting(null, used, delay));
  }

  /** It runs: the database is there. */
  void running() {
    databaseFailures = 0;
  }

  /** A person, or a new beginning of the service, starts it. */
  void refill() {
    budget.refill();
  }
}
