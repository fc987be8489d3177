package io.tidegate.workflow.reconciliation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins reconciliations of all flows at the times that are set, and removes reports that are older
 * than they are kept. A time that passed while the service was away is not made up for.
 */
public final class ReconciliationSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationSchedule.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  /**
   * What is set.
   *
   * @param at the time of day, UTC; null for never
   * @param days on which days
   * @param kept how long reports are kept; zero for ever
   */
  public record Plan(LocalTime at, Set<DayOfWeek> days, Duration kept) {
    public Plan {
      days = Set.copyOf(days);
    }

    /** The first time after an instant; empty for never. */
    Optional<Instant> next(Instant after) {
      if (at == null) {
        return Optional.empty();
      }
      OffsetDateTime next = after.atOffset(ZoneOffset.UTC).with(at);
      while (!next.toInstant().isAfter(after) || !days.contains(next.getDayOfWeek())) {
        next = next.plusDays(1);
      }
      return Optional.of(next.toInstant());
    }
  }

  private final Vertx vertx;
  private final FlowReconciliations reconciliations;
  private final Plan plan;
  private final Consumer<List<Reconciliation>> completed;
  private Optional<Instant> due = Optional.empty();
  private Future<Void> looking = Future.succeededFuture();
  private long timer = -1;

  /**
   * Does nothing before it is started.
   *
   * @param completed told regularly the newest completed reconciliation of each flow
   */
  public ReconciliationSchedule(
      Vertx vertx,
      FlowReconciliations reconciliations,
      Plan plan,
      Consumer<List<Reconciliation>> completed) {
    this.vertx = vertx;
    this.reconciliations = reconciliations;
    this.plan = plan;
    this.completed = completed;
  }

  /** Looks regularly from now on. */
  public void start() {
    due = plan.next(Instant.now());
    timer =
        vertx.setPeriodic(
            BETWEEN_LOOKS.toMillis(),
            passed -> {
              if (looking.isComplete()) {
                looking = look(Instant.now());
              }
            });
  }

  /** Ends after the look under way. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return looking;
  }

  /** Does what is due by now; what fails is left to the next look, or the next time. */
  public Future<Void> look(Instant now) {
    boolean begins = due.isPresent() && !now.isBefore(due.get());
    if (begins) {
      due = plan.next(now);
    }
    return (begins ? reconciliations.beginAll() : Future.<Void>succeededFuture())
        .compose(
            begun ->
                plan.kept().isZero()
                    ? Future.succeededFuture()
                    : reconciliations.removeOlder(plan.kept()))
        .compose(removed -> reconciliations.lastCompleted())
        .onSuccess(completed::accept)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              LOG.warn("Reconciliations are not looked after: {}", failure.getMessage());
              return Future.succeededFuture();
            });
  }
}
