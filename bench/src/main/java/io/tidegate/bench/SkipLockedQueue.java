package io.tidegate.bench;

import io.tidegate.queue.Change;
import io.tidegate.store.Rounds;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue that most services build: one table, {@code SELECT … FOR UPDATE SKIP LOCKED}, then
 * {@code DELETE}. It gets the same driver, the same pages, the same number of writers and the same
 * batches. It keeps no order per key and does not know what was delivered before, so it does less.
 */
final class SkipLockedQueue implements Contender {
  private static final int WRITERS = 8;

  private final Pool pool;
  private final int batch;

  SkipLockedQueue(Pool pool, int batch) {
    this.pool = pool;
    this.batch = batch;
  }

  @Override
  public String name() {
    return "SKIP LOCKED + DELETE";
  }

  @Override
  public Future<Void> open() {
    return pool.query(
            "CREATE TABLE naive (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " created_at timestamptz NOT NULL DEFAULT now(), operation smallint NOT NULL,"
                + " key text NOT NULL, payload bytea NOT NULL);"
                + " CREATE TABLE naive_cursor (cursor text NOT NULL);"
                + " INSERT INTO naive_cursor VALUES ('')")
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Void> append(List<Change> page, String cursor) {
    Short[] operations = new Short[page.size()];
    String[] keys = new String[page.size()];
    Buffer[] payloads = new Buffer[page.size()];
    for (int i = 0; i < page.size(); i++) {
      operations[i] = 0;
      keys[i] = page.get(i).key();
      payloads[i] = page.get(i).payload();
    }
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(
                    "INSERT INTO naive (operation, key, payload)"
                        + " SELECT * FROM unnest($1::smallint[], $2::text[], $3::bytea[])")
                .execute(Tuple.of(operations, keys, payloads))
                .compose(
                    ignored ->
                        connection
                            .preparedQuery("UPDATE naive_cursor SET cursor = $1")
                            .execute(Tuple.of(cursor)))
                .mapEmpty());
  }

  /** A writer ends when it finds nothing: nothing is appended meanwhile. */
  @Override
  public Future<Void> drain() {
    List<Future<Void>> writers = new ArrayList<>();
    for (int n = 0; n < WRITERS; n++) {
      writers.add(Rounds.run(() -> pool.withTransaction(this::batch).map(count -> count > 0)));
    }
    return Future.join(writers).mapEmpty();
  }

  private Future<Integer> batch(SqlConnection connection) {
    return connection
        .preparedQuery(
            "SELECT id, key, operation, payload FROM naive ORDER BY id LIMIT $1"
                + " FOR UPDATE SKIP LOCKED")
        .execute(Tuple.of(batch))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(0);
              }
              List<Change> written = new ArrayList<>(rows.size());
              List<Long> ids = new ArrayList<>(rows.size());
              for (Row row : rows) {
                ids.add(row.getLong(0));
                Buffer payload = row.getBuffer(3);
                written.add(Change.upsert(row.getString(1), payload));
              }
              return connection
                  .preparedQuery("DELETE FROM naive WHERE id = ANY($1)")
                  .execute(Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)))
                  .map(ignored -> written.size());
            });
  }

  @Override
  public Future<Long> depthBySql() {
    return pool.query("SELECT count(*) FROM naive")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public int depthReads() {
    return 20;
  }
}
