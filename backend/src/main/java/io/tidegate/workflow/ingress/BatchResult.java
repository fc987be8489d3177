package io.tidegate.workflow.ingress;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Settlements;
import io.tidegate.workflow.ingress.Outcome.Deleted;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.SetAside;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.tidegate.workflow.ingress.Outcome.Written;
import io.tidegate.workflow.reconciliation.Repairs;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what became of a batch's records into the settlement of the batch. */
final class BatchResult {

  /** A record, the newest of its key, and what became of it. */
  record Done(Delivery delivery, Outcome outcome) {}

  /**
   * What remembers it.
   *
   * @param repairs the differences whose repair is queued
   * @param wakes the flow's queue address if other flows link to its records, else null
   * @param trace where it is noted what became of each record
   */
  record Memory(
      RecordMap records, WaitingRecords waiting, Repairs repairs, String wakes, FlowTrace trace) {}

  private final List<RecordMap.Entry> written = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Set<String> unfinished = new HashSet<>();
  private final List<WaitingRecords.Waiting> setAside = new ArrayList<>();
  private final Map<Long, Fate> fates = new HashMap<>();
  private final List<String> waitNoLonger = new ArrayList<>();
  private final List<String> repaired = new ArrayList<>();
  private final List<String> reopened = new ArrayList<>();

  private BatchResult(List<Done> results) {
    for (Done done : results) {
      String key = done.delivery().key();
      if (done.outcome() instanceof Written result) {
        written.add(result.entry());
      } else if (done.outcome() instanceof Deleted) {
        deleted.add(key);
      } else if (done.outcome() instanceof Unfinished) {
        unfinished.add(key);
      } else if (done.outcome() instanceof Refused refused) {
        refusals.add(
            Refusal.ofState(
                done.delivery(),
                refused.code().json(),
                refused.reason(),
                refused.answer(),
                refused.attempts()));
        remember(key, refused.mayExist());
      } else if (done.outcome() instanceof SetAside aside) {
        remember(key, aside.mayExist());
      }
    }
  }

  private void remember(String key, boolean mayExist) {
    if (mayExist) {
      written.add(RecordMap.Entry.withoutAddress(key));
    }
  }

  /**
   * Settles up to the first record whose key is unfinished. What was written behind it is kept in
   * the record map all the same, so that its repetition will be recognised as unchanged.
   *
   * @param repairing the keys whose repair was known to be queued before they were written
   */
  static Settlement settlement(
      Batch batch, List<Done> results, Set<String> repairing, Memory memory) {
    BatchResult result = new BatchResult(results);
    Settlement settlement = Settlements.settlement(batch, result.unfinished, result.refusals);
    for (Done done : results) {
      if (done.delivery().position() < settlement.upTo()) {
        fate(done.outcome()).ifPresent(fate -> result.fates.put(done.delivery().position(), fate));
        if (done.outcome() instanceof SetAside aside) {
          result.setAside.add(aside.waiting());
        } else {
          result.waitNoLonger.add(done.delivery().key());
          if (repairing.contains(done.delivery().key())) {
            (done.outcome() instanceof Refused ? result.reopened : result.repaired)
                .add(done.delivery().key());
          }
        }
      }
    }
    return memory
        .trace()
        .noting(
            batch, settlement.with(transaction -> result.store(transaction, memory)), result.fates);
  }

  private static Optional<Fate> fate(Outcome outcome) {
    if (outcome instanceof Written written) {
      return Optional.of(new Fate(written.effect(), written.attempts()));
    } else if (outcome instanceof Deleted deleted) {
      return Optional.of(new Fate(Effect.DELETED, deleted.attempts()));
    } else if (outcome instanceof Refused refused) {
      return Optional.of(new Fate(Effect.REFUSED, refused.attempts()));
    } else if (outcome instanceof SetAside aside) {
      return Optional.of(new Fate(Effect.WAITING, 1, waitsFor(aside.waiting().parent())));
    }
    return Optional.empty();
  }

  /** Names no record: it may be another person's, whose erasure would not find it here. */
  private static String waitsFor(Parent parent) {
    return parent == null
        ? "Others link to it."
        : "The record of the flow %s that it links to is not there.".formatted(parent.flow());
  }

  private Future<Void> store(SqlClient transaction, Memory memory) {
    return memory
        .records()
        .store(transaction, written, deleted)
        .compose(stored -> memory.repairs().repaired(transaction, repaired))
        .compose(done -> memory.repairs().reopen(transaction, reopened))
        .compose(done -> memory.waiting().remove(transaction, waitNoLonger))
        .compose(removed -> memory.waiting().store(transaction, setAside))
        .compose(
            stored ->
                memory.wakes() == null
                    ? Future.succeededFuture()
                    : WaitingRecords.wake(
                        transaction,
                        memory.wakes(),
                        written.stream()
                            .filter(RecordMap.Entry::hasAddress)
                            .map(RecordMap.Entry::key)
                            .toList()));
  }
}
