package io.tidegate.workflow.ingress;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A flow's records that are set aside: those whose parent the target does not have, and deletions
 * that it refuses while others link to the record. Nothing of their content is kept: when their
 * time has come, they are read again at the source, so that nothing old overtakes what is newer.
 *
 * <p>One entry per key at most. Whatever settles a newer change of the key replaces or removes it,
 * in the same transaction.
 */
final class WaitingRecords {
  private static final int MOST_AT_ONCE = 500;
  private static final short DELETE = 1;
  private static final double SHORTEST_PAUSE_SECONDS = 5;

  /** A record to be set aside; {@code parent} is null for a deletion. */
  record Waiting(String key, boolean deletion, boolean complete, Parent parent) {}

  /** One whose time has come. */
  record Due(String key, boolean deletion, boolean complete) {}

  /** The longer it has waited, the longer until it is tried again; in the end once more. */
  private static final String NEXT_TRY =
      """
      CASE WHEN now() < w.since + make_interval(secs => $2)
        THEN least(w.since + make_interval(secs => $2), now() + least(interval '1 hour',
          greatest(make_interval(secs => $3), (now() - w.since) / 2)))
        ELSE now() + interval '1 hour' END""";

  /**
   * Whether something may have changed for it. Its parent's flow wakes it, too: this is in case.
   */
  private static final String HOPEFUL =
      """
      (w.parent_flow IS NULL OR now() >= w.since + make_interval(secs => $2) OR EXISTS (
        SELECT FROM workflow.record_map m WHERE m.flow = w.parent_flow
          AND m.source_key = w.parent_key AND m.target_href <> ''))""";

  private final Pool pool;
  private final String flow;
  private final Duration longest;
  private final double longestSeconds;
  private final double shortestSeconds;

  /**
   * A flow's.
   *
   * @param flow its queue's address
   * @param longest how long a record may wait
   */
  WaitingRecords(Pool pool, String flow, Duration longest) {
    this.pool = pool;
    this.flow = flow;
    this.longest = longest;
    this.longestSeconds = longest.toMillis() / 1_000.0;
    this.shortestSeconds = Math.min(SHORTEST_PAUSE_SECONDS, longestSeconds / 4);
  }

