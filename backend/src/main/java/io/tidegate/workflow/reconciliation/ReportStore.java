package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.RunStoppedException;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Reconciliation.Progress;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.Reconciliation.Trigger;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of reconciliations. */
record ReportStore(Pool pool) {
  private static final int REMOVED_AT_ONCE = 5_000;

  /** Begins one; empty when one of the flow is under way. */
  Future<Optional<Reconciliation>> begin(
      SqlClient client, String workflow, String flow, Trigger trigger) {
    return client
        .preparedQuery(
            "INSERT INTO workflow.reconciliation (workflow, flow, trigger) VALUES ($1, $2, $3)"
                + " ON CONFLICT (workflow, flow) WHERE status = 'RUNNING' DO NOTHING RETURNING *")
        .execute(Tuple.of(workflow, flow, trigger.json()))
        .map(rows -> all(rows).stream().findFirst());
  }

  Future<Optional<Reconciliation>> find(long id) {
    return query("SELECT * FROM workflow.reconciliation WHERE id = $1", Tuple.of(id))
        .map(rows -> all(rows).stream().findFirst());
  }

  /** The newest first; null means any. */
  Future<List<Reconciliation>> list(String workflow, String flow, int limit, long before) {
    return query(
            "SELECT * FROM workflow.reconciliation WHERE id < $1"
                + " AND ($2::text IS NULL OR workflow = $2) AND ($3::text IS NULL OR flow = $3)"
                + " ORDER BY id DESC LIMIT $4",
            Tuple.of(before, workflow, flow, limit))
        .map(ReportStore::all);
  }

  /** The one that is worked on, or is next. */
  Future<Optional<Reconciliation>> next() {
    return query(
            "SELECT * FROM workflow.reconciliation WHERE status = 'RUNNING' ORDER BY id LIMIT 1",
            Tuple.tuple())
        .map(rows -> all(rows).stream().findFirst());
  }

  /** The newest that was completed, of each flow. */
  Future<List<Reconciliation>> lastCompleted() {
    return query(
            "SELECT DISTINCT ON (workflow, flow) * FROM workflow.reconciliation"
                + " WHERE status = 'COMPLETED' ORDER BY workflow, flow, id DESC",
            Tuple.tuple())
        .map(ReportStore::all);
  }

  /**
   * Where one stands that runs.
   *
   * @param comparedAt when both sides were read whole; null before that
   */
  record Position(Phase phase, String cursor, Instant comparedAt) {}

  /** Where it stands; fails with {@link RunStoppedException} when it has ended. */
  Future<Position> position(long id) {
    return query(
            "SELECT phase, cursor, compared_at FROM workflow.reconciliation"
                + " WHERE id = $1 AND status = 'RUNNING'",
            Tuple.of(id))
        .map(
            rows -> {
              for (Row row : rows) {
                return new Position(
                    Phase.ofJson(row.getString(0)), row.getString(1), instant(row, "compared_at"));
              }
              throw new RunStoppedException();
            });
  }

  /** Moves on, within the transaction that stores what was read. */
  Future<Void> move(SqlClient transaction, long id, Position to) {
    return update(
        transaction,
        "phase = $2, cursor = $3, compared_at = $4",
        Tuple.of(id, to.phase().json(), to.cursor(), offset(to.comparedAt())));
  }

  Future<Void> expect(SqlClient transaction, long id, OptionalLong source, OptionalLong target) {
    return update(
        transaction,
        "source_expected = $2, target_expected = $3",
        Tuple.of(id, boxed(source), boxed(target)));
  }

  /** Adds to what was read of the two sides. */
  Future<Void> read(SqlClient transaction, long id, long source, long target) {
    return update(
        transaction,
        "source_read = source_read + $2, target_read = target_read + $3",
        Tuple.of(id, source, target));
  }

  /** A side is read anew. */
  Future<Void> readAnew(SqlClient transaction, long id, Phase phase) {
    return update(
        transaction,
        (phase == Phase.READING_SOURCE ? "source_read" : "target_read") + " = 0",
        Tuple.of(id));
  }

