package io.tidegate.workflow.reconciliation;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
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
import io.tidegate.workflow.reconciliation.Staging.Candidate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
  private static final int COMPARED_AT_ONCE = 10_000;
  private static final int CONFIRMED_AT_ONCE = 200;
  private static final int MOST_RESTARTS = 3;
  private static final int FEWEST_LOOKS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * What it is about.
   *
   * @param config what the flow goes by, for as long as this run lasts
   */
  record Subject(long id, ReconcilableWorkflow workflow, String flow, String config) {}

  private final Vertx vertx;
  private final Subject subject;
  private final Pool pool;
  private final ReportStore reports;
  private final Staging staging;
  private final DifferenceStore differences;
  private final Backoff backoff;
  private final Promise<Void> stopping = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final Pace pace = new Pace();
  private final Pace confirming = new Pace();

  private Sides sides;
  private Position position;
  private Future<?> storing = Future.succeededFuture();

  /** What is to be stored of its end; null while it goes on. */
  private Supplier<Future<?>> ending;

  private int databaseFailures;
  private int restarts;
  private int round;
  private Instant confirmingSince;
  private long candidatesLeft;

  /** Whether what is on its way may arrive. */
  private boolean flowRuns;

  private volatile String condition;

  ReconciliationRun(Vertx vertx, Subject subject, Pool pool, Backoff backoff) {
    this.vertx = vertx;
    this.subject = subject;
    this.pool = pool;
    this.reports = new ReportStore(pool);
    this.staging = new Staging(pool);
    this.differences = new DifferenceStore(pool);
    this.backoff = backoff;
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
    storing.onComplete(stored -> ended.tryComplete());
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
    if (stored.phase() == Phase.CONFIRMING) {
      return confirming.eta(candidatesLeft);
    }
    Long source = stored.source().expected();
    Long target = stored.target().expected();
    boolean known = target != null && (source != null || stored.phase() == Phase.READING_TARGET);
    if (!known) {
      return null;
    }
    long left = Math.max(0, target - stored.target().read());
    if (stored.phase() == Phase.READING_SOURCE) {
      left += Math.max(0, source - stored.source().read());
    }
    return pace.eta(left);
  }

  private Future<Boolean> round() {
    if (isStopping()) {
      return Future.succeededFuture(false);
    }
    Future<Boolean> done =
        ending != null ? ending.get().map(false) : (position == null ? open() : step()).map(true);
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
    return reports
        .position(id())
        .compose(
            stored ->
                (sides != null
                        ? Future.succeededFuture(sides)
                        : subject
                            .workflow()
                            .sides(vertx, subject.config(), subject.flow(), retrying()::call))
                    .map(
                        opened -> {
                          sides = opened;
                          position = stored;
                          if (isStopping()) {
                            close();
                            throw new RunStoppedException();
                          }
                          return null;
                        }));
  }

  private Retrying retrying() {
    Run run = new Run(subject.config(), 0, flow -> report(), stopping);
    return new Retrying(vertx, run, backoff, subject.flow(), FlowReport.Part.READER);
  }

  private Future<Void> step() {
    if (position.phase() == null) {
      return begin();
    }
    return switch (position.phase()) {
      case COUNTING -> count();
      case READING_SOURCE -> readSource();
      case READING_TARGET -> readTarget();
      case COMPARING -> compare();
      case CONFIRMING -> confirm();
    };
  }

  private Future<Void> begin() {
    return store(
        transaction ->
            staging.clear(transaction).compose(cleared -> move(transaction, Phase.COUNTING, null)));
  }

  private Future<Void> count() {
    return sides
        .sourceCount()
        .compose(
            source ->
                sides
                    .targetCount()
                    .compose(
                        target ->
                            store(
                                transaction ->
                                    reports
                                        .expect(transaction, id(), source, target)
                                        .compose(
                                            expected ->
                                                move(transaction, Phase.READING_SOURCE, null)))));
  }

  private Future<Void> readSource() {
    return sides
        .source(position.cursor())
        .compose(
            page ->
                store(
                        transaction ->
                            staging
                                .source(transaction, page.records())
                                .compose(kept -> reports.read(transaction, id(), page.read(), 0))
                                .compose(
                                    counted ->
                                        page.next() == null
                                            ? move(transaction, Phase.READING_TARGET, null)
                                            : move(transaction, Phase.READING_SOURCE, page.next())))
                    .onSuccess(stored -> pace.done(page.read())));
  }

  private Future<Void> readTarget() {
    return sides
        .target(position.cursor())
        .compose(
            page ->
                store(
                        transaction ->
                            staging
                                .target(transaction, page.records())
                                .compose(kept -> reports.read(transaction, id(), 0, page.read()))
                                .compose(
                                    counted ->
                                        page.next() == null
                                            ? move(transaction, Phase.COMPARING, "")
                                            : move(transaction, Phase.READING_TARGET, page.next())))
                    .onSuccess(stored -> pace.done(page.read())));
  }

  private Future<Void> compare() {
    Instant readAt =
        position.comparedAt() == null
            ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
            : position.comparedAt();
    return store(
        transaction ->
            staging
                .compare(transaction, position.cursor(), COMPARED_AT_ONCE, readAt)
                .compose(
                    last ->
                        move(
                            transaction,
                            last.isPresent()
                                ? new Position(Phase.COMPARING, last.get(), readAt)
                                : new Position(Phase.CONFIRMING, null, readAt))));
  }

  private Future<Void> confirm() {
    if (confirmingSince == null) {
      confirmingSince = Instant.now();
      return staging.candidates().onSuccess(count -> candidatesLeft = count).mapEmpty();
    }
    return staging
        .candidates(CONFIRMED_AT_ONCE)
        .compose(
            candidates -> {
              if (candidates.isEmpty()) {
                ending = this::complete;
                return Future.succeededFuture();
              }
              int next = candidates.get(0).round();
              if (next > round) {
                // Each has been looked at: what was on its way gets time to arrive.
                round = next;
                return pause(pauseBefore(next));
              }
              return confirm(candidates);
            });
  }

  private static Duration pauseBefore(int next) {
    Duration growing = Duration.ofMillis(250L << Math.min(next, 10));
    return growing.compareTo(LONGEST_PAUSE) < 0 ? growing : LONGEST_PAUSE;
  }

  private Future<Void> confirm(List<Candidate> candidates) {
    Map<String, Instant> since = new HashMap<>();
    candidates.forEach(candidate -> since.put(candidate.key(), candidate.readAt()));
    return sides
        .runs()
        .onSuccess(runs -> flowRuns = runs)
        .compose(known -> sides.onTheirWay(since))
        .compose(
            onTheirWay -> {
              List<String> keys =
                  candidates.stream()
                      .map(Candidate::key)
                      .filter(key -> !onTheirWay.contains(key))
                      .toList();
              Instant readAt = Instant.now();
              return sides
                  .fresh(keys)
                  .map(fresh -> Confirmation.of(candidates, onTheirWay, fresh, readAt));
            })
        .compose(this::keep);
  }

  private Future<Void> keep(Confirmation result) {
    Set<Candidate> givenUp = isPatienceOver() ? Set.copyOf(result.again()) : Set.of();
    List<Candidate> again =
        result.again().stream().filter(candidate -> !givenUp.contains(candidate)).toList();
    List<String> done = new ArrayList<>(result.equal());
    result.differences().forEach(difference -> done.add(difference.key()));
    givenUp.forEach(candidate -> done.add(candidate.key()));
    String address = new FlowAddress(subject.workflow().id(), subject.flow()).name();
    return store(
            transaction ->
                reports
                    .found(transaction, id(), result.differences(), givenUp.size())
                    .compose(
                        counted ->
                            differences.add(transaction, id(), address, result.differences()))
                    .compose(added -> staging.remove(transaction, done))
                    .compose(removed -> staging.keep(transaction, again)))
        .onSuccess(
            stored -> {
              confirming.done(done.size());
              candidatesLeft -= done.size();
            });
  }

  /** What is on its way for that long is not waited for, nor what cannot arrive. */
  private boolean isPatienceOver() {
    if (!flowRuns) {
      return round > 0;
    }
    Duration patience = PATIENCE.plusSeconds(2L * sides.pollSeconds());
    return round >= FEWEST_LOOKS && confirmingSince.plus(patience).isBefore(Instant.now());
  }

  private Future<Void> complete() {
    return finish(Status.COMPLETED, null, null)
        .onSuccess(done -> LOG.info("Reconciliation {} is complete", id()));
  }

  private Future<Void> finish(Status status, String cause, String remedy) {
    Future<Void> finished = reports.end(id(), status, cause, remedy).mapEmpty();
    storing = finished;
    return finished;
  }

  private Future<Void> move(SqlConnection transaction, Phase phase, String cursor) {
    return move(transaction, new Position(phase, cursor, position.comparedAt()));
  }

  /** Where it stands is read again unless it is certain that this was stored. */
  private Future<Void> move(SqlConnection transaction, Position to) {
    return reports.move(transaction, id(), to).onSuccess(moved -> moving = to);
  }

  private Position moving;

  private Future<Void> store(Function<SqlConnection, Future<Void>> work) {
    if (isStopping()) {
      return Future.failedFuture(new RunStoppedException());
    }
    moving = position;
    Future<Void> stored =
        Transactions.run(pool, work)
            .onSuccess(committed -> position = moving)
            .onFailure(lost -> position = null);
    storing = stored;
    return stored;
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
      condition = Condition.databaseUnavailable(subject.flow(), databaseFailures, delay).message();
      position = null;
      return pause(delay).map(true);
    }
    if (isLinkRefused(failure)) {
      restarts++;
      return anew(position.phase()).map(true).recover(this::failed);
    }
    ending = () -> end(failure);
    return Future.succeededFuture(true);
  }

  /** A link to the next page that is not followed any more leads back to the first. */
  private boolean isLinkRefused(Throwable failure) {
    return (failure instanceof DeltaExpiredException || failure instanceof RefusedException)
        && position != null
        && position.cursor() != null
        && (position.phase() == Phase.READING_SOURCE || position.phase() == Phase.READING_TARGET)
        && restarts < MOST_RESTARTS;
  }

  private Future<Void> anew(Phase side) {
    return store(
        transaction ->
            staging
                .clear(transaction, side)
                .compose(cleared -> reports.readAnew(transaction, id(), side))
                .compose(reset -> move(transaction, side, null)));
  }

  private Future<?> end(Throwable failure) {
    if (failure instanceof UnusableException unusable) {
      return finish(Status.FAILED, unusable.cause(), unusable.remedy());
    }
    if (failure instanceof WorkflowFailedException misfit) {
      return finish(Status.FAILED, misfit.failure().cause(), misfit.failure().remedy());
    }
    if (failure instanceof RefusedException || failure instanceof DeltaExpiredException) {
      return finish(
          Status.FAILED,
          failure.getMessage(),
          "Check the flow's mapping and filter, and try again.");
    }
    LOG.error("Reconciliation {} failed", id(), failure);
    return finish(
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
