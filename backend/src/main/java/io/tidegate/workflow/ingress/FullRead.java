package io.tidegate.workflow.ingress;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Infers deletions from a full read, which, unlike a delta, never shows them: what the record map
 * says was written, and the read has not shown, is gone.
 *
 * <p>Only records that this flow itself has written count; what was merely found at the target is
 * never deleted.
 */
final class FullRead {
  private static final String UNSEEN =
      """
      FROM workflow.record_map m LEFT JOIN workflow.full_read_key k
        ON k.flow = m.flow AND k.source_key = m.source_key
      WHERE m.flow = $1 AND m.synced
        AND CASE WHEN k.source_key IS NULL THEN $2 ELSE $3 AND k.filtered_out END""";

  private final Pool pool;
  private final String flow;
  private final boolean gone;
  private final boolean filteredOut;

  /**
   * A flow's full read.
   *
   * @param gone whether records that it does not show are to be deleted
   * @param filteredOut whether those are that it shows, but the flow's filter leaves out
   */
  FullRead(Pool pool, String flow, boolean gone, boolean filteredOut) {
    this.pool = pool;
    this.flow = flow;
    this.gone = gone;
    this.filteredOut = filteredOut;
  }

  /** How many of the known records are to be deleted. */
  record Unseen(long records, long known) {
    double share() {
      return known == 0 ? 0 : (double) records / known;
    }
  }

  /** Forgets what was seen, within the transaction that starts or ends a full read. */
  Future<Void> clear(SqlClient transaction) {
    return transaction
        .preparedQuery("DELETE FROM workflow.full_read_key WHERE flow = $1")
        .execute(Tuple.of(flow))
        .mapEmpty();
  }

  /** Remembers what was seen, within the transaction that queues it. */
  Future<Void> saw(SqlClient transaction, PageChanges page) {
    return saw(transaction, page.matching(), false)
        .compose(seen -> saw(transaction, page.filteredOut(), true));
  }

  private Future<Void> saw(SqlClient transaction, Collection<String> keys, boolean out) {
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(
            "INSERT INTO workflow.full_read_key AS k (flow, source_key, filtered_out)"
                + " SELECT DISTINCT $1, key, $3::boolean FROM unnest($2::text[]) AS seen (key)"
                + " ON CONFLICT (flow, source_key) DO UPDATE"
                + " SET filtered_out = excluded.filtered_out"
                + " WHERE k.filtered_out <> excluded.filtered_out")
        .execute(Tuple.of(flow, (Object) keys.toArray(String[]::new), out))
        .mapEmpty();
  }

  /** Those of the keys that the target has, or may come to have. */
  Future<Set<String>> concerned(Collection<String> keys) {
    return query(
            """
            SELECT source_key FROM workflow.record_map WHERE flow = $1 AND source_key = ANY ($2)
            UNION SELECT key FROM workflow.waiting_record WHERE flow = $1 AND key = ANY ($2)
            UNION SELECT key FROM queue.dead_letter
              WHERE address = $1 AND key = ANY ($2) AND NOT superseded""",
            Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .map(
            rows -> {
              Set<String> concerned = new HashSet<>();
              rows.forEach(row -> concerned.add(row.getString(0)));
              return concerned;
            });
  }

  Future<Unseen> unseen() {
    return query(
            "SELECT (SELECT count(*) "
                + UNSEEN
                + "), (SELECT count(*) FROM workflow.record_map WHERE flow = $1 AND synced)",
            Tuple.of(flow, gone, filteredOut))
        .map(rows -> rows.iterator().next())
        .map(row -> new Unseen(row.getLong(0), row.getLong(1)));
  }

  /** Those of the keys that are unseen. */
  Future<Set<String>> unseen(Collection<String> keys) {
    return query(
            "SELECT m.source_key " + UNSEEN + " AND m.source_key = ANY ($4)",
            Tuple.of(flow, gone, filteredOut, (Object) keys.toArray(String[]::new)))
        .map(
            rows -> {
              Set<String> unseen = new HashSet<>();
              rows.forEach(row -> unseen.add(row.getString(0)));
              return unseen;
            });
  }

  /** The next of the unseen keys, in order. */
  Future<List<String>> unseenAfter(String after, int limit) {
    return query(
            "SELECT m.source_key "
                + UNSEEN
                + " AND m.source_key > $4 ORDER BY m.source_key LIMIT $5",
            Tuple.of(flow, gone, filteredOut, after, limit))
        .map(
            rows -> {
              List<String> keys = new ArrayList<>(rows.size());
              for (Row row : rows) {
                keys.add(row.getString(0));
              }
              return keys;
            });
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }
}
