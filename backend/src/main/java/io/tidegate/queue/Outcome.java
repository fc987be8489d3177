package io.tidegate.queue;

import io.tidegate.store.DatabaseException;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;

/**
 * Reads one row that tells what became of a commit in doubt. The query locks the row, so that it
 * waits for a transaction that the server is still committing or rolling back.
 *
 * <p>It is asked a few times over a second: the connection that was just lost may not be gone from
 * the pool yet, and a server that ended its sessions is often back at once.
 */
final class Outcome {
  private static final long[] PAUSES_MILLIS = {20, 200, 1_000};

  private final Vertx vertx;
  private final Pool pool;
  private final String query;

  Outcome(Vertx vertx, Pool pool, String query) {
    this.vertx = vertx;
    this.pool = pool;
    this.query = query;
  }

  /** The row; fails with a retriable {@link DatabaseException} when nobody can say yet. */
  Future<Row> read(Tuple key) {
    return read(key, 0);
  }

  private Future<Row> read(Tuple key, int attempt) {
    return Transactions.statement(pool, connection -> connection.preparedQuery(query).execute(key))
        .map(rows -> rows.iterator().next())
        .recover(
            failure ->
                attempt < PAUSES_MILLIS.length && DatabaseException.isRetriable(failure)
                    ? vertx
                        .timer(PAUSES_MILLIS[attempt], TimeUnit.MILLISECONDS)
                        .compose(ignored -> read(key, attempt + 1))
                    : Future.failedFuture(failure));
  }
}
