package io.tidegate.workflow;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the supervisor remembers across restarts: desired states and configuration versions. */
final class WorkflowStore {
  private final Pool pool;

  WorkflowStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * What is wanted of a workflow.
   *
   * @param running whether it is to run
   * @param pinned what it runs on, or ran on
   */
  record Desired(boolean running, Pinned pinned) {}

  Future<Optional<Desired>> desired(String workflow) {
    return query(
            """
            SELECT d.running, v.content, d.documents FROM workflow.desired_state d
            LEFT JOIN workflow.config_version v ON v.id = d.version
            WHERE d.workflow = $1""",
            Tuple.of(workflow))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(
                  new Desired(
                      row.getBoolean(0),
                      new Pinned(row.getString(1), versions(row.getJsonObject(2)))));
            });
  }

  /** Wants it to run on a configuration, which becomes a version unless it is the newest one. */
  Future<Void> wantRunning(String workflow, Pinned pinned) {
    return query(
            """
            WITH newest AS (
              SELECT id, content FROM workflow.config_version
              WHERE workflow = $1 ORDER BY id DESC LIMIT 1),
            added AS (
              INSERT INTO workflow.config_version (workflow, content)
              SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM newest WHERE content = $2)
              RETURNING id)
            INSERT INTO workflow.desired_state (workflow, running, version, documents)
            SELECT $1, true, coalesce((SELECT id FROM added), (SELECT id FROM newest)), $3
            ON CONFLICT (workflow) DO UPDATE
            SET running = true, version = excluded.version, documents = excluded.documents,
              changed_at = now()""",
            Tuple.of(workflow, pinned.config(), json(pinned.versions())))
        .mapEmpty();
  }

  private static JsonObject json(Map<String, Long> versions) {
    JsonObject documents = new JsonObject();
    versions.forEach(documents::put);
    return documents;
  }

  private static Map<String, Long> versions(JsonObject documents) {
    Map<String, Long> versions = new HashMap<>();
    documents.fieldNames().forEach(name -> versions.put(name, documents.getLong(name)));
    return Map.copyOf(versions);
  }

  Future<Void> wantStopped(String workflow) {
    return query(
            """
            UPDATE workflow.desired_state SET running = false, changed_at = now()
            WHERE workflow = $1""",
            Tuple.of(workflow))
        .mapEmpty();
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }
}
