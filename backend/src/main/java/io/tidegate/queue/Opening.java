package io.tidegate.queue;

import io.tidegate.queue.QueueState.Lane;
import io.tidegate.queue.QueueState.Segment;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes ownership of a queue: raises its epoch in the address and in every lane, in one
 * transaction. Row locks order that against an older owner's appends and settlements: each either
 * was committed before and is seen here, or finds the epoch changed and does nothing.
 */
final class Opening {
  private record Owned(long epoch, QueueState state) {}

  private final String address;
  private final QueueOptions options;

  private Opening(String address, QueueOptions options) {
    this.address = address;
    this.options = options;
  }

  static Future<AddressQueue> open(Vertx vertx, Pool pool, String address, QueueOptions options) {
    Opening opening = new Opening(address, options);
    return Transactions.run(pool, opening::take)
        .map(
            owned -> new AddressQueue(vertx, pool, address, options, owned.epoch(), owned.state()));
  }

  private Future<Owned> take(SqlConnection connection) {
    Long[] tails = new Long[options.lanes()];
    Arrays.fill(tails, 0L);
    return connection
        .preparedQuery(
            "INSERT INTO queue.address (name, lanes, tails) VALUES ($1, $2, $3)"
                + " ON CONFLICT DO NOTHING")
        .execute(Tuple.of(address, options.lanes(), tails))
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "UPDATE queue.address SET epoch = epoch + 1 WHERE name = $1"
                            + " RETURNING epoch, version, tails, dead_letters_removed")
                    .execute(Tuple.of(address)))
        .compose(rows -> take(connection, rows.iterator().next()));
  }

  private Future<Owned> take(SqlConnection connection, Row row) {
    long epoch = row.getLong("epoch");
    Positions tails = Positions.of(row.getArrayOfLongs("tails"));
    return connection
        .preparedQuery(
            "INSERT INTO queue.lane (address, lane, epoch) SELECT $1, lane, $3"
                + " FROM generate_series(0, $2 - 1) AS lane ON CONFLICT (address, lane)"
                + " DO UPDATE SET epoch = excluded.epoch"
                + " RETURNING lane, version, head, taken, dead_lettered")
        .execute(Tuple.of(address, tails.lanes(), epoch))
        .compose(
            lanes ->
                segments(connection)
                    .map(
                        segments ->
                            new QueueState(
                                row.getLong("version"),
                                tails,
                                row.getLong("dead_letters_removed"),
                                lanes(lanes),
                                segments)))
        .map(state -> new Owned(epoch, state));
  }

  private static List<Lane> lanes(Iterable<Row> rows) {
    List<Lane> lanes = new ArrayList<>();
    for (Row row : rows) {
      lanes.add(
          new Lane(
              row.getInteger("lane"),
              row.getLong("version"),
              row.getLong("head"),
              row.getLong("taken"),
              row.getLong("dead_lettered")));
    }
    return lanes;
  }

  private Future<List<Segment>> segments(SqlConnection connection) {
    return connection
        .preparedQuery(
            "SELECT id, first, created_at FROM queue.segment WHERE address = $1 ORDER BY id")
        .execute(Tuple.of(address))
        .map(
            rows -> {
              List<Segment> segments = new ArrayList<>();
              rows.forEach(
                  row ->
                      segments.add(
                          new Segment(
                              row.getLong(0),
                              Positions.of(row.getArrayOfLongs(1)),
                              row.getOffsetDateTime(2).toInstant())));
              return segments;
            });
  }
}