  /** Adds to what was found. */
  Future<Void> found(
      SqlClient transaction, long id, List<Sides.Compared> differences, long pending) {
    Map<String, Long> kinds = new HashMap<>();
    Map<String, Long> fields = new HashMap<>();
    for (Sides.Compared difference : differences) {
      kinds.merge(difference.kind().orElseThrow().json(), 1L, Long::sum);
      difference.fields().forEach(field -> fields.merge(field, 1L, Long::sum));
    }
    return update(
        transaction,
        "found = "
            + added("found", "$2")
            + ", fields = "
            + added("fields", "$3")
            + ", pending = pending + $4",
        Tuple.of(id, json(kinds), json(fields), pending));
  }

  private static String added(String column, String more) {
    return "(SELECT coalesce(jsonb_object_agg(name, n), '{}') FROM (SELECT name, sum(n::bigint) AS n"
        + " FROM (SELECT * FROM jsonb_each_text("
        + column
        + ") UNION ALL SELECT * FROM jsonb_each_text("
        + more
        + "::jsonb)) AS each(name, n) GROUP BY name) AS sums)";
  }

  private static JsonObject json(Map<String, Long> counts) {
    JsonObject json = new JsonObject();
    counts.forEach(json::put);
    return json;
  }

  /** Ends one; whether it ran. */
  Future<Boolean> end(long id, Status status, String cause, String remedy) {
    return query(
            "UPDATE workflow.reconciliation SET status = $2, cause = $3, remedy = $4, phase = NULL,"
                + " cursor = NULL, ended_at = now() WHERE id = $1 AND status = 'RUNNING'",
            Tuple.of(id, status.name(), cause, remedy))
        .map(ended -> ended.rowCount() > 0);
  }

  /** Removes reports that ended before that, in chunks, but for those with repairs still queued. */
  Future<Void> removeOlder(Duration age) {
    Tuple parameters = Tuple.of(age.toDays(), REMOVED_AT_ONCE);
    return Rounds.run(
            () ->
                query(
                        "DELETE FROM workflow.reconciliation_difference WHERE id IN (SELECT d.id"
                            + " FROM workflow.reconciliation_difference d"
                            + " JOIN workflow.reconciliation r ON r.id = d.reconciliation"
                            + " WHERE r.ended_at < now() - make_interval(days => $1::integer)"
                            + " AND d.state <> 'queued' LIMIT $2)",
                        parameters)
                    .map(removed -> removed.rowCount() == REMOVED_AT_ONCE))
        .compose(
            removed ->
                query(
                    "DELETE FROM workflow.reconciliation r"
                        + " WHERE ended_at < now() - make_interval(days => $1::integer)"
                        + " AND NOT EXISTS (SELECT FROM workflow.reconciliation_difference d"
                        + " WHERE d.reconciliation = r.id)",
                    Tuple.of(age.toDays())))
        .mapEmpty();
  }

  private static Future<Void> update(SqlClient client, String set, Tuple parameters) {
    return client
        .preparedQuery(
            "UPDATE workflow.reconciliation SET " + set + " WHERE id = $1 AND status = 'RUNNING'")
        .execute(parameters)
        .compose(
            updated ->
                updated.rowCount() > 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(new RunStoppedException()));
  }

  private static List<Reconciliation> all(RowSet<Row> rows) {
    List<Reconciliation> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(reconciliation(row)));
    return all;
  }

  private static Reconciliation reconciliation(Row row) {
    Map<Kind, Long> found = new EnumMap<>(Kind.class);
    counts(row, "found").forEach((kind, n) -> found.put(Kind.ofJson(kind).orElseThrow(), n));
    return new Reconciliation(
        row.getLong("id"),
        row.getString("workflow"),
        row.getString("flow"),
        Status.valueOf(row.getString("status")),
        Trigger.ofJson(row.getString("trigger")),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Phase.ofJson(row.getString("phase")),
        new Progress(row.getLong("source_read"), row.getLong("source_expected")),
        new Progress(row.getLong("target_read"), row.getLong("target_expected")),
        null,
        found,
        row.getLong("pending"),
        counts(row, "fields"),
        null,
        row.getString("cause"),
        row.getString("remedy"));
  }

  private static Map<String, Long> counts(Row row, String column) {
    Map<String, Long> counts = new HashMap<>();
    row.get(JsonObject.class, column)
        .forEach(each -> counts.put(each.getKey(), ((Number) each.getValue()).longValue()));
    return counts;
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime offset(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(
        pool, connection -> connection.preparedQuery(sql).execute(parameters));
  }
}
