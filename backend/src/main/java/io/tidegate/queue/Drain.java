package io.tidegate.queue;

import io.tidegate.queue.QueueState.Span;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The reading end of a queue: hands out batches and settles them. A settlement whose commit was in
 * doubt is looked up by the lane's version before anything else is done to that lane.
 */
final class Drain {
  private static final String ADVANCE =
      "UPDATE queue.lane SET head = $5, version = version + 1, dead_lettered = dead_lettered + $6"
          + " WHERE address = $1 AND lane = $2 AND epoch = $3 AND version = $4 AND head = $7";

  private static final String OUTCOME =
      "SELECT epoch, version, head FROM queue.lane WHERE address = $1 AND lane = $2 FOR UPDATE";

  private record Unresolved(Batch batch, Settlement settlement, long version) {
    boolean isFor(Batch otherBatch, Settlement other) {
      return batch.first() == otherBatch.first()
          && settlement.upTo() == other.upTo()
          && settlement.refused().equals(other.refused());
    }
  }

  private final Pool pool;
  private final String address;
  private final long epoch;
  private final QueueOptions options;
  private final QueueState state;
  private final AtomicReferenceArray<Unresolved> unresolved;
  private final Outcome outcome;

  Drain(
      Vertx vertx, Pool pool, String address, long epoch, QueueOptions options, QueueState state) {
    this.pool = pool;
    this.address = address;
    this.epoch = epoch;
    this.options = options;
    this.state = state;
    outcome = new Outcome(vertx, pool, OUTCOME);
    unresolved = new AtomicReferenceArray<>(state.lanes());
  }

  Future<Batch> take(int lane, int max) {
    return resolve(lane)
        .compose(
            ignored -> {
              Span span = state.next(lane, max);
              return span.isEmpty()
                  ? Future.succeededFuture(new Batch(address, lane, List.of()))
                  : take(lane, span);
            });
  }

  private Future<Batch> take(int lane, Span span) {
    Tuple parameters =
        Tuple.of(address, lane, span.head(), span.end(), options.batchBytes(), epoch);
    return Transactions.statement(
            pool,
            connection ->
                connection.preparedQuery(SegmentTable.take(span.segment())).execute(parameters))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return explainNothing(lane, span);
              }
              List<Delivery> deliveries = deliveries(rows, span);
              Batch batch = new Batch(address, lane, deliveries);
              if (batch.first() != span.head() || batch.size() != batch.end() - span.head()) {
                return Future.failedFuture(missing(lane, span));
              }
              state.taken(lane, batch.end());
              return Future.succeededFuture(batch);
            });
  }

  private static List<Delivery> deliveries(RowSet<Row> rows, Span span) {
    List<Delivery> deliveries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      long position = row.getLong(0);
      Buffer payload = row.getBuffer(3);
      Change change = new Change(row.getString(1), Operation.of(row.getShort(2)), payload);
      deliveries.add(
          new Delivery(position, change, position < span.taken(), row.getOffsetDateTime(4)));
    }
    return deliveries;
  }

  private Future<Batch> explainNothing(int lane, Span span) {
    return outcome
        .read(Tuple.of(address, lane))
        .compose(
            row ->
                row.getLong("epoch") == epoch && row.getLong("head") == span.head()
                    ? Future.failedFuture(missing(lane, span))
                    : Future.failedFuture(new FencedException(address, "nothing was taken")));
  }

  private DatabaseException missing(int lane, Span span) {
    return DatabaseException.inconsistent(
        "Records are missing from %s: lane %d of %s, %d to %d"
            .formatted(
                SegmentTable.name(span.segment()), lane, address, span.head(), span.end() - 1));
  }

  Future<Void> settle(Batch batch, Settlement settlement) {
    check(batch, settlement);
    return resolve(batch.lane())
        .compose(
            committed ->
                committed != null && committed.isFor(batch, settlement)
                    ? Future.succeededFuture()
                    : attempt(batch, settlement));
  }

  private void check(Batch batch, Settlement settlement) {
    if (!batch.address().equals(address) || batch.isEmpty()) {
      throw new IllegalArgumentException("Not a batch of " + address + ": " + batch);
    }
    if (settlement.upTo() < batch.first() || settlement.upTo() > batch.end()) {
      throw new IllegalArgumentException(
          "Settled up to " + settlement.upTo() + ", which is outside " + batch);
    }
    for (Refusal refusal : settlement.refused()) {
      long position = refusal.delivery().position();
      if (position < batch.first() || position >= settlement.upTo()) {
        throw new IllegalArgumentException(
            "Refused " + position + ", which is outside what is settled of " + batch);
      }
    }
  }

  private Future<Void> attempt(Batch batch, Settlement settlement) {
    boolean idle = settlement.upTo() == batch.first() && settlement.alongside() == null;
    if (idle) {
      return Future.succeededFuture();
    }
    long version = state.laneVersion(batch.lane());
    Unresolved attempt = new Unresolved(batch, settlement, version + 1);
    boolean alone =
        settlement.refused().isEmpty() && settlement.alongside() == null && !state.hasDeadLetters();
    Future<Void> stored =
        alone
            ? Transactions.statement(pool, connection -> advance(connection, attempt))
            : Transactions.run(pool, connection -> store(connection, attempt));
    return stored.transform(
        done -> {
          if (done.succeeded()) {
            commit(attempt);
            return Future.succeededFuture();
          }
          if (done.cause() instanceof DatabaseException lost && lost.outcomeUnknown()) {
            unresolved.set(batch.lane(), attempt);
            return resolve(batch.lane())
                .compose(
                    committed ->
                        committed == null
                            ? Future.failedFuture(DatabaseException.notStored(lost))
                            : Future.succeededFuture());
          }
          return Future.failedFuture(done.cause());
        });
  }

  private Future<Void> store(SqlConnection connection, Unresolved attempt) {
    Settlement settlement = attempt.settlement();
    return advance(connection, attempt)
        .compose(
            ignored ->
                Refusals.store(connection, attempt.batch(), settlement, state.hasDeadLetters()))
        .compose(
            ignored ->
                settlement.alongside() == null
                    ? Future.succeededFuture()
                    : settlement.alongside().apply(connection).mapEmpty());
  }

  private Future<Void> advance(SqlConnection connection, Unresolved attempt) {
    Batch batch = attempt.batch();
    Tuple parameters =
        Tuple.of(
            address,
            batch.lane(),
            epoch,
            attempt.version() - 1,
            attempt.settlement().upTo(),
            (long) attempt.settlement().refused().size());
    return connection
        .preparedQuery(ADVANCE)
        .execute(parameters.addLong(batch.first()))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(new FencedException(address, "nothing was settled")));
  }

  /** Finds out what became of a settlement in doubt; it when it was stored, else null. */
  private Future<Unresolved> resolve(int lane) {
    Unresolved doubt = unresolved.get(lane);
    if (doubt == null) {
      return Future.succeededFuture();
    }
    return outcome
        .read(Tuple.of(address, lane))
        .compose(
            row -> {
              if (row.getLong("epoch") != epoch) {
                return Future.failedFuture(
                    new FencedException(address, "whether the last batch was settled shows there"));
              }
              unresolved.set(lane, null);
              if (row.getLong("version") == doubt.version()) {
                commit(doubt);
                return Future.succeededFuture(doubt);
              }
              return Future.succeededFuture();
            });
  }

  private void commit(Unresolved attempt) {
    state.settled(
        attempt.batch().lane(),
        attempt.version(),
        attempt.settlement().upTo(),
        attempt.settlement().refused().size());
  }
}
