package io.tidegate.workflow.export;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is stored of how far the flows that share files have read them. */
final class ReadFiles {
  /**
   * For so long a file that was moved away is recognised when it is delivered once more. An export
   * every few seconds makes many files.
   */
  private static final int REMEMBERED_DAYS = 7;

  private static final Duration BETWEEN_PRUNINGS = Duration.ofHours(1);

  private final Pool pool;
  private final String flow;
  private final Set<String> readers;
  private Instant pruned = Instant.EPOCH;

  /**
   * @param readers all flows that read the same files, this one among them
   */
  ReadFiles(Pool pool, String flow, Set<String> readers) {
    this.pool = pool;
    this.flow = flow;
    this.readers = Set.copyOf(readers);
  }

  /** What is known of these files: by name, then by flow. */
  Future<Map<String, Map<String, ReadFile>>> load(Collection<String> names) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        """
                        SELECT flow, name, size, modified, changed_at, position, lines, finished,
                          archived
                        FROM workflow.read_file WHERE flow = ANY ($1) AND name = ANY ($2)""")
                    .execute(
                        Tuple.of(
                            readers.toArray(String[]::new), (Object) names.toArray(String[]::new))))
        .map(
            rows -> {
              Map<String, Map<String, ReadFile>> known = new HashMap<>();
              for (Row row : rows) {
                known
                    .computeIfAbsent(row.getString("name"), name -> new HashMap<>())
                    .put(row.getString("flow"), file(row));
              }
              return known;
            });
  }

  Future<Void> store(ReadFile file) {
    return Transactions.statement(pool, client -> store(client, file));
  }

  /** Stores how far this flow has read, within the transaction that queues what it read. */
  Future<Void> store(SqlClient client, ReadFile file) {
    return client
        .preparedQuery(
            """
            INSERT INTO workflow.read_file
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (flow, name) DO UPDATE SET size = excluded.size,
              modified = excluded.modified, changed_at = excluded.changed_at,
              position = excluded.position, lines = excluded.lines,
              finished = excluded.finished, archived = excluded.archived""")
        .execute(
            Tuple.from(
                List.of(
                    flow,
                    file.name(),
                    file.size(),
                    file.modified().atOffset(ZoneOffset.UTC),
                    file.changedAt().atOffset(ZoneOffset.UTC),
                    file.position(),
                    file.lines(),
                    file.finished(),
                    file.archived())))
        .mapEmpty();
  }

  /** Whether every flow that reads this file, as it is now, has finished it. */
  boolean finishedByAll(Map<String, ReadFile> known, ReadFile own) {
    return readers.stream()
        .allMatch(
            reader -> {
              ReadFile file = reader.equals(flow) ? own : known.get(reader);
              return file != null
                  && file.finished()
                  && file.size() == own.size()
                  && file.modified().equals(own.modified());
            });
  }

  /** Remembers for all flows that a file was moved away. */
  Future<Void> archived(ReadFile file) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "UPDATE workflow.read_file SET archived = true"
                            + " WHERE flow = ANY ($1) AND name = $2 AND finished")
                    .execute(Tuple.of(readers.toArray(String[]::new), file.name())))
        .compose(done -> prune());
  }

  private Future<Void> prune() {
    Instant now = Instant.now();
    if (pruned.plus(BETWEEN_PRUNINGS).isAfter(now)) {
      return Future.succeededFuture();
    }
    pruned = now;
    return Transactions.statement(
        pool,
        client ->
            client
                .preparedQuery(
                    "DELETE FROM workflow.read_file"
                        + " WHERE flow = $1 AND archived"
                        + " AND changed_at < now() - make_interval(days => $2)")
                .execute(Tuple.of(flow, REMEMBERED_DAYS))
                .mapEmpty());
  }

  /** Has this flow read all files again that are still there. */
  Future<Void> forget(SqlClient client) {
    return client
        .preparedQuery("DELETE FROM workflow.read_file WHERE flow = $1")
        .execute(Tuple.of(flow))
        .mapEmpty();
  }

  private static ReadFile file(Row row) {
    return new ReadFile(
        row.getString("name"),
        row.getLong("size"),
        row.getOffsetDateTime("modified").toInstant(),
        row.getOffsetDateTime("changed_at").toInstant(),
        row.getLong("position"),
        row.getLong("lines"),
        row.getBoolean("finished"),
        row.getBoolean("archived"));
  }
}
