package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Transactions;
import io.tidegate.workflow.reconciliation.DifferenceStore.Open;
import io.tidegate.workflow.reconciliation.DifferenceStore.Repairable;
import io.tidegate.workflow.reconciliation.Reconciliations.Repair;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the records that differ go through their flow's queue once more, some hundreds at a time. */
final class Repairing {
  private static final Logger LOG = LoggerFactory.getLogger(Repairing.class);
  private static final int REPAIRED_AT_ONCE = 500;

  private final Pool pool;
  private final ReconcilableFlows flows;
  private final DifferenceStore differences;

  Repairing(Pool pool, ReconcilableFlows flows, DifferenceStore differences) {
    this.pool = pool;
    this.flows = flows;
    this.differences = differences;
  }

  /** How many would be queued. */
  Future<Repair> preview(Reconciliation of, DifferenceFilter filter) {
    return differences.count(of.id(), filter, repairable(of));
  }

  Future<Repair> repair(Reconciliation of, DifferenceFilter filter) {
    Repairable repairable = repairable(of);
    return differences
        .count(of.id(), filter, repairable)
        .compose(
            counted ->
                queue(of, filter, repairable, new Repair(0, 0, counted.left(), counted.upTo())))
        .onSuccess(
            done -> LOG.info("{} repairs of reconciliation {} are queued", done.count(), of.id()));
  }

  private Repairable repairable(Reconciliation of) {
    return flows
        .find(of.workflow(), of.flow())
        .map(
            flow ->
                new Repairable(
                    true,
                    flow.workflow().deletesGone(flow.config(), flow.id()),
                    flow.workflow().deletesLeftOut(flow.config(), flow.id())))
        .orElseGet(() -> new Repairable(false, false, false));
  }

  private Future<Repair> queue(
      Reconciliation of, DifferenceFilter filter, Repairable repairable, Repair before) {
    ReconcilableWorkflow workflow =
        flows.find(of.workflow(), of.flow()).map(ReconcilableFlows.Flow::workflow).orElse(null);
    if (workflow == null) {
      return Future.succeededFuture(before);
    }
    AtomicInteger queued = new AtomicInteger();
    return Transactions.run(
            pool,
            transaction ->
                differences
                    .open(transaction, of.id(), filter, repairable, REPAIRED_AT_ONCE)
                    .compose(
                        open -> {
                          queued.set(open.size());
                          return workflow
                              .bring(transaction, of.flow(), keys(open, false), false)
                              .compose(
                                  written ->
                                      workflow.bring(
                                          transaction, of.flow(), keys(open, true), true))
                              .compose(deleted -> differences.queued(transaction, open))
                              .map(repair(open));
                        }))
        .compose(
            some ->
                queued.get() < REPAIRED_AT_ONCE
                    ? Future.succeededFuture(before.plus(some))
                    : queue(of, filter, repairable, before.plus(some)));
  }

  /** What the filter leaves out is read again like the rest, and found to be left out. */
  private static List<String> keys(List<Open> open, boolean gone) {
    return open.stream()
        .filter(each -> (each.surplus() && !each.leftOut()) == gone)
        .map(Open::key)
        .toList();
  }

  private static Repair repair(List<Open> open) {
    long deletions = open.stream().filter(Open::surplus).count();
    return new Repair(open.size() - deletions, deletions, 0, 0);
  }
}
