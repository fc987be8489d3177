package io.tidegate.bench;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.LaneConsumer;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.tidegate.workflow.trace.TraceKeeper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Appends and settles records through a queue of their own, by writers that write nowhere. */
final class TraceRun {
  private static final int PAGE = 5_000;
  private static final int LOOK_MILLIS = 5;

  /** What a settlement does besides. */
  enum Kind {
    BARE(1_000, 1),
    TRACED(1_000, 1),
    MAPPED(25, 8),
    MAPPED_TRACED(25, 8);

    private final int batch;
    private final int share;

    Kind(int batch, int share) {
      this.batch = batch;
      this.share = share;
    }

    int records(int all) {
      return all / share;
    }

    boolean isTraced() {
      return this == TRACED || this == MAPPED_TRACED;
    }

    boolean isMapped() {
      return this == MAPPED || this == MAPPED_TRACED;
    }
  }

  private final Vertx vertx;
  private final Pool pool;
  private final TraceKeeper keeper;
  private final CpuTime processor;
  private int runs;
  private Future<Void> looked = Future.succeededFuture();

  TraceRun(Vertx vertx, Pool pool, TraceKeeper keeper, CpuTime processor) {
    this.vertx = vertx;
    this.pool = pool;
    this.keeper = keeper;
    this.processor = processor;
  }

  /** From the first append to the last settlement, and what it leaves to do. */
  TraceFigures.Run measure(Kind kind, int records) {
    String address = "ingress.run-" + runs++;
    QueueOptions options =
        kind.isTraced() ? QueueOptions.defaults() : QueueOptions.defaults().withoutIndex();
    AddressQueue queue = AddressQueue.open(vertx, pool, address, options).await();
    RecordMap map = new RecordMap(pool, address);
    FlowTrace trace = new FlowTrace(address, 1);
    long looking = vertx.setPeriodic(1_000, due -> keepUp(kind));
    double used = processor.used();
    long start = System.nanoTime();
    for (int n = 0; n < records; n += PAGE) {
      queue.append(Contacts.page(n, Math.min(PAGE, records - n)), "cursor-" + n).await();
    }
    drain(queue, kind, batch -> settlement(kind, batch, map, trace));
    vertx.cancelTimer(looking);
    keepUp(kind).await();
    double seconds = (System.nanoTime() - start) / 1e9;
    TraceFigures.Run run =
        new TraceFigures.Run(records / seconds, (processor.used() - used) * 1e6 / records);
    queue.close().await();
    System.out.printf(
        "%s: %,d records at %,.0f/s, %.1f µs%n", kind, records, run.rate(), run.cpu());
    return run;
  }

  /** One look after the other, as the service does. */
  private synchronized Future<Void> keepUp(Kind kind) {
    if (kind.isTraced()) {
      looked = looked.transform(before -> keeper.look());
    }
    return looked;
  }

  private static Settlement settlement(Kind kind, Batch batch, RecordMap map, FlowTrace trace) {
    Settlement settlement = Settlement.whole(batch);
    if (kind.isMapped()) {
      List<RecordMap.Entry> entries =
          batch.deliveries().stream()
              .map(
                  delivery ->
                      new RecordMap.Entry(
                          delivery.key(),
                          "https://mc.adobe.io/acme/campaign/profileAndServicesExt/profile/@"
                              + delivery.key(),
                          "@" + delivery.key(),
                          "8f14e45fceea167a5a36dedd4bea2543"))
              .toList();
      settlement = settlement.with(transaction -> map.store(transaction, entries, List.of()));
    }
    if (!kind.isTraced()) {
      return settlement;
    }
    Map<Long, Fate> fates = new HashMap<>();
    for (Delivery delivery : batch.deliveries()) {
      fates.put(delivery.position(), new Fate(Effect.CREATED, 1));
    }
    return trace.noting(batch, settlement, fates);
  }

  private interface Writer {
    Settlement write(Batch batch);
  }

  private void drain(AddressQueue queue, Kind kind, Writer writer) {
    List<LaneConsumer> lanes = new ArrayList<>();
    for (int lane = 0; lane < queue.lanes(); lane++) {
      lanes.add(
          queue.consume(lane, kind.batch, batch -> Future.succeededFuture(writer.write(batch))));
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
    drained.future().await();
    Future.join(lanes.stream().map(LaneConsumer::close).toList()).await();
  }
}
