package io.tidegate.queue;

import io.tidegate.queue.DeadLetters.Withdrawal;
import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Removes dead letters of one address for good, a chunk in a transaction. */
final class Remover {
  private static final int CHUNK = 5_000;

  /** Which ones a chunk removes; the parameters begin with the address. */
  private record Chunk(String ids, Tuple parameters) {}

  private final Vertx vertx;
  private final Pool pool;
  private final String address;
  private final Withdrawal alongside;

  Remover(Vertx vertx, Pool pool, String address, Withdrawal alongside) {
    this.vertx = vertx;
    this.pool = pool;
    this.address = address;
    this.alongside = alongside;
  }

  /** Whether the selected ones are superseded or not. */
  Future<Long> all(DeadLetterSelection selection) {
    return run(() -> selected(selection, ""));
  }

  Future<Long> unsuperseded(DeadLetterSelection selection) {
    return run(() -> selected(selection, " AND NOT d.superseded"));
  }

  /** The oldest have the smallest ids: so none that is younger is looked at, but for a chunk. */
  Future<Long> older(Duration age) {
    return run(
        () ->
            new Chunk(
                "SELECT oldest.id FROM (SELECT d.id, d.at FROM queue.dead_letter d WHERE d.address"
                    + " = $1 ORDER BY d.id LIMIT $2 FOR UPDATE) oldest"
                    + " WHERE oldest.at < now() - $3 * interval '1 second'",
                Tuple.of(address, CHUNK, (double) age.toSeconds())));
  }

  private Chunk selected(DeadLetterSelection selection, String condition) {
    Tuple parameters = Tuple.of(address);
    String conditions = selection.conditions(parameters) + condition;
    parameters.addInteger(CHUNK);
    return new Chunk(
        "SELECT d.id FROM queue.dead_letter d WHERE d.address = $1 AND "
            + conditions
            + " ORDER BY d.id LIMIT $"
            + parameters.size()
            + " FOR UPDATE",
        parameters);
  }

  private Future<Long> run(Supplier<Chunk> next) {
    AtomicLong removed = new AtomicLong();
    return Rounds.run(
            () ->
                Transactions.run(pool, connection -> remove(connection, next.get()))
                    .map(
                        count -> {
                          removed.addAndGet(count);
                          return count == CHUNK;
                        }))
        .onComplete(
            ignored -> {
              if (removed.get() > 0) {
                Notice.publish(vertx, address, "dead letters", Set.of());
              }
            })
        .map(ignored -> removed.get());
  }

  /** Locks the address first, as a replay does, so that the two cannot block each other. */
  private Future<Integer> remove(SqlConnection connection, Chunk chunk) {
    return connection
        .preparedQuery("SELECT FROM queue.address WHERE name = $1 FOR UPDATE")
        .execute(Tuple.of(address))
        .compose(
            locked ->
                connection
                    .preparedQuery(
                        "DELETE FROM queue.dead_letter WHERE id IN ("
                            + chunk.ids()
                            + ") RETURNING key")
                    .execute(chunk.parameters()))
        .compose(
            deleted -> {
              List<String> keys = new ArrayList<>(deleted.size());
              deleted.forEach(row -> keys.add(row.getString(0)));
              return keys.isEmpty()
                  ? Future.succeededFuture(0)
                  : count(connection, keys.size())
                      .compose(counted -> alongside.withdrawn(connection, address, keys))
                      .map(keys.size());
            });
  }

  private Future<?> count(SqlConnection connection, int removed) {
    return connection
        .preparedQuery(
            "UPDATE queue.address SET dead_letters_removed = dead_letters_removed + $2"
                + " WHERE name = $1")
        .execute(Tuple.of(address, removed));
  }
}
