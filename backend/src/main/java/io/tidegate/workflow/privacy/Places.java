package io.tidegate.workflow.privacy;

import io.tidegate.queue.Erasing;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.trace.KeyHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/**
 * Where Tidegate keeps anything of a person, and how it is removed from there. Whatever stores
 * something by a person's id gets a line here.
 *
 * <p>The order matters: records move from being set aside and from the dead letters into the
 * queues, so those are looked at before. What moves the other way, out of a batch in hand, is found
 * by the next pass.
 */
final class Places {
  static final String QUEUES = "queues";
  static final String DEAD_LETTERS = "deadLetters";
  private static final String RECONCILIATIONS = "reconciliations";

  /** A table with a column that holds the person's id; its rows are deleted. */
  private record Table(String place, String name, String column) {}

  private static final Table WAITING = new Table("waiting", "workflow.waiting_record", "key");

  private static final List<Table> AFTER_THE_QUEUES =
      List.of(
          new Table("consentState", "workflow.consent_state", "person"),
          new Table("consentLedger", "workflow.consent_ledger", "person"),
          new Table("recordMap", "workflow.record_map", "source_key"),
          new Table("fullRead", "workflow.full_read_key", "source_key"),
          new Table("identities", "trace.identity", "key"),
          new Table(RECONCILIATIONS, "workflow.reconciliation_difference", "key"),
          new Table(RECONCILIATIONS, "workflow.reconciliation_candidate", "key"),
          new Table(RECONCILIATIONS, "workflow.reconciliation_source", "key"),
          new Table(RECONCILIATIONS, "workflow.reconciliation_target", "key"));

  private static final String TRACE = "trace";

  /**
   * The record map no longer vouches for what the target does not have: the person's record may
   * still be there, and is to be looked up before another is created.
   */
  private static final String DISTRUST =
      "UPDATE workflow.record_map_index SET completed_at = now() - interval '1 day'"
          + " WHERE completed_at > now() - interval '1 day'";

  /**
   * What a pass did.
   *
   * @param removed how many records, everywhere
   * @param deletions how many deletions are still queued for the target
   * @param pending what was emptied and may be in a writer's hands
   */
  record Pass(long removed, long deletions, List<Erasing.Emptied> pending) {}

  /** Told within the transaction that removes something, so that no crash loses a count. */
  interface Tally {
    Future<?> add(SqlConnection transaction, String place, long removed);
  }

  private final Pool pool;
  private final Erasing queues;

  Places(Vertx vertx, Pool pool) {
    this.pool = pool;
    this.queues = new Erasing(vertx, pool);
  }

  /** Removes a person from everywhere, once. */
  Future<Pass> pass(Set<String> ids, Tally tally) {
    return delete(WAITING, ids, tally)
        .compose(
            waiting ->
                queues
                    .deadLetters(ids, (transaction, n) -> tally.add(transaction, DEAD_LETTERS, n))
                    .map(letters -> waiting + letters))
        .compose(
            before ->
                queues
                    .records(ids, (transaction, n) -> tally.add(transaction, QUEUES, n))
                    .compose(
                        pass ->
                            tables(ids, tally)
                                .map(
                                    after ->
                                        new Pass(
                                            before + pass.records() + after,
                                            pass.deletions(),
                                            pass.pending()))));
  }

  /** Whether a writer may still bring back something of what was emptied. */
  Future<Boolean> inHand(List<Erasing.Emptied> emptied) {
    return queues.inHand(emptied);
  }

  private Future<Long> tables(Set<String> ids, Tally tally) {
    Future<Long> removed =
        Transactions.statement(pool, connection -> connection.query(DISTRUST).execute()).map(0L);
    for (Table table : AFTER_THE_QUEUES) {
      removed = removed.compose(sum -> delete(table, ids, tally).map(count -> sum + count));
    }
    return removed.compose(
        sum ->
            delete(
                    TRACE,
                    "DELETE FROM trace.step WHERE key = ANY ($1)",
                    Tuple.of((Object) KeyHash.of(ids)),
                    tally)
                .map(count -> sum + count));
  }

  private Future<Long> delete(Table table, Set<String> ids, Tally tally) {
    return delete(
        table.place(),
        "DELETE FROM " + table.name() + " WHERE " + table.column() + " = ANY ($1)",
        Tuple.of((Object) ids.toArray(String[]::new)),
        tally);
  }

  private Future<Long> delete(String place, String statement, Tuple ids, Tally tally) {
    return Transactions.run(
        pool,
        transaction ->
            transaction
                .preparedQuery(statement)
                .execute(ids)
                .compose(
                    deleted -> {
                      long count = deleted.rowCount();
                      return tally.add(transaction, place, count).map(count);
                    }));
  }
}
