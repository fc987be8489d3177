package io.tidegate.workflow;

import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.store.DatabaseException;
import io.tidegate.workflow.FlowReport.Part;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a flow's source in turns: a page is stored with the cursor behind it, then the next turn
 * begins, at once or after a pause. Repeats what the database refused for the moment, and has the
 * source read whole again when that is asked for.
 */
public final class ReaderVerticle extends VerticleBase {

  /** What is read. Called on the verticle's context only, one call at a time but for close. */
  public interface Source {

    /**
     * The reader is deployed.
     *
     * @param turnNow begins the next turn now, not when its pause is over; to be called on the
     *     context of this call
     */
    default void started(Vertx vertx, Runnable turnNow) {}

    /**
     * Reads and stores one page.
     *
     * @return how long to wait before the next turn
     */
    Future<Duration> turn(Retrying retrying);

    /** Stores that everything is to be read again. */
    Future<Void> restart();

    /**
     * Stores that some records are to be read again.
     *
     * @return fails with {@link IllegalArgumentException} where only all of them can be
     */
    default Future<Void> replay(ReplaySelection selection) {
      return selection.kind() == ReplaySelection.Kind.ALL
          ? restart()
          : Future.failedFuture(
              new IllegalArgumentException("This flow can only be replayed as a whole."));
    }

    /**
     * The run stops: what is being fetched is dropped, it will be read again.
     *
     * @return completes when nothing is being stored any more
     */
    Future<Void> close();
  }

  /** A replay that was asked for and is not stored yet. */
  private record Replay(ReplaySelection selection, Promise<Void> stored) {}

  /** In place of a timer's id while a turn is under way. */
  private static final long BUSY = -2;

  private final Run run;
  private final String flow;
  private final String flowAddress;
  private final Backoff backoff;
  private final Source source;
  private final FlowReport report;

  private Retrying retrying;
  private final Deque<Replay> replays = new ArrayDeque<>();
  private long timer = -1;
  private boolean wanted;
  private int databaseFailures;
  private boolean stopped;

  /**
   * A reader of one flow.
   *
   * @param flowAddress the address of its queue, from which its commands' addresses follow
   */
  public ReaderVerticle(Run run, String flow, String flowAddress, Backoff backoff, Source source) {
    this.run = run;
    this.flow = flow;
    this.flowAddress = flowAddress;
    this.backoff = backoff;
    this.source = source;
    this.report = run.reports().apply(flow);
  }

  @Override
  public Future<?> start() {
    retrying = new Retrying(vertx, run, backoff, flow, Part.READER);
    vertx
        .eventBus()
        .<JsonObject>localConsumer(
            FlowCommand.REPLAY.address(flowAddress),
            request -> {
              Promise<Void> stored = Promise.promise();
              stored
                  .future()
                  .onSuccess(done -> request.reply(null))
                  .onFailure(failure -> request.fail(500, failure.getMessage()));
              JsonObject body = request.body();
              replays.add(
                  new Replay(
                      body == null ? ReplaySelection.all() : ReplaySelection.of(body), stored));
              turnNow();
            });
    source.started(vertx, this::turnNow);
    turnIn(Duration.ZERO);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    replays.forEach(
        replay -> replay.stored().tryFail("The workflow stopped before the replay began."));
    return source.close().transform(done -> Future.succeededFuture());
  }

  private void turnNow() {
    if (timer == BUSY) {
      wanted = true;
    } else {
      turnIn(Duration.ZERO);
    }
  }

  private void turnIn(Duration delay) {
    if (stopped) {
      return;
    }
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> begin());
  }

  private void begin() {
    timer = BUSY;
    wanted = false;
    startOver()
        .compose(ready -> source.turn(retrying))
        .onComplete(
            next -> {
              timer = -1;
              if (next.succeeded()) {
                recovered();
                turnIn(wanted || !replays.isEmpty() ? Duration.ZERO : next.result());
              } else {
                failed(next.cause());
              }
            });
  }

  /** Stores what is to be replayed, one after another. */
  private Future<Void> startOver() {
    Replay next = replays.peek();
    if (next == null) {
      return Future.succeededFuture();
    }
    return source
        .replay(next.selection())
        .transform(
            stored -> {
              if (stored.failed() && !(stored.cause() instanceof IllegalArgumentException)) {
                return Future.failedFuture(stored.cause());
              }
              replays.remove(next);
              if (stored.succeeded()) {
                next.stored().tryComplete();
              } else {
                next.stored().tryFail(stored.cause());
              }
              return startOver();
            });
  }

  private void recovered() {
    if (databaseFailures > 0) {
      databaseFailures = 0;
      report.release(Part.DATABASE);
    }
  }

  private void failed(Throwable failure) {
    if (stopped
        || failure instanceof RunStoppedException
        || failure instanceof ScopeClosedException) {
      return;
    }
    if (failure instanceof UnusableException unusable) {
      report.fail(Failure.unusable(unusable));
      return;
    }
    if (DatabaseException.isRetriable(failure)) {
      databaseFailures++;
      Duration delay = backoff.delay(databaseFailures);
      report.hold(Part.DATABASE, Condition.databaseUnavailable(flow, databaseFailures, delay));
      turnIn(delay);
      return;
    }
    report.crash(failure);
  }
}
