package io.tidegate.queue;

import io.tidegate.queue.QueueState.Segment;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The writing end of a queue: records and cursor in one transaction, one at a time.
 *
 * <p>When the answer to a commit is lost, the address's version tells whether it was stored. Should
 * even that not be readable, the append fails as retriable and is remembered: the next call looks
 * again, and does not store the same page twice.
 */
final class Appender {
  private static final String ADVANCE =
      "UPDATE queue.address SET version = version + 1, cursor = coalesce($4, cursor), tails ="
          + " (SELECT array_agg(tail + added ORDER BY lane) FROM unnest(tails, $5::bigint[])"
          + " WITH ORDINALITY AS sums(tail, added, lane))"
          + " WHERE name = $1 AND epoch = $2 AND version = $3 RETURNING tails, segment,"
          + " segment_start, (extract(epoch FROM now() - segment_since) * 1000)::bigint AS age";

  /** The lock waits for a transaction that is still being committed on the server. */
  private static final String OUTCOME =
      "SELECT epoch, version, cursor FROM queue.address WHERE name = $1 FOR UPDATE";

  /** What an append leads to once it is committed. */
  private record Result(long version, Positions tails, Segment begun) {}

  /** An append of which nobody knows whether it was committed. */
  private record Unresolved(List<Change> changes, String cursor, Result result) {
    boolean isFor(List<Change> otherChanges, String otherCursor) {
      return Objects.equals(cursor, otherCursor) && changes.equals(otherChanges);
    }
  }

  private final Pool pool;
  private final String address;
  private final long epoch;
  private final QueueOptions options;
  private final QueueState state;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Written by one append at a time. */
  private volatile Unresolved unresolved;

  /** The result of the attempt under way, set before its commit is sent. */
  private volatile Result prepared;

  Appender(Pool pool, String address, long epoch, QueueOptions options, QueueState state) {
    this.pool = pool;
    this.address = address;
    this.epoch = epoch;
    this.options = options;
    this.state = state;
  }

  Future<Void> append(
      List<Change> changes, String nextCursor, Function<SqlConnection, Future<?>> alongside) {
    return exclusively(
        () ->
            resolve()
                .compose(
                    committed ->
                        committed != null && committed.isFor(changes, nextCursor)
                            ? Future.succeededFuture()
                            : attempt(changes, nextCursor, alongside)));
  }

  Future<String> cursor() {
    return exclusively(
        () ->
            resolve()
                .compose(ignored -> Transactions.statement(pool, connection -> outcome(connection)))
                .map(row -> row.getString("cursor")));
  }

  private <T> Future<T> exclusively(Supplier<Future<T>> call) {
    if (!busy.compareAndSet(false, true)) {
      return Future.failedFuture(
          new IllegalStateException(
              "An append to " + address + " is under way: wait for it before the next call"));
    }
    return call.get().onComplete(ignored -> busy.set(false));
  }

  private Future<Void> attempt(
      List<Change> changes, String nextCursor, Function<SqlConnection, Future<?>> alongside) {
    prepared = null;
    return Transactions.run(pool, connection -> store(connection, changes, nextCursor, alongside))
        .transform(
            done -> {
              if (done.succeeded()) {
                commit(prepared);
                return Future.succeededFuture();
              }
              if (done.cause() instanceof DatabaseException lost && lost.outcomeUnknown()) {
                unresolved = new Unresolved(changes, nextCursor, prepared);
                return resolve()
                    .compose(
                        committed ->
                            committed == null
                                ? Future.failedFuture(DatabaseException.notStored(lost))
                                : Future.succeededFuture());
              }
              return Future.failedFuture(done.cause());
            });
  }

  private Future<Void> store(
      SqlConnection connection,
      List<Change> changes,
      String nextCursor,
      Function<SqlConnection, Future<?>> alongside) {
    long version = state.version();
    Long[] added = new Long[state.lanes()];
    Arrays.fill(added, 0L);
    for (Change change : changes) {
      added[Lanes.of(change.key(), added.length)]++;
    }
    return connection
        .preparedQuery(ADVANCE)
        .execute(Tuple.of(address, epoch, version, nextCursor, added))
        .compose(
            rows -> {
              if (rows.rowCount() == 0) {
                return Future.failedFuture(new FencedException(address, "nothing was appended"));
              }
              Row row = rows.iterator().next();
              Positions tails = Positions.of(row.getArrayOfLongs("tails"));
              Positions next = tails.minus(added);
              return segment(connection, row, next, changes.isEmpty())
                  .compose(
                      segment -> {
                        Segment begun = segment.first() == null ? null : segment;
                        prepared = new Result(version + 1, tails, begun);
                        return SegmentTable.insert(
                            connection, segment.id(), changes, next.toArray());
                      });
            })
        .compose(
            ignored ->
                alongside == null
                    ? Future.succeededFuture()
                    : alongside.apply(connection).mapEmpty());
  }

  /** The segment to append to: a new one (with its first positions), or the current one. */
  private Future<Segment> segment(
      SqlConnection connection, Row address, Positions next, boolean nothingToInsert) {
    Long current = address.getLong("segment");
    long held = next.sum() - address.getLong("segment_start");
    boolean full =
        held >= options.segmentRecords()
            || (held > 0 && address.getLong("age") > options.segmentAge().toMillis());
    if (nothingToInsert || (current != null && !full)) {
      return Future.succeededFuture(new Segment(current == null ? 0 : current, null));
    }
    return begin(connection, next);
  }

  private Future<Segment> begin(SqlConnection connection, Positions first) {
    Long[] positions = first.boxed();
    return connection
        .preparedQuery("UPDATE queue.segment SET past = $2 WHERE address = $1 AND past IS NULL")
        .execute(Tuple.of(address).addArrayOfLong(positions))
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "INSERT INTO queue.segment (address, first) VALUES ($1, $2) RETURNING id")
                    .execute(Tuple.of(address).addArrayOfLong(positions)))
        .compose(
            rows -> {
              long id = rows.iterator().next().getLong("id");
              return connection
                  .preparedQuery(
                      "UPDATE queue.address SET segment = $2, segment_start = $3,"
                          + " segment_since = now() WHERE name = $1")
                  .execute(Tuple.of(address, id, first.sum()))
                  .compose(ignored -> SegmentTable.create(connection, id))
                  .map(ignored -> new Segment(id, first));
            });
  }

  /** Finds out what became of an append in doubt; the append when it was stored, else null. */
  private Future<Unresolved> resolve() {
    Unresolved doubt = unresolved;
    if (doubt == null) {
      return Future.succeededFuture();
    }
    return Transactions.statement(pool, this::outcome)
        .compose(
            row -> {
              if (row.getLong("epoch") != epoch) {
                return Future.failedFuture(
                    new FencedException(address, "whether the last page was stored shows there"));
              }
              unresolved = null;
              if (row.getLong("version") == doubt.result().version()) {
                commit(doubt.result());
                return Future.succeededFuture(doubt);
              }
              return Future.succeededFuture();
            });
  }

  private Future<Row> outcome(SqlConnection connection) {
    return connection
        .preparedQuery(OUTCOME)
        .execute(Tuple.of(address))
        .map(rows -> rows.iterator().next());
  }

  private void commit(Result result) {
    state.appended(result.version(), result.tails(), result.begun());
  }
}
