package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.Gate;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Operation;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.RunStoppedException;
import io.tidegate.workflow.WriterVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a flow's batches into one Campaign resource: the records of a batch at once, as far as the
 * connector's gate lets them.
 */
final class ResourceWriter implements WriterVerticle.Target {
  /** Records in hand per lane: few, since after a crash each of them costs a look-up. */
  static final int BATCH = 25;

  private final Vertx vertx;
  private final Run run;
  private final SchemaGuard guard;
  private final CampaignClient campaign;
  private final Gate gate;
  private final Parents parents;
  private final BatchResult.Memory memory;
  private final FlowReport report;
  private int waitingInHand;

  ResourceWriter(
      Vertx vertx,
      Run run,
      SchemaGuard guard,
      CampaignClient campaign,
      Gate gate,
      Parents parents,
      BatchResult.Memory memory) {
    this.vertx = vertx;
    this.run = run;
    this.guard = guard;
    this.campaign = campaign;
    this.gate = gate;
    this.parents = parents;
    this.memory = memory;
    this.report = run.reports().apply(guard.flow().id());
  }

  @Override
  public Future<Void> prepare(Retrying retrying) {
    return guard
        .whenFits()
        .compose(
            fit ->
                new TargetIndex(
                        fit.flow(), campaign, fit.hashes(), memory.records(), report, retrying)
                    .complete())
        .mapEmpty();
  }

  @Override
  public Optional<Instant> pausedUntil(String system) {
    return gate.pausedUntil();
  }

  @Override
  public void close() {
    campaign.close();
  }

  @Override
  public Future<Settlement> write(Batch batch, Attempts attempts) {
    return guard
        .whenFits()
        .compose(
            fit -> write(batch, fit, attempts),
            failure ->
                failure instanceof RunStoppedException
                    ? Future.succeededFuture(Settlement.nothing(batch))
                    : Future.failedFuture(failure));
  }

  private Future<Settlement> write(Batch batch, Fitted fit, Attempts attempts) {
    List<Delivery> newest = batch.coalesced();
    List<String> keys = newest.stream().map(Delivery::key).toList();
    return memory
        .records()
        .load(keys)
        .compose(
            known ->
                memory
                    .repairs()
                    .queued(keys)
                    .compose(
                        repairing -> {
                          // What is known of them is not so: they are looked up.
                          repairing.forEach(
                              key -> known.put(key, RecordMap.Entry.withoutAddress(key)));
                          return complete(batch, fit, keys)
                              .compose(
                                  complete ->
                                      write(
                                          batch,
                                          items(newest, known, complete),
                                          repairing,
                                          fit,
                                          attempts));
                        }));
  }

  private Future<Settlement> write(
      Batch batch,
      List<BatchWrite.Item> items,
      Set<String> repairing,
      Fitted fit,
      Attempts attempts) {
    Set<String> redelivered = new HashSet<>();
    batch.deliveries().stream()
        .filter(Delivery::redelivered)
        .forEach(delivery -> redelivered.add(delivery.key()));
    RecordWrite.Target target =
        new RecordWrite.Target(fit.flow(), campaign, fit.hashes(), Removal.by(fit, campaign));
    // Asked for each time: an erasure makes the record map forget, and says so there.
    return memory
        .records()
        .indexedAt()
        .map(RecordMap::trusts)
        .compose(
            vouched ->
                new BatchWrite(
                        batch,
                        new BatchWrite.Surroundings(
                            vertx, run, parents, attempts, memory, repairing, this::inHand),
                        (item, linked) ->
                            attempts.until(
                                new RecordWork(
                                    item,
                                    new RecordWrite(
                                        target,
                                        item.delivery(),
                                        linked,
                                        item.known(),
                                        !vouched || redelivered.contains(item.key())),
                                    new Reasons(attempts))))
                    .write(items));
  }

  private static List<BatchWrite.Item> items(
      List<Delivery> newest, Map<String, RecordMap.Entry> known, Set<String> complete) {
    List<BatchWrite.Item> items = new ArrayList<>(newest.size());
    for (Delivery delivery : newest) {
      QueuedRecord record = null;
      if (delivery.change().operation() == Operation.UPSERT) {
        record = QueuedRecord.decode(delivery.change().payload());
        record = complete.contains(delivery.key()) ? record.completed() : record;
      }
      items.add(new BatchWrite.Item(delivery, record, known.get(delivery.key())));
    }
    return items;
  }

  /**
   * The keys of which all fields are to be written, whatever their newest change says: an older one
   * that it replaces, here or set aside, was to write them.
   */
  private Future<Set<String>> complete(Batch batch, Fitted fit, List<String> keys) {
    if (fit.flow().mapping().initialOnly().isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    Set<String> complete = new HashSet<>();
    for (Delivery delivery : batch.deliveries()) {
      Change change = delivery.change();
      if (change.operation() == Operation.DELETE
          || (change.operation() == Operation.UPSERT
              && QueuedRecord.decode(change.payload()).isComplete())) {
        complete.add(delivery.key());
      }
    }
    return memory
        .waiting()
        .complete(keys)
        .map(
            waiting -> {
              complete.addAll(waiting);
              return complete;
            });
  }

  /** Shows how many records, over all lanes, wait in hand for their parents. */
  private void inHand(int more) {
    boolean before = waitingInHand > 0;
    waitingInHand += more;
    if (waitingInHand > 0 && more != 0) {
      report.hold(
          Part.PARENTS,
          new Condition(
              Condition.Code.WAITING_FOR_PARENTS,
              null,
              guard.flow().id(),
              "Records wait for those they link to, which other flows are about to bring.",
              0,
              null,
              Instant.now()));
    } else if (before && waitingInHand == 0) {
      report.release(Part.PARENTS);
    }
  }

  /** What else may be the reason for a refusal. */
  private final class Reasons implements RecordWork.Reasons {
    private final Attempts attempts;

    Reasons(Attempts attempts) {
      this.attempts = attempts;
    }

    @Override
    public Future<Optional<Parent>> missingParent(QueuedRecord record) {
      return parents.gone(record.links().values(), attempts);
    }

    @Override
    public boolean hasChildren() {
      return memory.wakes() != null;
    }

    @Override
    public Future<Boolean> waitedLongEnough(String key) {
      return memory
          .waiting()
          .since(List.of(key))
          .map(since -> memory.waiting().expired(since.get(key)));
    }

    @Override
    public Future<Boolean> stillFits() {
      return guard.targetStillFits();
    }
  }
}
