package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.Gate;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.mapping.ContentHash;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.DatabaseTrouble;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.LaneConsumer;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.RunStoppedException;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Drains a flow's queue into one Campaign resource: a batch in hand per lane, the records of a
 * batch at once as far as the connector's gate lets them, and a batch is settled only when the
 * target acknowledged or refused each of its records.
 */
final class ResourceWriter extends VerticleBase {
  /** Records in hand per lane: few, since after a crash each of them costs a look-up. */
  private static final int BATCH = 25;

  /** How long a stop waits for the answers to requests that were sent. */
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(3);

  /**
   * A record that fails this often, while so many others were written, is itself the reason: it
   * becomes a dead letter rather than blocking its lane for ever.
   */
  private static final int POISON_ATTEMPTS = 8;

  private static final int POISON_OTHERS_WRITTEN = 50;

  private final Run run;
  private final IngressConfig.Flow flow;
  private final CampaignClient campaign;
  private final Gate gate;
  private final ContentHash hashes;
  private final AddressQueue queue;
  private final RecordMap records;
  private final Backoff backoff;
  private final FlowReport report;
  private final List<LaneConsumer> lanes = new ArrayList<>();
  private final Set<Pending> pending = new HashSet<>();
  private OffsetDateTime indexedAt;
  private long written;
  private int failuresInRow;

  ResourceWriter(
      Run run,
      IngressConfig.Flow flow,
      CampaignClient campaign,
      Gate gate,
      ContentHash hashes,
      AddressQueue queue,
      RecordMap records,
      Backoff backoff) {
    this.run = run;
    this.flow = flow;
    this.campaign = campaign;
    this.gate = gate;
    this.hashes = hashes;
    this.queue = queue;
    this.records = records;
    this.backoff = backoff;
    this.report = run.reports().apply(flow.id());
  }

  @Override
  public Future<?> start() {
    Retrying retrying = new Retrying(vertx, run, backoff, flow.id(), Part.WRITER);
    // Not awaited: reading a large target takes long, and the reader can fill the queue meanwhile.
    new TargetIndex(flow, campaign, hashes, records, report, retrying)
        .complete()
        .onSuccess(
            at -> {
              indexedAt = at;
              consume();
            })
        .onFailure(this::failed);
    return Future.succeededFuture();
  }

  private void consume() {
    if (run.isStopping()) {
      return;
    }
    for (int lane = 0; lane < queue.lanes(); lane++) {
      LaneConsumer consumer = queue.consume(lane, BATCH, this::write, this::database);
      consumer.ended().onFailure(this::failed);
      lanes.add(consumer);
    }
  }

  private void database(Optional<DatabaseTrouble> trouble) {
    trouble.ifPresentOrElse(
        failing ->
            report.hold(
                Part.DATABASE,
                Condition.databaseUnavailable(flow.id(), failing.attempt(), failing.nextTry())),
        () -> report.release(Part.DATABASE));
  }

  /**
   * What waits is given up, what was sent has until the deadline; then each batch is settled as far
   * as it is known, and the rest of it put back.
   */
  @Override
  public Future<?> stop() {
    campaign.close();
    List.copyOf(pending).forEach(Pending::giveUpUnlessSent);
    long deadline =
        vertx.setTimer(
            STOP_DEADLINE.toMillis(), due -> List.copyOf(pending).forEach(Pending::giveUp));
    return Future.join(lanes.stream().map(LaneConsumer::close).toList())
        .transform(
            closed -> {
              vertx.cancelTimer(deadline);
              return Future.succeededFuture();
            });
  }

  private Future<Settlement> write(Batch batch) {
    Set<String> redelivered = new HashSet<>();
    batch.deliveries().stream()
        .filter(Delivery::redelivered)
        .forEach(delivery -> redelivered.add(delivery.change().key()));
    List<Delivery> newest = batch.coalesced();
    return records
        .load(newest.stream().map(delivery -> delivery.change().key()).toList())
        .compose(
            known -> {
              boolean vouched = RecordMap.trusts(indexedAt);
              List<Pending> writes =
                  newest.stream()
                      .map(
                          delivery -> {
                            String key = delivery.change().key();
                            return new Pending(
                                new RecordWrite(
                                    flow,
                                    campaign,
                                    hashes,
                                    delivery,
                                    known.get(key),
                                    !vouched || redelivered.contains(key)));
                          })
                      .toList();
              writes.forEach(Pending::begin);
              return Future.join(writes.stream().map(Pending::outcome).toList())
                  .map(done -> BatchResult.settlement(batch, results(writes), records));
            });
  }

  private static List<BatchResult.Done> results(List<Pending> writes) {
    return writes.stream()
        .map(write -> new BatchResult.Done(write.record.delivery(), write.outcome().result()))
        .toList();
  }

  private void failed(Throwable failure) {
    if (run.isStopping()
        || failure instanceof RunStoppedException
        || failure instanceof ScopeClosedException) {
      return;
    }
    if (failure instanceof UnusableException unusable) {
      report.fail(IngressWorkflow.failure(unusable));
    } else {
      report.crash(failure);
    }
  }

  /** A record and its repeated attempts. */
  private final class Pending {
    private final RecordWrite record;
    private final Promise<Outcome> outcome = Promise.promise();
    private boolean sent;
    private long timer = -1;
    private long writtenBefore = -1;

    Pending(RecordWrite record) {
      this.record = record;
    }

    Future<Outcome> outcome() {
      return outcome.future();
    }

    void begin() {
      pending.add(this);
      outcome.future().onComplete(done -> pending.remove(this));
      attempt();
    }

    private void attempt() {
      if (run.isStopping()) {
        giveUp();
        return;
      }
      sent = true;
      record
          .attempt()
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
                  outcome.tryFail(result.cause());
                }
              });
    }

    private void succeeded(Outcome result) {
      written++;
      failuresInRow = 0;
      if (gate.pausedUntil().isEmpty()) {
        report.release(Part.WRITER);
      }
      outcome.tryComplete(result);
    }

    private void again(RetriableException failure) {
      if (run.isStopping()) {
        giveUp();
        return;
      }
      if (isPoison(failure)) {
        outcome.tryComplete(
            record.refused(
                "Campaign failed on this record %d times while it took others: %s"
                    .formatted(record.attempts(), failure.getMessage()),
                ""));
        return;
      }
      failuresInRow++;
      Duration delay = backoff.delay(record.attempts());
      Instant until =
          failure
              .retryAfter()
              .map(wait -> Instant.now().plus(wait))
              .or(gate::pausedUntil)
              .orElseGet(() -> Instant.now().plus(delay));
      report.hold(Part.WRITER, Retrying.condition(flow.id(), failure, failuresInRow, until));
      timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> attempt());
    }

    private boolean isPoison(RetriableException failure) {
      if (failure.kind() != RetriableException.Kind.FAILED) {
        return false;
      }
      if (writtenBefore < 0) {
        writtenBefore = written;
      }
      return record.attempts() >= POISON_ATTEMPTS
          && written - writtenBefore >= POISON_OTHERS_WRITTEN;
    }

    void giveUpUnlessSent() {
      if (!sent) {
        giveUp();
      }
    }

    void giveUp() {
      vertx.cancelTimer(timer);
      outcome.tryComplete(new Unfinished());
    }
  }
}
