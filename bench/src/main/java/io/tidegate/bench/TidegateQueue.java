package io.tidegate.bench;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.queue.LaneConsumer;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Settlement;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;

/** The product's own queue, with its default options. */
final class TidegateQueue implements Contender {
  private static final String ADDRESS = "bench";
  private static final int LOOK_MILLIS = 5;

  private final Vertx vertx;
  private final Pool pool;
  private final int batch;
  private AddressQueue queue;

  TidegateQueue(Vertx vertx, Pool pool, int batch) {
    this.vertx = vertx;
    this.pool = pool;
    this.batch = batch;
  }

  @Override
  public String name() {
    return "Tidegate";
  }

  @Override
  public Future<Void> open() {
    return AddressQueue.open(vertx, pool, ADDRESS, QueueOptions.defaults())
        .onSuccess(opened -> queue = opened)
        .mapEmpty();
  }

  @Override
  public Future<Void> append(List<Change> page, String cursor) {
    return queue.append(page, cursor);
  }

  @Override
  public Future<Void> drain() {
    List<LaneConsumer> writers = new ArrayList<>();
    for (int lane = 0; lane < queue.lanes(); lane++) {
      writers.add(
          queue.consume(
              lane, batch, deliveries -> Future.succeededFuture(Settlement.whole(deliveries))));
    }
    Promise<Void> drained = Promise.promise();
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          if (queue.depth().pending() == 0) {
            vertx.cancelTimer(timer);
            drained.complete();
          }
        });
    return drained
        .future()
        .compose(
            ignored -> Future.join(writers.stream().map(LaneConsumer::close).toList()).mapEmpty());
  }

  @Override
  public Future<Long> depthBySql() {
    return AddressQueue.depths(pool).map(depths -> depths.get(ADDRESS).pending());
  }

  @Override
  public int depthReads() {
    return 1_000;
  }

  /** The depth as the service shows it, from memory. */
  long depthInMemory() {
    return queue.depth().pending();
  }
}
