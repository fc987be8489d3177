package io.tidegate.workflow.reconciliation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Comparisons of both sides of a flow, and what can be done about what differs. Safe to call from
 * any thread; fails with {@link io.tidegate.workflow.UnavailableException} while the database is
 * away.
 */
public interface Reconciliations {

  /**
   * Begins one, or lets it wait for those that are under way.
   *
   * @return fails with {@link io.tidegate.workflow.UnknownWorkflowException}, {@link
   *     NotReconcilableException}, {@link ReconciliationUnderWayException} or {@link
   *     io.tidegate.workflow.NotConfiguredException}
   */
  Future<Reconciliation> begin(String workflow, String flow);

  /**
   * The newest first.
   *
   * @param workflow of this one; or null
   * @param flow of this one; or null
   * @param before with a smaller id
   */
  Future<List<Reconciliation>> list(String workflow, String flow, int limit, long before);

  Future<Optional<Reconciliation>> find(long id);

  /** Ends one; no effect on one that has ended. What it has found stays. */
  Future<Optional<Reconciliation>> cancel(long id);

  /** The newest differences first; none of a reconciliation that there is not. */
  Future<List<Difference>> differences(long id, DifferenceFilter filter, int limit);

  /** One, with the fields of the record as they are now on both sides. */
  Future<Optional<DifferenceDetail>> difference(long id, long differenceId);

  /** Counts what a repair would do; empty when there is no such reconciliation. */
  Future<Optional<Repair>> previewRepair(long id, DifferenceFilter filter);

  /**
   * Queues repairs of those that are open: records are read again and written, surplus ones
   * deleted. After a failure the rest can be repaired by asking again.
   */
  Future<Optional<Repair>> repair(long id, DifferenceFilter filter);

  /**
   * What would be done, or was.
   *
   * @param writes how many records are written
   * @param deletions how many records are deleted
   * @param left how many cannot be repaired: duplicates, and surplus ones where the flow does not
   *     delete
   * @param upTo the greatest id among all of them; 0 when there is none
   */
  record Repair(long writes, long deletions, long left, long upTo) {

    /** How many are repaired. */
    public long count() {
      return writes + deletions;
    }

    Repair plus(Repair more) {
      return new Repair(
          writes + more.writes,
          deletions + more.deletions,
          left + more.left,
          Math.max(upTo, more.upTo));
    }
  }
}
