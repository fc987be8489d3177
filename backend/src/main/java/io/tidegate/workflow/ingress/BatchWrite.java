package io.tidegate.workflow.ingress;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Settlement;
import io.tidegate.store.DatabaseException;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.SetAside;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A lane's batch on its way: each record is written as soon as the target has the parents it links
 * to. What still misses one waits in hand for as long as the parent's flow is on the way to
 * bringing it, and is set aside then. Parents never wait for children, and no flow is its own
 * ancestor, so that some flow can always go on.
 */
final class BatchWrite {
  private static final long LOOK_AGAIN_MILLIS = 100;

  /**
   * One record of the batch, the newest of its key.
   *
   * @param record its content; null for a deletion
   * @param known what the record map has of it; null for nothing
   */
  record Item(Delivery delivery, QueuedRecord record, RecordMap.Entry known) {
    boolean isUpsert() {
      return record != null;
    }

    String key() {
      return delivery.key();
    }

    Set<Parent> parents() {
      return isUpsert() ? Set.copyOf(record.links().values()) : Set.of();
    }
  }

  /** What writes a batch. */
  interface Writer {
    /** Writes a record whose links are resolved, until it is done. */
    Future<Outcome> write(Item item, QueuedRecord linked);
  }

  /**
   * What a batch is written with.
   *
   * @param repairing the keys whose repair was known to be queued before they are written
   */
  record Surroundings(
      Vertx vertx,
      Run run,
      Parents parents,
      Attempts attempts,
      BatchResult.Memory memory,
      Set<String> repairing,
      Consumer<Integer> inHand) {}

  private final Batch batch;
  private final Surroundings with;
  private final Writer writer;
  private final List<Future<BatchResult.Done>> results = new ArrayList<>();
  private final Set<Item> left = new LinkedHashSet<>();
  private final Promise<Void> begun = Promise.promise();
  private int waiting;

  BatchWrite(Batch batch, Surroundings with, Writer writer) {
    this.batch = batch;
    this.with = with;
    this.writer = writer;
  }

  /** Writes it all. */
  Future<Settlement> write(List<Item> items) {
    left.addAll(items);
    round();
    return begun
        .future()
        .transform(
            all -> {
              inHand(0);
              // Whatever went wrong: nothing of the batch may be in flight when it is taken again.
              return Future.join(results)
                  .compose(done -> all.succeeded() ? done() : Future.failedFuture(all.cause()));
            });
  }

  private Future<Settlement> done() {
    return Future.succeededFuture(
        BatchResult.settlement(
            batch, results.stream().map(Future::result).toList(), with.repairing(), with.memory()));
  }

  /** Begins what can be begun, and waits for something to change for the others. */
  private void round() {
    if (with.run().isStopping()) {
      giveUp();
      return;
    }
    Set<Parent> parents = new HashSet<>();
    left.forEach(item -> parents.addAll(item.parents()));
    Object state = with.parents().state(parents);
    // Asked before the record map is: what was settled until now shows there.
    Map<Item, Set<Parent>> mayCome = new HashMap<>();
    left.forEach(item -> mayCome.put(item, mayCome(item)));
    (parents.isEmpty()
            ? Future.succeededFuture(Map.<Parent, String>of())
            : with.parents().pkeys(parents, with.attempts()))
        .compose(pkeys -> begin(mayCome, pkeys))
        .onSuccess(
            one -> {
              if (left.isEmpty()) {
                begun.tryComplete();
              } else {
                inHand(left.size());
                waitFor(parents, state);
              }
            })
        .onFailure(
            failure -> {
              if (DatabaseException.isRetriable(failure)) {
                // The settlement waits for the database, and tells of it.
                giveUp();
              } else {
                begun.tryFail(failure);
              }
            });
  }

  private void giveUp() {
    List.copyOf(left).forEach(item -> done(item, new Unfinished()));
    begun.tryComplete();
  }

  private Set<Parent> mayCome(Item item) {
    Set<Parent> mayCome = new HashSet<>(item.parents());
    mayCome.removeIf(parent -> !with.parents().mayCome(parent, item.record().readAt()));
    return mayCome;
  }

  /** Those left after that miss a parent that may come. */
  private Future<Void> begin(Map<Item, Set<Parent>> mayCome, Map<Parent, String> pkeys) {
    Map<Item, Parent> orphans = new HashMap<>();
    for (Item item : List.copyOf(left)) {
      Set<Parent> missing = new HashSet<>(item.parents());
      missing.removeAll(pkeys.keySet());
      if (missing.isEmpty()) {
        left.remove(item);
        results.add(
            writer
                .write(item, item.isUpsert() ? item.record().linked(pkeys) : null)
                .map(outcome -> new BatchResult.Done(item.delivery(), outcome)));
      } else {
        missing.removeAll(mayCome.get(item));
        missing.stream().findFirst().ifPresent(parent -> orphans.put(item, parent));
      }
    }
    // A run that stops asked the target no more: what seems missing may be there.
    return orphans.isEmpty() || with.run().isStopping()
        ? Future.succeededFuture()
        : setAside(orphans);
  }

  private Future<Void> setAside(Map<Item, Parent> orphans) {
    return with.memory()
        .waiting()
        .since(orphans.keySet().stream().map(Item::key).toList())
        .map(
            since -> {
              orphans.forEach(
                  (item, parent) -> done(item, orphaned(item, parent, since.get(item.key()))));
              return null;
            });
  }

  private Outcome orphaned(Item item, Parent parent, OffsetDateTime since) {
    if (with.memory().waiting().expired(since) && !with.parents().isParked(parent)) {
      return new Refused(
          ReasonCode.MISSING_PARENT,
          "It links to the record %s of the flow %s, for which it has waited since %s."
                  .formatted(parent.key(), parent.flow(), since.toInstant())
              + " Campaign has no such record. See why the flow does not bring it, then replay"
              + " this one.",
          null,
          1,
          mayExist(item));
    }
    return new SetAside(
        new WaitingRecords.Waiting(item.key(), false, item.record().isComplete(), parent),
        mayExist(item));
  }

  private static boolean mayExist(Item item) {
    return item.known() == null && item.delivery().redelivered();
  }

  private void done(Item item, Outcome outcome) {
    left.remove(item);
    results.add(Future.succeededFuture(new BatchResult.Done(item.delivery(), outcome)));
  }

  private void waitFor(Set<Parent> parents, Object before) {
    with.vertx()
        .setTimer(
            LOOK_AGAIN_MILLIS,
            due -> {
              if (with.run().isStopping() || !with.parents().state(parents).equals(before)) {
                round();
              } else {
                waitFor(parents, before);
              }
            });
  }

  private void inHand(int now) {
    with.inHand().accept(now - waiting);
    waiting = now;
  }
}
