package io.tidegate.workflow.ingress;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Settlements;
import io.tidegate.workflow.ingress.Outcome.Deleted;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.tidegate.workflow.ingress.Outcome.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what became of a batch's records into the settlement of the batch. */
final class BatchResult {
  private BatchResult() {}

  /** A record, the newest of its key, and what became of it. */
  record Done(Delivery delivery, Outcome outcome) {}

  /**
   * Settles up to the first record whose key is unfinished. What was written behind it is kept in
   * the record map all the same, so that its repetition will be recognised as unchanged.
   */
  static Settlement settlement(Batch batch, List<Done> results, RecordMap records) {
    Set<String> unfinished = new HashSet<>();
    List<RecordMap.Entry> written = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    for (Done done : results) {
      String key = done.delivery().change().key();
      if (done.outcome() instanceof Written result) {
        written.add(result.entry());
      } else if (done.outcome() instanceof Deleted) {
        deleted.add(key);
      } else if (done.outcome() instanceof Unfinished) {
        unfinished.add(key);
      } else if (done.outcome() instanceof Refused refused && refused.mayExist()) {
        written.add(RecordMap.Entry.withoutAddress(key));
      }
    }
    return Settlements.settlement(batch, unfinished, refusals(results))
        .with(transaction -> records.store(transaction, written, deleted));
  }

  private static List<Refusal> refusals(List<Done> results) {
    List<Refusal> refusals = new ArrayList<>();
    for (Done done : results) {
      if (done.outcome() instanceof Refused refused) {
        refusals.add(
            new Refusal(done.delivery(), refused.reason(), refused.answer(), refused.attempts()));
      }
    }
    return refusals;
  }
}
