package io.tidegate.queue;

import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What targets refused for good, and what a person does about it. Works beside a live queue of the
 * same address, and without one.
 */
public final class DeadLetters {
  private static final int DISCARD_CHUNK = 5_000;

  private final Vertx vertx;
  private final Pool pool;

  public DeadLetters(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /**
   * Lists dead letters, the newest first.
   *
   * @param limit how many at most
   * @param beforeId only those with a smaller id: the last id of the page before
   */
  public Future<List<DeadLetter>> list(String address, int limit, OptionalLong beforeId) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery(
                        "SELECT id, address, key, operation, reason, answer, attempts, at,"
                            + " superseded FROM queue.dead_letter WHERE address = $1 AND id < $2"
                            + " ORDER BY id DESC LIMIT $3")
                    .execute(Tuple.of(address, beforeId.orElse(Long.MAX_VALUE), limit)))
        .map(
            rows -> {
              List<DeadLetter> letters = new ArrayList<>(rows.size());
              rows.forEach(row -> letters.add(letter(row)));
              return letters;
            });
  }

  private static DeadLetter letter(Row row) {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("address"),
        row.getString("key"),
        Operation.of(row.getShort("operation")),
        row.getString("reason"),
        row.getString("answer"),
        row.getInteger("attempts"),
        row.get(OffsetDateTime.class, "at"),
        row.getBoolean("superseded"));
  }

  /** The change of one dead letter, payload included. */
  public Future<Optional<Change>> change(String address, long id) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery(
                        "SELECT key, operation, payload FROM queue.dead_letter"
                            + " WHERE address = $1 AND id = $2")
                    .execute(Tuple.of(address, id)))
        .map(
            rows -> {
              for (Row row : rows) {
                Buffer payload = row.getBuffer(2);
                return Optional.of(
                    new Change(row.getString(0), Operation.of(row.getShort(1)), payload));
              }
              return Optional.empty();
            });
  }

  /** How many an address has, at a cost that does not grow with them. */
  public Future<Long> count(String address) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery("SELECT dead_lettered FROM queue.depth WHERE address = $1")
                    .execute(Tuple.of(address)))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  /**
   * Appends the given ones again, in their order, behind what is pending, and removes them, in one
   * transaction per 500. Superseded ones stay where they are.
   */
  public Future<Replay> replay(String address, Collection<Long> ids) {
    return new Replayer(vertx, pool, address, ids).run();
  }

  /** Replays all that are there when it is called. */
  public Future<Replay> replayAll(String address) {
    return new Replayer(vertx, pool, address, null).run();
  }

  /**
   * Removes the given ones for good.
   *
   * @return how many there were
   */
  public Future<Long> discard(String address, Collection<Long> ids) {
    return discardChunks(address, ids.toArray(Long[]::new), Long.MAX_VALUE);
  }

  /** Removes all that are there when it is called. */
  public Future<Long> discardAll(String address) {
    return newest(pool, address).compose(newest -> discardChunks(address, null, newest));
  }

  /** The id of the newest dead letter, or 0. */
  static Future<Long> newest(Pool pool, String address) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery(
                        "SELECT coalesce(max(id), 0) FROM queue.dead_letter WHERE address = $1")
                    .execute(Tuple.of(address)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private Future<Long> discardChunks(String address, Long[] ids, long newest) {
    AtomicLong discarded = new AtomicLong();
    return Rounds.run(
            () ->
                Transactions.run(pool, connection -> discardChunk(connection, address, ids, newest))
                    .map(
                        count -> {
                          discarded.addAndGet(count);
                          return count == DISCARD_CHUNK;
                        }))
        .onComplete(ignored -> Notice.publish(vertx, address, "dead letters", Set.of()))
        .map(ignored -> discarded.get());
  }

  /** Locks the address first, as a replay does, so that the two cannot block each other. */
  private static Future<Integer> discardChunk(
      SqlConnection connection, String address, Long[] ids, long newest) {
    return connection
        .preparedQuery("SELECT FROM queue.address WHERE name = $1 FOR UPDATE")
        .execute(Tuple.of(address))
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "DELETE FROM queue.dead_letter WHERE id IN (SELECT id FROM"
                            + " queue.dead_letter WHERE address = $1 AND id <= $2 AND"
                            + " ($3::bigint[] IS NULL OR id = ANY($3)) ORDER BY id LIMIT $4)")
                    .execute(Tuple.of(address, newest, ids, DISCARD_CHUNK)))
        .compose(
            deleted ->
                connection
                    .preparedQuery(
                        "UPDATE queue.address SET dead_letters_removed = dead_letters_removed + $2"
                            + " WHERE name = $1")
                    .execute(Tuple.of(address, deleted.rowCount()))
                    .map(ignored -> deleted.rowCount()));
  }
}
