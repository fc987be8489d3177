package io.tidegate.queue;

import io.tidegate.store.Database;
import io.tidegate.store.DatabaseOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A process to be killed: it reads the numbers below a limit from a source, a page at a time, and
 * writes them to a target, through a queue. What it does to the target it cannot take back: it
 * notes each delivery in a transaction of its own. What it settles it notes alongside.
 */
final class CrashingProcess {
  static final String ADDRESS = "numbers";
  static final int LANES = 3;

  private static final int PAGE = 40;
  private static final int BATCH = 25;
  private static final int KEYS = 500;

  private final Vertx vertx;
  private final Pool pool;
  private final int limit;

  private CrashingProcess(Vertx vertx, Pool pool, int limit) {
    this.vertx = vertx;
    this.pool = pool;
    this.limit = limit;
  }

  /** Arguments: database address, user, limit. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    Database.open(vertx, new DatabaseOptions(args[0], args[1], ""))
        .compose(
            database ->
                new CrashingProcess(vertx, database.pool(), Integer.parseInt(args[2])).run())
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private Future<Void> run() {
    QueueOptions options = QueueOptions.defaults().withLanes(LANES).withSegmentRecords(100);
    return AddressQueue.open(vertx, pool, ADDRESS, options)
        .compose(
            queue -> {
              for (int lane = 0; lane < LANES; lane++) {
                queue.consume(lane, BATCH, this::write);
              }
              return queue.cursor().compose(cursor -> read(queue, cursor.orElse("0")));
            });
  }

  private Future<Void> read(AddressQueue queue, String cursor) {
    int from = Integer.parseInt(cursor);
    if (from >= limit) {
      return Future.succeededFuture();
    }
    int to = Math.min(from + PAGE, limit);
    List<Change> page =
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    Change.upsert("key-" + number % KEYS, Buffer.buffer(Integer.toString(number))))
            .toList();
    String next = Integer.toString(to);
    return queue.append(page, next).compose(ignored -> read(queue, next));
  }

  private Future<Settlement> write(Batch batch) {
    return pool.preparedQuery("INSERT INTO target (number, key, redelivered) VALUES ($1, $2, $3)")
        .executeBatch(
            batch.deliveries().stream()
                .map(d -> Tuple.of(number(d), d.key(), d.redelivered()))
                .toList())
        .map(ignored -> Settlement.whole(batch).with(settled(batch)));
  }

  private static Function<SqlConnection, Future<?>> settled(Batch batch) {
    return connection ->
        connection
            .preparedQuery("INSERT INTO settled (number) VALUES ($1)")
            .executeBatch(batch.deliveries().stream().map(d -> Tuple.of(number(d))).toList());
  }

  private static int number(Delivery delivery) {
    return Integer.parseInt(delivery.change().payload().toString());
  }
}
