package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What is queued and not settled yet, seen from beside a queue, whether it is open or not. */
public final class PendingChanges {
  private PendingChanges() {}

  /** Those of the keys to which a change is pending. */
  public static Future<Set<String>> of(Pool pool, String address, Collection<String> keys) {
    Set<String> pending = new HashSet<>();
    return Transactions.statement(pool, connection -> Superseding.ends(connection, address))
        .map(Superseding.Ends::heads)
        .compose(
            heads ->
                Transactions.statement(
                        pool, connection -> Superseding.segments(connection, address, heads))
                    .compose(
                        segments -> {
                          Future<?> done = Future.succeededFuture();
                          for (long segment : segments) {
                            done = done.compose(any -> look(pool, segment, heads, keys, pending));
                          }
                          return done;
                        }))
        .map(pending);
  }

  /** A segment that is gone was settled whole. */
  private static Future<?> look(
      Pool pool, long segment, Positions heads, Collection<String> keys, Set<String> pending) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery(SegmentTable.keys(segment))
                    .execute(
                        Tuple.tuple()
                            .addArrayOfString(keys.toArray(String[]::new))
                            .addArrayOfLong(heads.boxed())))
        .onSuccess(rows -> rows.forEach(row -> pending.add(row.getString(0))))
        .recover(
            failure ->
                Superseding.isUndefinedTable(failure)
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }
}
