package io.tidegate.queue;

import io.tidegate.queue.QueueState.Segment;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.Transactions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  private static final String OUTCOME =
      "SELECT epoch, version, cursor FROM queue.address WHERE name = $1 FOR UPDATE";

  /** One page to store; {@code renewal}: no page, but a new segment in place of an old one. */
  private record Page(
      List<Change> changes,
      String cursor,
      Function<SqlConnection, Future<?>> alongside,
      boolean renewal) {
    boolean isSameAs(Page other) {
      return renewal == other.renewal
          && Objects.equals(cursor, other.cursor)
          && changes.equals(other.changes);
    }
  }

  /** What an append leads to once it is committed; {@code begun}: the segment it began, or null. */
  private record Result(Page page, long version, Positions tails, Segment begun) {}

  private final Pool pool;
  private final String address;
  private final long epoch;
  private final QueueOptions options;
  private final QueueState state;
  private final Segments segments;
  private final Outcome outcome;

  private final Vertx vertx;

  /** The last call, which the next one waits for; guarded by this. */
  private Future<?> last = Future.succeededFuture();

  /** An append of which nobody knows whether it was committed; written by one append at a time. */
  private volatile Result unresolved;

  Appender(
      Vertx vertx, Pool pool, String address, long epoch, QueueOptions options, QueueState state) {
    this.vertx = vertx;
    this.pool = pool;
    this.address = address;
    this.epoch = epoch;
    this.options = options;
    this.state = state;
    segments = new Segments(address, options);
    outcome = new Outcome(vertx, pool, OUTCOME);
  }

  Future<Void> append(
      List<Change> changes, String nextCursor, Function<SqlConnection, Future<?>> alongside) {
    Page page = new Page(changes, nextCursor, alongside, false);
    return exclusively(() -> store(page));
  }

  Future<Optional<String>> cursor() {
    return exclusively(
        () ->
            resolve()
                .compose(ignored -> outcome.read(Tuple.of(address)))
                .map(row -> Optional.ofNullable(row.getString("cursor"))));
  }

  /** Puts an empty segment in place of one that is settled whole and old, so that it goes. */
  Future<Void> renew() {
    Promise<Void> done = Promise.promise();
    synchronized (this) {
      if (!last.isComplete() || !state.isRenewable(Instant.now().minus(options.segmentAge()))) {
        return Future.succeededFuture();
      }
      last = done.future();
    }
    store(new Page(List.of(), null, null, true)).onComplete(done);
    return done.future();
  }

  /**
   * One call after another: a run that ended in the middle of an append may still be storing when
   * the next one begins, which has to see what became of it.
   */
  private <T> Future<T> exclusively(Supplier<Future<T>> call) {
    Promise<T> done = Promise.promise();
    Future<?> before;
    synchronized (this) {
      before = last;
      last = done.future();
    }
    if (before.isComplete()) {
      call.get().onComplete(done);
    } else {
      Context caller = vertx.getOrCreateContext();
      before.onComplete(ended -> caller.runOnContext(v -> call.get().onComplete(done)));
    }
    return done.future();
  }

  private Future<Void> store(Page page) {
    return resolve()
        .compose(
            committed ->
                committed.filter(result -> result.page().isSameAs(page)).isPresent()
                    ? Future.succeededFuture()
                    : attempt(page));
  }

  private Future<Void> attempt(Page page) {
    return Transactions.run(
            pool, connection -> store(connection, page).onSuccess(result -> unresolved = result))
        .compose(
            result -> {
              unresolved = null;
              commit(result);
              return Future.succeededFuture();
            },
            failure -> {
              if (failure instanceof DatabaseException lost && lost.outcomeUnknown()) {
                return resolve()
                    .compose(
                        committed ->
                            committed.isPresent()
                                ? Future.succeededFuture()
                                : Future.failedFuture(DatabaseException.notStored(lost)));
              }
              unresolved = null;
              return Future.failedFuture(failure);
            });
  }

  private Future<Result> store(SqlConnection connection, Page page) {
    long version = state.version();
    Long[] added = new Long[state.lanes()];
    Arrays.fill(added, 0L);
    for (Change change : page.changes()) {
      added[Lanes.of(change.key(), added.length)]++;
    }
    return connection
        .preparedQuery(ADVANCE)
        .execute(Tuple.of(address, epoch, version, page.cursor(), added))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? store(connection, page, version, rows.iterator().next(), added)
                    : Future.failedFuture(new FencedException(address, "nothing was appended")))
        .compose(
            result ->
                page.alongside() == null
                    ? Future.succeededFuture(result)
                    : page.alongside().apply(connection).map(result));
  }

  private Future<Result> store(
      SqlConnection connection, Page page, long version, Row row, Long[] added) {
    Positions tails = Positions.of(row.getArrayOfLongs("tails"));
    if (page.changes().isEmpty() && !page.renewal()) {
      return Future.succeededFuture(new Result(page, version + 1, tails, null));
    }
    Positions next = tails.minus(added);
    return segments
        .beginIfNeeded(connection, row, next)
        .compose(
            begun ->
                SegmentTable.insert(
                        connection,
                        begun == null ? row.getLong("segment") : begun.id(),
                        page.changes(),
                        next.toArray())
                    .map(ignored -> new Result(page, version + 1, tails, begun)));
  }

  /** Finds out what became of an append in doubt; empty when there is none or it was not stored. */
  private Future<Optional<Result>> resolve() {
    Result doubt = unresolved;
    if (doubt == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return outcome
        .read(Tuple.of(address))
        .compose(
            row -> {
              if (row.getLong("epoch") != epoch) {
                return Future.failedFuture(
                    new FencedException(address, "its cursor tells what was stored last"));
              }
              unresolved = null;
              if (row.getLong("version") != doubt.version()) {
                return Future.succeededFuture(Optional.empty());
              }
              commit(doubt);
              return Future.succeededFuture(Optional.of(doubt));
            });
  }

  private void commit(Result result) {
    state.appended(result.version(), result.tails(), result.begun());
  }
}
