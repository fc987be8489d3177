package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Marks the dead letters that a pending change supersedes. What is settled has marked those that it
 * supersedes itself ({@link Refusals}).
 */
final class Superseding {
  private static final Positions NONE = Positions.of(new long[0]);

  /** Per lane: below its head everything is settled, its tail is where the next record goes. */
  private record Ends(Positions heads, Positions tails) {}

  private final String address;
  private final DeadLetterSelection selection;
  private final Positions from;

  /**
   * For some dead letters of an address.
   *
   * @param from per lane: only changes from there on are looked at
   */
  private Superseding(String address, DeadLetterSelection selection, Positions from) {
    this.address = address;
    this.selection = selection;
    this.from = from;
  }

  /**
   * Marks those that what is pending now supersedes, without holding up the queue.
   *
   * @return where the queue ended: what comes later was not looked at
   */
  static Future<Positions> mark(Pool pool, String address, DeadLetterSelection selection) {
    return Transactions.statement(pool, connection -> ends(connection, address))
        .compose(
            ends -> {
              Superseding pending = new Superseding(address, selection, ends.heads());
              return Transactions.statement(pool, pending::segments)
                  .compose(segments -> each(segments, segment -> pending.mark(pool, segment)))
                  .map(marked -> ends.tails());
            });
  }

  /**
   * Marks those that what was appended since supersedes, in a transaction that has locked the
   * address. Fails with an undefined table when a segment was settled and dropped meanwhile.
   */
  static Future<?> mark(
      SqlConnection connection, String address, DeadLetterSelection selection, Positions since) {
    Superseding later = new Superseding(address, selection, since);
    return later
        .segments(connection)
        .compose(segments -> each(segments, segment -> later.mark(connection, segment)));
  }

  private static Future<?> each(List<Long> segments, LongFunction<Future<?>> work) {
    Future<?> done = Future.succeededFuture();
    for (long segment : segments) {
      done = done.compose(before -> work.apply(segment));
    }
    return done;
  }

  private static Future<Ends> ends(SqlConnection connection, String address) {
    return connection
        .preparedQuery(
            "SELECT a.tails, (SELECT array_agg(l.head ORDER BY l.lane) FROM queue.lane l WHERE"
                + " l.address = a.name) AS heads FROM queue.address a WHERE a.name = $1")
        .execute(Tuple.of(address))
        .map(
            rows -> {
              for (Row row : rows) {
                return new Ends(
                    Positions.of(row.getArrayOfLongs("heads")),
                    Positions.of(row.getArrayOfLongs("tails")));
              }
              return new Ends(NONE, NONE);
            });
  }

  /** Those that hold something from there on. */
  private Future<List<Long>> segments(SqlConnection connection) {
    return connection
        .preparedQuery(
            "SELECT id FROM queue.segment WHERE address = $1 AND (past IS NULL OR EXISTS (SELECT"
                + " FROM unnest(past, $2::bigint[]) AS lane(past, first) WHERE first < lane.past))"
                + " ORDER BY id")
        .execute(Tuple.of(address).addArrayOfLong(from.boxed()))
        .map(
            rows -> {
              List<Long> segments = new ArrayList<>();
              rows.forEach(row -> segments.add(row.getLong(0)));
              return segments;
            });
  }

  /** A segment that is gone was settled whole. */
  private Future<?> mark(Pool pool, long segment) {
    return Transactions.statement(pool, connection -> mark(connection, segment))
        .recover(
            failure ->
                SegmentTable.isDropped(failure)
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  private Future<Void> mark(SqlConnection connection, long segment) {
    Tuple parameters = Tuple.of(address).addArrayOfLong(from.boxed());
    return connection
        .preparedQuery(SegmentTable.supersede(segment, selection.conditions(parameters)))
        .execute(parameters)
        .mapEmpty();
  }
}
