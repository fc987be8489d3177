package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.QueueOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues that this service has open, by address. One that is open stays so: its flow may come
 * back. Confined to the supervisor's context.
 */
final class OpenQueues {
  private final Vertx vertx;
  private final Pool pool;
  private final QueueOptions options;
  private final Map<String, Future<AddressQueue>> queues = new HashMap<>();
  private boolean open;

  OpenQueues(Vertx vertx, Pool pool, QueueOptions options) {
    this.vertx = vertx;
    this.pool = pool;
    this.options = options;
  }

  /** From now on queues may be opened: to open one takes it from whoever has it. */
  void open() {
    open = true;
  }

  /** Opens a queue, or gives the one that is open. */
  Future<AddressQueue> get(String address) {
    if (!open) {
      return Future.failedFuture(new UnavailableException(Condition.databaseTaken()));
    }
    Future<AddressQueue> opened =
        queues.computeIfAbsent(address, wanted -> AddressQueue.open(vertx, pool, wanted, options));
    return opened.onFailure(failure -> queues.remove(address, opened));
  }

  /** Lets go of all of them, and opens none any more. */
  Future<Void> close() {
    open = false;
    List<Future<Void>> closing =
        queues.values().stream()
            .map(opened -> opened.compose(AddressQueue::close).otherwiseEmpty())
            .toList();
    queues.clear();
    return Future.join(closing).mapEmpty();
  }
}
