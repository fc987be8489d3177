package io.tidegate.workflow;

import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.DatabaseTrouble;
import io.tidegate.queue.LaneConsumer;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.FlowReport.Part;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drains a flow's queue into a target: one batch in hand per lane, settled only when the target
 * acknowledged or refused each of its records.
 */
public final class WriterVerticle extends VerticleBase {

  /** Where the records go. Called on the verticle's context only. */
  public interface Target {

    /** What must be done before the first batch; the queue fills meanwhile. */
    Future<Void> prepare(Retrying retrying);

    /**
     * Writes a batch.
     *
     * @param attempts repeats what fails; a failure of the answer itself ends the run
     */
    Future<Settlement> write(Batch batch, Attempts attempts);

    /** Until when a system takes nothing, by its name. */
    Optional<Instant> pausedUntil(String system);

    /** The run stops: calls that wait are given up. */
    void close();
  }

  /** How long a stop waits for the answers to requests that were sent. */
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(3);

  private final Run run;
  private final String flow;
  private final AddressQueue queue;
  private final int batchSize;
  private final Backoff backoff;
  private final Target target;
  private final FlowReport report;
  private final List<LaneConsumer> lanes = new ArrayList<>();
  private Attempts attempts;

  /**
   * A writer of one flow.
   *
   * @param batchSize records in hand per lane at most
   */
  public WriterVerticle(
      Run run, String flow, AddressQueue queue, int batchSize, Backoff backoff, Target target) {
    this.run = run;
    this.flow = flow;
    this.queue = queue;
    this.batchSize = batchSize;
    this.backoff = backoff;
    this.target = target;
    this.report = run.reports().apply(flow);
  }

  @Override
  public Future<?> start() {
    attempts = new Attempts(vertx, run, flow, backoff, target::pausedUntil);
    // Not awaited: preparing may take long, and the reader can fill the queue meanwhile.
    target
        .prepare(new Retrying(vertx, run, backoff, flow, Part.WRITER))
        .onSuccess(prepared -> consume())
        .onFailure(this::failed);
    return Future.succeededFuture();
  }

  private void consume() {
    if (run.isStopping()) {
      return;
    }
    for (int lane = 0; lane < queue.lanes(); lane++) {
      LaneConsumer consumer =
          queue.consume(lane, batchSize, batch -> target.write(batch, attempts), this::database);
      consumer.ended().onFailure(this::failed);
      lanes.add(consumer);
    }
  }

  private void database(Optional<DatabaseTrouble> trouble) {
    trouble.ifPresentOrElse(
        failing ->
            report.hold(
                Part.DATABASE,
                Condition.databaseUnavailable(flow, failing.attempt(), failing.nextTry())),
        () -> report.release(Part.DATABASE));
  }

  /**
   * What waits is given up, what was sent has until the deadline; then each batch is settled as far
   * as it is known, and the rest of it put back.
   */
  @Override
  public Future<?> stop() {
    target.close();
    attempts.giveUpUnlessSent();
    long deadline = vertx.setTimer(STOP_DEADLINE.toMillis(), due -> attempts.giveUp());
    return Future.join(lanes.stream().map(LaneConsumer::close).toList())
        .transform(
            closed -> {
              vertx.cancelTimer(deadline);
              return Future.succeededFuture();
            });
  }

  private void failed(Throwable failure) {
    if (run.isStopping()
        || failure instanceof RunStoppedException
        || failure instanceof ScopeClosedException) {
      return;
    }
    if (failure instanceof UnusableException unusable) {
      report.fail(Failure.unusable(unusable));
    } else {
      report.crash(failure);
    }
  }
}
