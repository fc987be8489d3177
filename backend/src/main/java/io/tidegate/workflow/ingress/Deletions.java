package io.tidegate.workflow.ingress;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Queues the deletions that a full read implies, once everything it read has been written. Many at
 * once wait for a person: a source that shows nothing is more often a fault than an emptied CRM.
 */
final class Deletions {
  private static final int PAGE = 1_000;

  /** So few are never held: in a small table one record is more than any share. */
  private static final long NEVER_HELD = 10;

  private enum Decision {
    OPEN,
    APPROVED,
    REJECTED
  }

  private final IngressConfig.Flow flow;
  private final AddressQueue queue;
  private final FullRead fullRead;
  private final FlowReport report;
  private Decision decision = Decision.OPEN;

  Deletions(IngressConfig.Flow flow, AddressQueue queue, FullRead fullRead, FlowReport report) {
    this.flow = flow;
    this.queue = queue;
    this.fullRead = fullRead;
    this.report = report;
  }

  void decide(boolean approve) {
    decision = approve ? Decision.APPROVED : Decision.REJECTED;
  }

  /**
   * Infers, if it is time to.
   *
   * @return the same cursor while there is something to wait for, otherwise one that has nothing
   *     left to infer
   */
  Future<ReadCursor> infer(ReadCursor.Delta at) {
    if (queue.depth().pending() > 0) {
      // The record map does not know yet what is still queued.
      return Future.succeededFuture(at);
    }
    ReadCursor done = new ReadCursor.Delta(at.link(), false, at.select());
    return fullRead
        .unseen()
        .compose(
            unseen -> {
              if (unseen.records() > 0 && decision == Decision.OPEN && isHeld(unseen)) {
                report.hold(Part.DELETIONS, held(unseen));
                return Future.succeededFuture(at);
              }
              report.release(Part.DELETIONS);
              Future<Void> queued =
                  decision == Decision.REJECTED ? Future.succeededFuture() : delete(at, "");
              decision = Decision.OPEN;
              return queued.map(done);
            });
  }

  private boolean isHeld(FullRead.Unseen unseen) {
    return unseen.records() > NEVER_HELD && unseen.share() > flow.heldDeletionShare();
  }

  private Future<Void> delete(ReadCursor at, String after) {
    return fullRead
        .unseenAfter(after, PAGE)
        .compose(
            keys -> {
              if (keys.isEmpty()) {
                return Future.succeededFuture();
              }
              List<Change> changes = keys.stream().map(Change::delete).toList();
              return queue
                  .append(changes, at.encode())
                  .compose(appended -> delete(at, keys.get(keys.size() - 1)));
            });
  }

  private Condition held(FullRead.Unseen unseen) {
    return new Condition(
        Condition.Code.DELETIONS_HELD,
        "dynamics",
        flow.id(),
        "%,d of %,d records are no longer %s. Approve or reject their deletion."
            .formatted(
                unseen.records(),
                unseen.known(),
                flow.deletesFilteredOut()
                    ? "in Dynamics 365 or no longer meet the filter"
                    : "in Dynamics 365"),
        0,
        null,
        Instant.now());
  }
}
