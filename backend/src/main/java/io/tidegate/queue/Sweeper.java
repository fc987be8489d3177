package io.tidegate.queue;

import io.tidegate.queue.QueueState.Segment;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops segments of which every record is settled, one at a time, beside the work of the lanes.
 *
 * <p>The database is asked once more whether that is so, and a table that somebody else holds (a
 * backup) is not waited for but tried again at the next occasion. What a crash leaves is dropped
 * after the next opening.
 */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private static final String FORGET =
      "DELETE FROM queue.segment s WHERE s.id = $1 AND s.past IS NOT NULL AND NOT EXISTS"
          + " (SELECT FROM queue.lane l WHERE l.address = s.address AND l.head < s.past[l.lane + 1])";

  private final Pool pool;
  private final QueueState state;
  private final Queue<Segment> settled = new ArrayDeque<>();
  private boolean busy;

  Sweeper(Pool pool, QueueState state) {
    this.pool = pool;
    this.state = state;
  }

  /** Drops what can be dropped; never fails, and nobody waits for it. */
  void sweep() {
    synchronized (this) {
      settled.addAll(state.retire());
      if (busy || settled.isEmpty()) {
        return;
      }
      busy = true;
    }
    dropNext();
  }

  private void dropNext() {
    Segment segment;
    synchronized (this) {
      segment = settled.peek();
      if (segment == null) {
        busy = false;
        return;
      }
    }
    Transactions.run(pool, connection -> drop(connection, segment.id()))
        .onSuccess(
            ignored -> {
              synchronized (this) {
                settled.remove();
              }
              dropNext();
            })
        .onFailure(
            failure -> {
              LOG.debug("Segment {} stays for now: {}", segment.id(), failure.getMessage());
              synchronized (this) {
                busy = false;
              }
            });
  }

  private static Future<Void> drop(SqlConnection connection, long segment) {
    return connection
        .query("SET LOCAL lock_timeout = '2s'")
        .execute()
        .compose(ignored -> connection.preparedQuery(FORGET).execute(Tuple.of(segment)))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? SegmentTable.drop(connection, segment)
                    : Future.succeededFuture());
  }
}
