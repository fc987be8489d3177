package io.tidegate.workflow;

import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.workflow.FlowReport.Part;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Repeats each unit of a writer's work until it is done, shows the operator why it is not, and
 * gives up when the run stops. Confined to the writer's context.
 */
public final class Attempts {

  /** A unit of work: one record, or one request with several. */
  public interface Work<T> {

    /**
     * Tries once. What it learns from a failed attempt it may keep for the next.
     *
     * @return fails with {@link RetriableException} when it is to be tried again; any other failure
     *     ends the work with it
     */
    Future<T> attempt();

    /** What became of it when the run stopped before it was done. */
    T unfinished();

    /**
     * What becomes of it when it fails over and over while other work succeeds, so that it is
     * itself the reason.
     *
     * @return empty to go on trying
     */
    Optional<T> poisoned(RetriableException last, int attempts);

    /** How many of several records the system has taken so far, which tells that it works. */
    default long taken() {
      return 0;
    }
  }

  /**
   * Work that fails this often, each time after other work was done, is itself the reason: it must
   * not block its lane for ever. While nothing else succeeds either, the system is the reason.
   */
  private static final int POISON_FAILURES = 10;

  private final Vertx vertx;
  private final Run run;
  private final String flow;
  private final FlowReport report;
  private final Backoff backoff;
  private final Function<String, Optional<Instant>> pausedUntil;
  private final Set<Pending<?>> pending = new HashSet<>();
  private final Breaker breaker;
  private long done;

  /** The system of the last failure; null while nothing is held up. */
  private String heldBy;

  /**
   * @param pausedUntil until when a system takes nothing, by its name
   */
  Attempts(
      Vertx vertx,
      Run run,
      String flow,
      Backoff backoff,
      Function<String, Optional<Instant>> pausedUntil) {
    this.vertx = vertx;
    this.run = run;
    this.flow = flow;
    this.report = run.reports().apply(flow);
    this.backoff = backoff;
    this.pausedUntil = pausedUntil;
    this.breaker = new Breaker(vertx, backoff);
  }

  /** Tries until the work is done, or the run stops. */
  public <T> Future<T> until(Work<T> work) {
    Pending<T> started = new Pending<>(work);
    pending.add(started);
    started.outcome.future().onComplete(ended -> pending.remove(started));
    breaker.enter(started.attempt);
    return started.outcome.future();
  }

  /** What waits is given up; what was sent is still waited for. */
  void giveUpUnlessSent() {
    List.copyOf(pending).forEach(Pending::giveUpUnlessSent);
  }

  /** Everything is given up. */
  void giveUp() {
    List.copyOf(pending).forEach(Pending::giveUp);
  }

  private final class Pending<T> {
    private final Work<T> work;
    private final Promise<T> outcome = Promise.promise();
    private final Runnable attempt = this::attempt;
    private int attempts;
    private boolean sent;
    private long timer = -1;

    /** What was done elsewhere when it last failed, or began. */
    private long seenDone;

    private int failuresBesideOthers;

    Pending(Work<T> work) {
      this.work = work;
      this.seenDone = done;
    }

    private void attempt() {
      if (run.isStopping()) {
        giveUp();
        return;
      }
      sent = true;
      attempts++;
      work.attempt()
          .onComplete(
              result -> {
                sent = false;
                if (result.succeeded()) {
                  succeeded(result.result());
                } else if (result.cause() instanceof ScopeClosedException) {
                  giveUp();
                } else if (result.cause() instanceof RetriableException retriable) {
                  again(retriable);
                } else {
                  breaker.leave(attempt);
                  outcome.tryFail(result.cause());
                }
              });
    }

    private void succeeded(T result) {
      done++;
      if (heldBy == null || pausedUntil.apply(heldBy).isEmpty()) {
        heldBy = null;
        report.release(Part.WRITER);
      }
      outcome.tryComplete(result);
      breaker.answered();
    }

    private void again(RetriableException failure) {
      if (run.isStopping()) {
        giveUp();
        return;
      }
      if (isPoison(failure)) {
        failuresBesideOthers = 0;
        Optional<T> poisoned = work.poisoned(failure, attempts);
        if (poisoned.isPresent()) {
          breaker.leave(attempt);
          outcome.tryComplete(poisoned.get());
          return;
        }
      }
      heldBy = failure.system();
      Instant until = failure.kind() == Kind.THROTTLED ? pause(failure) : pauseTogether();
      Instant shown =
          failure
              .retryAfter()
              .map(wait -> Instant.now().plus(wait))
              .or(() -> pausedUntil.apply(failure.system()))
              .orElse(until);
      report.hold(
          Part.WRITER,
          Retrying.condition(flow, failure, Math.max(attempts, breaker.failures()), shown));
    }

    private Instant pause(RetriableException failure) {
      // The gate has all of the system's work wait, so the breaker need not.
      breaker.leave(attempt);
      return tryAgainIn(failure.retryAfter().orElse(backoff.delay(attempts)));
    }

    private Instant pauseTogether() {
      return breaker.failed(attempt).orElseGet(() -> tryAgainIn(backoff.delay(attempts)));
    }

    private Instant tryAgainIn(Duration delay) {
      timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> breaker.enter(attempt));
      return Instant.now().plus(delay);
    }

    private boolean isPoison(RetriableException failure) {
      if (failure.kind() != Kind.FAILED) {
        return false;
      }
      long nowDone = done + work.taken();
      if (nowDone > seenDone) {
        failuresBesideOthers++;
      }
      seenDone = nowDone;
      return failuresBesideOthers >= POISON_FAILURES;
    }

    void giveUpUnlessSent() {
      if (!sent) {
        giveUp();
      }
    }

    void giveUp() {
      vertx.cancelTimer(timer);
      breaker.leave(attempt);
      outcome.tryComplete(work.unfinished());
    }
  }
}
