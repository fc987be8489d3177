package io.tidegate.workflow.trace;

import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the trace within its bounds, and quick to search. Steps go to the open part, which has no
 * index and is small enough to be read whole. When it is full, or its day is over, the next one is
 * opened and it is indexed in one go, for a fraction of what it costs to index each step as it
 * comes. The oldest parts are dropped.
 *
 * <p>The trace goes on whether this runs or not; what was not done is done at the next occasion.
 */
public final class TraceKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TraceKeeper.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(24);
  private static final int FULL = 100_000;
  private static final int BYTES_A_STEP = 76;
  private static final int PAGE = 5_000;

  private static final String PARTS =
      """
      SELECT id, begun_at IS NOT NULL AS begun, ended_at IS NOT NULL AS ended,
        ended_at < now() - make_interval(days => $1) AS old,
        begun_at < date_trunc('day', now()) AS past_day,
        coalesce(steps, pg_relation_size(format('trace.step_%s', id)::regclass) / $2) AS steps
      FROM trace.part ORDER BY id""";

  /** Their records are neither known at the target nor were they read lately. */
  private static final String FORGET =
      """
      WITH page AS (SELECT address, key, changed_at FROM trace.identity
        WHERE (address, key) > ($1, $2) ORDER BY address, key LIMIT $3),
      gone AS (DELETE FROM trace.identity i USING page p
        WHERE i.address = p.address AND i.key = p.key
          AND p.changed_at < now() - make_interval(days => $4)
          AND NOT EXISTS (SELECT FROM workflow.record_map m
            WHERE m.flow = p.address AND m.source_key = p.key))
      SELECT address, key FROM page ORDER BY address DESC, key DESC LIMIT 1""";

  /**
   * What is kept.
   *
   * @param days for how long
   * @param steps how many at most, whatever their age
   */
  public record Retention(int days, long steps) {}

  private record Part(
      int id, boolean begun, boolean ended, boolean old, boolean pastDay, long steps) {}

  private final Vertx vertx;
  private final Pool pool;
  private final Retention retention;
  private final long full;
  private long timer = -1;
  private long tidied;
  private Future<Void> looking = Future.succeededFuture();

  public TraceKeeper(Vertx vertx, Pool pool, Retention retention) {
    this(vertx, pool, retention, (int) Math.min(FULL, Math.max(1, retention.steps() / 5)));
  }

  TraceKeeper(Vertx vertx, Pool pool, Retention retention, int full) {
    this.vertx = vertx;
    this.pool = pool;
    this.retention = retention;
    this.full = full;
  }

  /** Begins to look after it. */
  public void start() {
    timer = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), due -> next());
    // The first tidying comes a while after the start, which has other things to do.
    tidied = System.nanoTime() - BETWEEN_TIDYINGS.minusMinutes(10).toNanos();
  }

  /** Ends after the look under way. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return looking.otherwiseEmpty();
  }

  private void next() {
    if (!looking.isComplete()) {
      return;
    }
    looking =
        look()
            .compose(done -> isTidyingDue() ? tidy() : Future.succeededFuture())
            .onFailure(
                failure -> LOG.debug("The trace is not looked after: {}", failure.getMessage()));
  }

  private boolean isTidyingDue() {
    boolean due = System.nanoTime() - tidied > BETWEEN_TIDYINGS.toNanos();
    if (due) {
      tidied = System.nanoTime();
    }
    return due;
  }

  /** Does what is to be done now; one call at a time. */
  public Future<Void> look() {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(PARTS)
                    .execute(Tuple.of(retention.days(), (long) BYTES_A_STEP)))
        .map(TraceKeeper::parts)
        .compose(this::look);
  }

  private Future<Void> look(List<Part> parts) {
    List<Part> begun = parts.stream().filter(Part::begun).toList();
    Part open = begun.get(begun.size() - 1);
    List<Part> closed = begun.subList(0, begun.size() - 1);
    Part next = parts.get(parts.size() - 1);
    Future<Void> done = Future.succeededFuture();
    if (next.begun()) {
      done = create();
    } else if (open.steps() >= full || (open.pastDay() && open.steps() > 0)) {
      done = begin(next.id()).compose(begins -> end(open.id()));
    }
    for (Part part : closed) {
      done = part.ended() ? done : done.compose(before -> end(part.id()));
    }
    for (Part part : beyondBounds(closed, open.steps())) {
      done = done.compose(before -> drop(part.id()));
    }
    return done;
  }

  private static List<Part> parts(RowSet<Row> rows) {
    List<Part> parts = new ArrayList<>(rows.size());
    for (Row row : rows) {
      parts.add(
          new Part(
              row.getInteger("id"),
              row.getBoolean("begun"),
              row.getBoolean("ended"),
              Boolean.TRUE.equals(row.getBoolean("old")),
              Boolean.TRUE.equals(row.getBoolean("past_day")),
              row.getLong("steps")));
    }
    return parts;
  }

  private List<Part> beyondBounds(List<Part> closed, long open) {
    long excess = open + closed.stream().mapToLong(Part::steps).sum() - retention.steps();
    List<Part> beyond = new ArrayList<>();
    for (Part part : closed) {
      if (!part.old() && excess <= 0) {
        break;
      }
      beyond.add(part);
      excess -= part.steps();
    }
    return beyond;
  }

  /** It is begun at a later look. */
  private Future<Void> create() {
    return Transactions.run(
            pool,
            connection ->
                connection
                    .query("INSERT INTO trace.part DEFAULT VALUES RETURNING id")
                    .execute()
                    .compose(rows -> create(connection, rows.iterator().next().getInteger(0))))
        .mapEmpty();
  }

  private static Future<Void> create(SqlConnection connection, int part) {
    return execute(
            connection,
            "CREATE TABLE "
                + table(part)
                + " (LIKE trace.step INCLUDING ALL) WITH (parallel_workers = 0)")
        .compose(
            created ->
                execute(
                    connection,
                    "ALTER TABLE trace.step ATTACH PARTITION %s FOR VALUES IN (%d)"
                        .formatted(table(part), part)));
  }

  /**
   * What is settled from now on goes there; what is being settled may still go to the one before.
   */
  private Future<Void> begin(int part) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery("UPDATE trace.part SET begun_at = now() WHERE id = $1")
                    .execute(Tuple.of(part)))
        .mapEmpty();
  }

  private Future<Void> end(int part) {
    return Transactions.run(
            pool,
            connection ->
                execute(connection, "SET LOCAL lock_timeout = '2s'")
                    .compose(
                        set -> execute(connection, "CREATE INDEX ON " + table(part) + " (key)"))
                    .compose(
                        indexed ->
                            connection
                                .preparedQuery(
                                    "UPDATE trace.part SET ended_at = now(), steps ="
                                        + " (SELECT count(*) FROM "
                                        + table(part)
                                        + ") WHERE id = $1")
                                .execute(Tuple.of(part))))
        .mapEmpty();
  }

  private Future<Void> drop(int part) {
    return Transactions.run(
            pool,
            connection ->
                execute(connection, "SET LOCAL lock_timeout = '2s'")
                    .compose(set -> execute(connection, "DROP TABLE " + table(part)))
                    .compose(
                        dropped ->
                            connection
                                .preparedQuery("DELETE FROM trace.part WHERE id = $1")
                                .execute(Tuple.of(part))))
        .mapEmpty();
  }

  /** Forgets the e-mail addresses of records that are gone, page by page. */
  Future<Void> tidy() {
    AtomicReference<Tuple> last = new AtomicReference<>(Tuple.of("", ""));
    return Rounds.run(() -> page(last.get()).map(next -> moved(last, next)));
  }

  private Future<RowSet<Row>> page(Tuple after) {
    Tuple parameters = Tuple.of(after.getString(0), after.getString(1), PAGE, retention.days());
    return Transactions.statement(pool, client -> client.preparedQuery(FORGET).execute(parameters));
  }

  private static boolean moved(AtomicReference<Tuple> last, RowSet<Row> rows) {
    rows.forEach(last::set);
    return rows.size() > 0;
  }

  private static Future<Void> execute(SqlConnection connection, String sql) {
    return connection.query(sql).execute().mapEmpty();
  }

  private static String table(int part) {
    return "trace.step_" + part;
  }
}