  /** Since when these have been waiting; only those that are. */
  Future<Map<String, OffsetDateTime>> since(Collection<String> keys) {
    return query(
            "SELECT key, since FROM workflow.waiting_record WHERE flow = $1 AND key = ANY ($2)",
            Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, OffsetDateTime> since = new HashMap<>();
              rows.forEach(row -> since.put(row.getString(0), row.getOffsetDateTime(1)));
              return since;
            });
  }

  /** Which of these wait to be written with all their fields. */
  Future<List<String>> complete(Collection<String> keys) {
    return query(
            "SELECT key FROM workflow.waiting_record"
                + " WHERE flow = $1 AND key = ANY ($2) AND complete",
            Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .map(rows -> column(rows, 0));
  }

  /**
   * Whether a record has waited as long as it may.
   *
   * @param since null for one that has not waited yet
   */
  boolean expired(OffsetDateTime since) {
    return since != null && !since.plus(longest).isAfter(OffsetDateTime.now(since.getOffset()));
  }

  /** Sets records aside, or leaves them there, within the transaction that settles them. */
  Future<Void> store(SqlClient transaction, List<Waiting> waiting) {
    if (waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Waiting> sorted = waiting.stream().sorted(Comparator.comparing(Waiting::key)).toList();
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.waiting_record AS w (flow, key, payload, since, next_try, attempts,
              operation, complete, parent_flow, parent_key)
            SELECT $1, e.key, '', now(), now() + make_interval(secs => $3), 1, e.operation, e.complete, e.pflow, e.pkey
            FROM unnest($4::text[], $5::smallint[], $6::boolean[], $7::text[], $8::text[])
              AS e (key, operation, complete, pflow, pkey)
            ON CONFLICT (flow, key) WHERE flow LIKE 'ingress.%' DO UPDATE SET
              attempts = w.attempts + 1, queued = false, operation = excluded.operation,
              complete = w.complete OR excluded.complete, parent_flow = excluded.parent_flow,
              parent_key = excluded.parent_key, next_try = """
                + NEXT_TRY)
        .execute(
            Tuple.of(flow, longestSeconds, shortestSeconds)
                .addArrayOfString(sorted.stream().map(Waiting::key).toArray(String[]::new))
                .addArrayOfShort(
                    sorted.stream().map(each -> code(each.deletion())).toArray(Short[]::new))
                .addArrayOfBoolean(sorted.stream().map(Waiting::complete).toArray(Boolean[]::new))
                .addArrayOfString(
                    sorted.stream()
                        .map(Waiting::parent)
                        .map(parent -> parent == null ? null : address(parent))
                        .toArray(String[]::new))
                .addArrayOfString(
                    sorted.stream()
                        .map(Waiting::parent)
                        .map(parent -> parent == null ? null : parent.key())
                        .toArray(String[]::new)))
        .mapEmpty();
  }

  private static short code(boolean deletion) {
    return deletion ? DELETE : 0;
  }

  private static String address(Parent parent) {
    return IngressWorkflow.address(parent.flow());
  }

  /**
   * These wait no longer: within the transaction that settles them, or that drops them. One whose
   * repair is queued is still to be brought: what was settled did not know of that.
   */
  Future<Void> remove(SqlClient transaction, Collection<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture()
        : locked(
            transaction,
            "DELETE FROM workflow.waiting_record w USING locked",
            " AND NOT EXISTS (SELECT FROM workflow.reconciliation_difference d"
                + " WHERE d.address = $1 AND d.key = w.key AND d.state = 'queued')",
            keys);
  }

  /** These were read again, within the transaction that queues them. */
  Future<Void> queued(SqlClient transaction, Collection<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture()
        : locked(
            transaction,
            "UPDATE workflow.waiting_record w SET queued = true FROM locked",
            "",
            keys);
  }

  /** In the order of the keys: reader and writer may want the same ones at the same time. */
  private Future<Void> locked(
      SqlClient transaction, String change, String condition, Collection<String> keys) {
    return transaction
        .preparedQuery(
            "WITH locked AS (SELECT id FROM workflow.waiting_record WHERE flow = $1"
                + " AND key = ANY ($2) ORDER BY key FOR UPDATE) "
                + change
                + " WHERE w.id = locked.id"
                + condition)
        .execute(Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .mapEmpty();
  }

  /**
   * The parents were written: those that wait for them are due, within the transaction that settles
   * the parents. What is locked is being settled itself.
   */
  static Future<Void> wake(SqlClient transaction, String parentFlow, Collection<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .preparedQuery(
                """
                UPDATE workflow.waiting_record SET next_try = now() WHERE id IN (
                  SELECT id FROM workflow.waiting_record
                  WHERE parent_flow = $1 AND parent_key = ANY ($2) FOR UPDATE SKIP LOCKED)""")
            .execute(Tuple.of(parentFlow, (Object) keys.toArray(String[]::new)))
            .mapEmpty();
  }

  /** Has a record of another flow read again and written: the target does not have it any more. */
  static Future<Void> want(Pool pool, Parent parent) {
    return Transactions.statement(
        pool, client -> want(client, address(parent), List.of(parent.key())));
  }

  /** Has records of a flow read again and written. */
  static Future<Void> want(SqlClient transaction, String flow, List<String> keys) {
    return want(transaction, flow, keys, true, false);
  }

  /**
   * Has records of a flow read again and written.
   *
   * @param complete whether with all their fields
   * @param deletion whether those that the source has no more are deleted
   */
  static Future<Void> want(
      SqlClient transaction, String flow, List<String> keys, boolean complete, boolean deletion) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.waiting_record (flow, key, payload, since, next_try,
              attempts, complete, operation)
            SELECT DISTINCT $1::text, key, ''::bytea, now(), now(), 1, $3::boolean, $4::smallint
            FROM unnest($2::text[]) AS key
            ON CONFLICT (flow, key) WHERE flow LIKE 'ingress.%' DO NOTHING""")
        .execute(
            Tuple.of(flow)
                .addArrayOfString(keys.toArray(String[]::new))
                .addBoolean(complete)
                .addShort(code(deletion)))
        .mapEmpty();
  }

  Future<Long> count() {
    return query("SELECT count(*) FROM workflow.waiting_record WHERE flow = $1", Tuple.of(flow))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** The next ones whose time has come; not more at once than a page. */
  Future<List<Due>> due() {
    return postpone()
        .compose(
            postponed ->
                query(
                    "SELECT w.key, w.operation, w.complete FROM workflow.waiting_record w"
                        + " WHERE w.flow = $1 AND w.next_try <= now() AND NOT w.queued AND "
                        + HOPEFUL
                        + " ORDER BY w.next_try, w.id LIMIT $3",
                    Tuple.of(flow, longestSeconds, MOST_AT_ONCE)))
        .map(
            rows -> {
              List<Due> due = new ArrayList<>(rows.size());
              for (Row row : rows) {
                due.add(new Due(row.getString(0), row.getShort(1) == DELETE, row.getBoolean(2)));
              }
              return due;
            });
  }

  /** Those for which nothing has changed are not asked for at the source. */
  private Future<?> postpone() {
    return query(
        "UPDATE workflow.waiting_record w SET next_try = "
            + NEXT_TRY
            + " WHERE w.id IN (SELECT w.id FROM workflow.waiting_record w WHERE w.flow = $1"
            + " AND w.next_try <= now() AND NOT w.queued AND NOT "
            + HOPEFUL
            + " FOR UPDATE SKIP LOCKED)",
        Tuple.of(flow, longestSeconds, shortestSeconds));
  }

  private static List<String> column(RowSet<Row> rows, int at) {
    List<String> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(row.getString(at)));
    return values;
  }

  /** Fails with {@link io.tidegate.store.DatabaseException}, which says whether waiting helps. */
  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }
}
