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
import java.util.List;

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
      FROM workflow.record_map m
      WHERE m.flow = $1 AND m.synced AND NOT EXISTS (
        SELECT FROM workflow.full_read_key k
        WHERE k.flow = m.flow AND k.source_key = m.source_key)""";

  private final Pool pool;
  private final String flow;

  FullRead(Pool pool, String flow) {
    this.pool = pool;
    this.flow = flow;
  }

  /** How many of the known records the read has not shown. */
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
  Future<Void> saw(SqlClient transaction, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(
            "INSERT INTO workflow.full_read_key (flow, source_key)"
                + " SELECT DISTINCT $1, k FROM unnest($2::text[]) AS seen (k)"
                + " ON CONFLICT DO NOTHING")
        .execute(Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .mapEmpty();
  }

  Future<Unseen> unseen() {
    return query(
            "SELECT (SELECT count(*) "
                + UNSEEN
                + "), (SELECT count(*) FROM workflow.record_map WHERE flow = $1 AND synced)",
            Tuple.of(flow))
        .map(rows -> rows.iterator().next())
        .map(row -> new Unseen(row.getLong(0), row.getLong(1)));
  }

  /** The next of the unseen keys, in order. */
  Future<List<String>> unseenAfter(String after, int limit) {
    return query(
            "SELECT m.source_key "
                + UNSEEN
                + " AND m.source_key > $2 ORDER BY m.source_key LIMIT $3",
            Tuple.of(flow, after, limit))
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
