package io.tidegate.queue;

import io.tidegate.queue.QueueState.Segment;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Decides which segment an append goes to, and begins a new one when the last is full or old. */
final class Segments {
  private final String address;
  private final QueueOptions options;

  Segments(String address, QueueOptions options) {
    this.address = address;
    this.options = options;
  }

  /**
   * Begins a segment within the append's transaction, if one is needed.
   *
   * @param row of the address, locked: {@code segment}, {@code segment_start} and {@code age}, the
   *     milliseconds since the last segment was begun
   * @param next per lane the position of its next record
   * @return the new segment, or null when the last one will do
   */
  Future<Segment> beginIfNeeded(SqlConnection connection, Row row, Positions next) {
    long held = next.sum() - row.getLong("segment_start");
    boolean full = held >= options.segmentRecords();
    boolean old = held > 0 && row.getLong("age") > options.segmentAge().toMillis();
    return row.getLong("segment") == null || full || old
        ? begin(connection, next)
        : Future.succeededFuture();
  }

  private Future<Segment> begin(SqlConnection connection, Positions first) {
    return connection
        .preparedQuery(
            "UPDATE queue.segment SET past = $2 WHERE address = $1 AND past IS NULL"
                + " RETURNING id")
        .execute(Tuple.of(address).addArrayOfLong(first.boxed()))
        .compose(
            ended ->
                ended.size() == 0 || !options.indexed()
                    ? Future.succeededFuture()
                    : SegmentTable.index(connection, ended.iterator().next().getLong("id")))
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "INSERT INTO queue.segment (address, first) VALUES ($1, $2) RETURNING id")
                    .execute(Tuple.of(address).addArrayOfLong(first.boxed())))
        .compose(
            rows -> {
              long id = rows.iterator().next().getLong("id");
              return connection
                  .preparedQuery(
                      "UPDATE queue.address SET segment = $2, segment_start = $3,"
                          + " segment_since = now() WHERE name = $1")
                  .execute(Tuple.of(address, id, first.sum()))
                  .compose(ignored -> SegmentTable.create(connection, id))
                  .map(ignored -> new Segment(id, first, Instant.now()));
            });
  }
}
