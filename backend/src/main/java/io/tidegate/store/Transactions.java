package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.function.Function;

/**
 * Runs work in one transaction and tells apart what the driver's own helper does not: a transaction
 * that certainly did not happen, and one whose commit was sent and never answered.
 */
public final class Transactions {
  private Transactions() {}

  /**
   * Commits when the work's future succeeds, rolls back when it fails.
   *
   * @return the work's result after the commit; fails with the work's own failure, or with a {@link
   *     DatabaseException}, {@link DatabaseException#outcomeUnknown()} when the answer to the
   *     commit was lost
   */
  public static <T> Future<T> run(Pool pool, Function<SqlConnection, Future<T>> work) {
    return connection(pool)
        .compose(
            connection ->
                connection
                    .begin()
                    .recover(failure -> Future.failedFuture(DatabaseException.of(failure)))
                    .compose(transaction -> inside(connection, transaction, work))
                    .eventually(() -> connection.close().otherwiseEmpty()));
  }

  /**
   * Runs one statement, which is a transaction of its own.
   *
   * @return the work's result; fails like {@link #run}
   */
  public static <T> Future<T> statement(Pool pool, Function<SqlConnection, Future<T>> work) {
    return connection(pool)
        .compose(
            connection ->
                call(work, connection)
                    .recover(failure -> Future.failedFuture(DatabaseException.ofStatement(failure)))
                    .eventually(() -> connection.close().otherwiseEmpty()));
  }

  private static Future<SqlConnection> connection(Pool pool) {
    return pool.getConnection()
        .recover(failure -> Future.failedFuture(DatabaseException.unreachable(failure)));
  }

  private static <T> Future<T> inside(
      SqlConnection connection, Transaction transaction, Function<SqlConnection, Future<T>> work) {
    return call(work, connection)
        .compose(
            result ->
                transaction
                    .commit()
                    .recover(failure -> Future.failedFuture(DatabaseException.ofCommit(failure)))
                    .map(result),
            failure ->
                transaction
                    .rollback()
                    .transform(ignored -> Future.failedFuture(DatabaseException.of(failure))));
  }

  private static <T> Future<T> call(
      Function<SqlConnection, Future<T>> work, SqlConnection connection) {
    try {
      return work.apply(connection);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
