package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records with given keys out of all queues, pending and settled ones, whether or not the
 * queues are open.
 *
 * <p>A record keeps its place, since positions are dense, and loses everything else: its operation
 * becomes {@link Operation#ERASED}, its payload and its key go. A pending {@link Operation#DELETE}
 * is the exception: it says nothing of anybody but the key, and without it the target would keep
 * the record for ever, so it stays until it is settled.
 *
 * <p>A batch that a writer has in hand is out of reach: what comes of it is found by the next pass,
 * once {@link #inHand} says that there is none.
 */
public final class Erasing {
  private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);

  /** Instead of the key; one for all, so that nothing tells them apart. */
  static final String KEY = "erased";

  /** The newest pending record of a lane that a pass emptied, and whose queue it was then. */
  public record Emptied(String address, int lane, long position, long epoch) {}

  /**
   * What a pass over the records did.
   *
   * @param records how many were emptied
   * @param deletions how many deletions are pending and were left to be carried out
   * @param pending those among the emptied that were pending, the newest of each lane
   */
  public record Pass(long records, long deletions, List<Emptied> pending) {
    public Pass {
      pending = List.copyOf(pending);
    }

    Pass with(Pass other) {
      List<Emptied> both = new ArrayList<>(pending);
      both.addAll(other.pending);
      return new Pass(records + other.records, deletions + other.deletions, both);
    }
  }

  private final Vertx vertx;
  private final Pool pool;

  public Erasing(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /**
   * Removes the dead letters with these keys.
   *
   * @param alongside called within each transaction, with how many it removes
   * @return how many there were
   */
  public Future<Long> deadLetters(
      Set<String> keys, BiFunction<SqlConnection, Long, Future<?>> alongside) {
    return query(
            "SELECT DISTINCT address FROM queue.dead_letter WHERE key = ANY ($1)",
            Tuple.of((Object) keys.toArray(String[]::new)))
        .compose(
            rows ->
                each(
                    rows,
                    row -> discard(row.getString(0), keys, alongside),
                    0L,
                    (sum, removed) -> sum + removed));
  }

  /** Locks the address first, as a replay does, so that the two cannot block each other. */
  private Future<Long> discard(
      String address, Set<String> keys, BiFunction<SqlConnection, Long, Future<?>> alongside) {
    return Transactions.run(
            pool,
            connection ->
                connection
                    .preparedQuery("SELECT FROM queue.address WHERE name = $1 FOR UPDATE")
                    .execute(Tuple.of(address))
                    .compose(
                        locked ->
                            connection
                                .preparedQuery(
                                    "DELETE FROM queue.dead_letter"
                                        + " WHERE address = $1 AND key = ANY ($2)")
                                .execute(
                                    Tuple.of(address)
                                        .addArrayOfString(keys.toArray(String[]::new))))
                    .compose(
                        deleted ->
                            connection
                                .preparedQuery(
                                    "UPDATE queue.address SET dead_letters_removed ="
                                        + " dead_letters_removed + $2 WHERE name = $1")
                                .execute(Tuple.of(address, deleted.rowCount()))
                                .map((long) deleted.rowCount()))
                    .compose(count -> alongside.apply(connection, count).map(count)))
        .onSuccess(removed -> Notice.publish(vertx, address, "erasure", Set.of()));
  }

  /**
   * Empties the records with these keys.
   *
   * @param alongside called within each transaction, with how many it empties
   */
  public Future<Pass> records(
      Set<String> keys, BiFunction<SqlConnection, Long, Future<?>> alongside) {
    return query("SELECT id, address FROM queue.segment ORDER BY id", Tuple.tuple())
        .compose(
            rows ->
                each(
                    rows,
                    row -> segment(row.getLong(0), row.getString(1), keys, alongside),
                    new Pass(0, 0, List.of()),
                    Pass::with));
  }

  private Future<Pass> segment(
      long segment,
      String address,
      Set<String> keys,
      BiFunction<SqlConnection, Long, Future<?>> alongside) {
    return Transactions.run(
            pool, connection -> empty(connection, segment, address, keys, alongside))
        .compose(pass -> pass.records() == 0 ? Future.succeededFuture(pass) : vacuum(segment, pass))
        .recover(
            failure ->
                // Settled and dropped since they were listed.
                SegmentTable.isDropped(failure)
                    ? Future.succeededFuture(new Pass(0, 0, List.of()))
                    : Future.failedFuture(failure));
  }

  private static Future<Pass> empty(
      SqlConnection connection,
      long segment,
      String address,
      Set<String> keys,
      BiFunction<SqlConnection, Long, Future<?>> alongside) {
    return connection
        .preparedQuery(
            "SELECT a.epoch, l.head FROM queue.address a JOIN queue.lane l ON l.address = a.name"
                + " WHERE a.name = $1 ORDER BY l.lane")
        .execute(Tuple.of(address))
        .compose(
            lanes -> {
              List<Long> heads = new ArrayList<>();
              lanes.forEach(row -> heads.add(row.getLong("head")));
              long epoch = lanes.iterator().next().getLong("epoch");
              Tuple parameters =
                  Tuple.tuple()
                      .addArrayOfString(keys.toArray(String[]::new))
                      .addArrayOfLong(heads.toArray(Long[]::new))
                      .addString(KEY);
              return connection
                  .preparedQuery(SegmentTable.erase(segment))
                  .execute(parameters)
                  .map(rows -> pass(rows, address, epoch));
            })
        .compose(pass -> alongside.apply(connection, pass.records()).map(pass));
  }

  private static Pass pass(RowSet<Row> lanes, String address, long epoch) {
    Pass pass = new Pass(0, 0, List.of());
    for (Row row : lanes) {
      Long newest = row.getLong("newest");
      List<Emptied> pending =
          newest == null
              ? List.of()
              : List.of(new Emptied(address, row.getShort("lane"), newest, epoch));
      pass = pass.with(new Pass(row.getLong("emptied"), row.getLong("deletions"), pending));
    }
    return pass;
  }

  /**
   * No segment is ever vacuumed by itself, and until one is, its pages keep what an update
   * replaced. An open transaction elsewhere may keep it still: then it goes with the segment.
   */
  private Future<Pass> vacuum(long segment, Pass pass) {
    return Transactions.statement(
            pool,
            connection ->
                connection.query("VACUUM (TRUNCATE false) " + SegmentTable.name(segment)).execute())
        .transform(
            done -> {
              if (done.failed()) {
                LOG.debug("Segment {} is not vacuumed: {}", segment, done.cause().getMessage());
              }
              return Future.succeededFuture(pass);
            });
  }

  /**
   * Whether a writer of this process may still have one of these records in hand as it was before
   * it was emptied.
   */
  public Future<Boolean> inHand(List<Emptied> emptied) {
    return each(emptied, this::inHand, false, Boolean::logicalOr);
  }

  private Future<Boolean> inHand(Emptied emptied) {
    return query(
            "SELECT FROM queue.address a JOIN queue.lane l ON l.address = a.name WHERE a.name = $1"
                + " AND l.lane = $2 AND a.epoch = $4 AND l.head <= $3 AND l.taken > $3",
            Tuple.of(emptied.address(), emptied.lane(), emptied.position(), emptied.epoch()))
        .compose(
            rows -> rows.size() == 0 ? Future.succeededFuture(false) : isOpen(emptied.address()));
  }

  private Future<Boolean> isOpen(String address) {
    return vertx
        .eventBus()
        .request(Notice.openAddress(address), null)
        .transform(
            answer ->
                Future.succeededFuture(
                    !(answer.cause() instanceof ReplyException nobody)
                        || nobody.failureType() != ReplyFailure.NO_HANDLERS));
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(
        pool, connection -> connection.preparedQuery(sql).execute(parameters));
  }

  /** One after another. */
  private static <T, R> Future<R> each(
      Iterable<T> items, Function<T, Future<R>> work, R start, BiFunction<R, R, R> sum) {
    Future<R> done = Future.succeededFuture(start);
    for (T item : items) {
      Supplier<Future<R>> next = () -> work.apply(item);
      done = done.compose(before -> next.get().map(result -> sum.apply(before, result)));
    }
    return done;
  }
}
