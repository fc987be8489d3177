package io.tidegate.workflow.reconciliation;

import io.tidegate.workflow.WorkflowDefinition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/** A workflow both of whose sides can be compared. */
public interface ReconcilableWorkflow extends WorkflowDefinition {

  /**
   * Opens both sides of a flow.
   *
   * @param config as {@link #saved} gave it at some time
   * @param caller makes each call to a system
   * @return to be closed; fails with {@link io.tidegate.workflow.WorkflowFailedException} when the
   *     mapping does not fit both systems
   */
  Future<Sides> sides(Vertx vertx, String config, String flow, Sides.Caller caller);

  /** Whether a flow deletes what its source has no more. */
  boolean deletesGone(String config, String flow);

  /** Whether a flow deletes what its filter leaves out. */
  boolean deletesLeftOut(String config, String flow);

  /**
   * Has a flow read these records again and write them, at once if it runs, otherwise at the next
   * start, if the transaction is committed.
   *
   * @param gone whether those that the source has no more are deleted at the target
   */
  Future<Void> bring(SqlClient transaction, String flow, List<String> keys, boolean gone);
}
