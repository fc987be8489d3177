package io.tidegate.workflow.reconciliation;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.Rounds;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.RunStoppedException;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.ReportStore.Position;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one reconciliation off, in rounds: what a round has read or found commits with how far it
 * has come, so that after a restart, or when the database is back, the next one goes on from there.
 * Confined to the context that runs it.
 */
final class ReconciliationRun {
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRun.class);
  private static final int MOST_RESTARTS = 3;

  /** What it is about; the flow goes by its configuration for as long as this run lasts. */
  record Subject(long id, ReconcilableFlows.Flow flow) {
    FlowAddress address() {
      return new FlowAddress(flow.workflow().id(), flow.id());
    }
  }

  private final Vertx vertx;
  private final Subject subject;
  private final ReportStore reports;
  private final Staging staging;
  private final DifferenceStore differences;
  private final Backoff backoff;
  private final Promise<Void> stopping = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final Progress progress;

  /** Null until the systems are connected. */
  private Sides sides;

  private Reading reading;
  private Confirming confirming;

  /** What is to be stored of its end; null while it goes on. */
  private Supplier<Future<?>> ending;

  private int databaseFailures;
  private int restarts;

  private volatile String condition;

  ReconciliationRun(Vertx vertx, Subject subject, Pool pool, Backoff backoff) {
    this.vertx = vertx;
    this.subject = subject;
    this.reports = new ReportStore(pool);
    this.staging = new Staging(pool);
    this.differences = new DifferenceStore(pool);
    this.backoff = backoff;
    progress = new Progress(subject.id(), pool, reports, this::isStopping);
  }

  long id() {
    return subject.id();
  }

  /** Works it off, unless it is stopped. Completes when nothing of it is being stored any more. */
  Future<Void> run() {
    Rounds.run(this::round)
        .onComplete(
            done -> {
              close();
              ended.tryComplete();
            });
    return ended.future();
  }

  /** Ends it now; what it is, RUNNING or not, is left as it is stored. */
  Future<Void> stop() {
    stopping.tryComplete();
    close();
    progress.storing().onComplete(stored -> ended.tryComplete());
    return ended.future();
  }

  private void close() {
    if (sides != null) {
      sides.close();
      sides = null;
    }
  }

  /** The same with what only the run knows. */
  Reconciliation shown(Reconciliation stored) {
    return stored.with(eta(stored), condition);
  }

  private Instant eta(Reconciliation stored) {
    if (reading == null) {
      return null;
    }
    return stored.phase() == Phase.CONFIRMING ? confirming.eta() : reading.eta(stored);
  }

  private Future<Boolean> round() {
    if (isStopping()) {
      return Future.succeededFuture(false);
    }
    Future<Boolean> done =
        ending != null
            ? ending.get().map(false)
            : (progress.position() == null ? open() : step()).map(true);
    return done.onSuccess(ok -> recovered()).recover(this::failed);
  }

  private boolean isStopping() {
    return stopping.future().isComplete();
  }

  private void recovered() {
    if (databaseFailures > 0) {
      databaseFailures = 0;
      condition = null;
    }
  }

  private Future<Void> open() {
    return (sides != null ? Future.<Void>succeededFuture() : openSides())
        .compose(opened -> progress.read());
  }

  private Future<Void> openSides() {
    ReconcilableFlows.Flow flow = subject.flow();
    return flow.workflow()
        .sides(vertx, flow.config(), flow.id(), retrying()::call)
        .map(
            opened -> {
              sides = opened;
              if (isStopping()) {
                close();
                throw new RunStoppedException();
              }
              reading = new Reading(opened, progress, reports, staging);
              confirming =
                  new Confirming(
                      subject.address(),
                      opened,
                      progress,
                      reports,
                      staging,
                      differences,
                      this::pause);
              return null;
            });
  }

  private Retrying retrying() {
    Run run = new Run(subject.flow().config(), 0, flow -> report(), stopping);
    return new Retrying(vertx, run, backoff, subject.flow().id(), FlowReport.Part.READER);
  }

  private Future<?> step() {
    Phase phase = progress.position().phase();
    if (phase == null) {
      return reading.begin();
    }
    return switch (phase) {
      case COUNTING -> reading.count();
      case READING_SOURCE -> reading.readSource();
      case READING_TARGET -> reading.readTarget();
      case COMPARING -> reading.compare();
      case CONFIRMING -> confirm();
    };
  }

  private Future<Boolean> confirm() {
    return confirming
        .next()
        .onSuccess(
            left -> {
              if (!left) {
                ending = this::complete;
              }
            });
  }

  private Future<Void> complete() {
    return progress
        .end(Status.COMPLETED, null, null)
        .onSuccess(done -> LOG.info("Reconciliation {} is complete", id()));
  }

  private Future<Boolean> failed(Throwable failure) {
    if (isStopping()
        || failure instanceof RunStoppedException
        || failure instanceof ScopeClosedException) {
      return Future.succeededFuture(false);
    }
    if (DatabaseException.isRetriable(failure)) {
      databaseFailures++;
      Duration delay = backoff.delay(databaseFailures);
      condition =
          Condition.databaseUnavailable(subject.flow().id(), databaseFailures, delay).message();
      progress.forget();
      return pause(delay).map(true);
    }
    if (isLinkRefused(failure)) {
      restarts++;
      return reading.anew(progress.position().phase()).map(true).recover(this::failed);
    }
    ending = () -> end(failure);
    return Future.succeededFuture(true);
  }

  /** A link to the next page that is not followed any more leads back to the first. */
  private boolean isLinkRefused(Throwable failure) {
    Position position = progress.position();
    return (failure instanceof DeltaExpiredException || failure instanceof RefusedException)
        && position != null
        && position.cursor() != null
        && (position.phase() == Phase.READING_SOURCE || position.phase() == Phase.READING_TARGET)
        && restarts < MOST_RESTARTS;
  }

  private Future<?> end(Throwable failure) {
    if (failure instanceof UnusableException unusable) {
      return progress.end(Status.FAILED, unusable.cause(), unusable.remedy());
    }
    if (failure instanceof WorkflowFailedException misfit) {
      return progress.end(Status.FAILED, misfit.failure().cause(), misfit.failure().remedy());
    }
    if (failure instanceof RefusedException || failure instanceof DeltaExpiredException) {
      return progress.end(
          Status.FAILED,
          failure.getMessage(),
          "Check the flow's mapping and filter, and try again.");
    }
    LOG.error("Reconciliation {} failed", id(), failure);
    return progress.end(
        Status.FAILED,
        "Something unforeseen happened; the service's log has it.",
        "Report it with what is written there.");
  }

  private Future<Void> pause(Duration delay) {
    Promise<Void> waited = Promise.promise();
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> waited.tryComplete());
    stopping
        .future()
        .onSuccess(
            stopped -> {
              vertx.cancelTimer(timer);
              waited.tryComplete();
            });
    return waited.future();
  }

  /** What keeps a call from being answered is shown until it is. */
  private FlowReport report() {
    return new FlowReport() {
      @Override
      public void hold(Part part, Condition why) {
        condition = why.message();
      }

      @Override
      public void release(Part part) {
        condition = null;
      }

      @Override
      public void waiting(long records) {
        // Nothing is set aside by a comparison.
      }

      @Override
      public void fail(Failure failure) {
        throw new IllegalStateException("Not of a comparison: " + failure.cause());
      }

      @Override
      public void crash(Throwable cause) {
        throw new IllegalStateException("Not of a comparison", cause);
      }
    };
  }
}
