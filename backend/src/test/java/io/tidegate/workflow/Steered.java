package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A workflow that does nothing but what the test says. */
final class Steered implements WorkflowDefinition {
  final List<Run> runs = new CopyOnWriteArrayList<>();
  final List<ReplaySelection> atStart = new CopyOnWriteArrayList<>();
  volatile boolean replaysParts = true;
  volatile String config = "{\"v\":1}";
  volatile NotConfiguredException unready;
  volatile Promise<Void> startsWhen;

  /** With which the next starts fail, one each. */
  final Queue<Throwable> startFailures = new ConcurrentLinkedQueue<>();

  volatile Map<String, AddressQueue> lastQueues = Map.of();
  final AtomicInteger stopped = new AtomicInteger();

  Run lastRun() {
    return runs.get(runs.size() - 1);
  }

  FlowReport report() {
    return lastRun().reports().apply("flow");
  }

  @Override
  public String id() {
    return "steered";
  }

  @Override
  public String name() {
    return "Steered";
  }

  @Override
  public List<FlowDefinition> flows(String ofConfig) {
    return new JsonObject(ofConfig)
        .getJsonArray("flows", new JsonArray().add("flow")).stream()
            .map(Object::toString)
            .map(id -> new FlowDefinition(id, "source", "target", "steered." + id, true))
            .toList();
  }

  @Override
  public Pinned saved() {
    return new Pinned(config, Map.of("steered", (long) config.length()));
  }

  @Override
  public Optional<NotConfiguredException> unready() {
    return Optional.ofNullable(unready);
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    runs.add(run);
    lastQueues = Map.copyOf(queues);
    Promise<Void> starts = startsWhen;
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        Throwable failure = startFailures.poll();
        if (failure != null) {
          return Future.failedFuture(failure);
        }
        return starts == null
            ? Future.succeededFuture()
            : Future.any(starts.future(), run.stopRequested())
                .compose(
                    any ->
                        run.isStopping()
                            ? Future.failedFuture(new RunStoppedException())
                            : Future.succeededFuture());
      }

      @Override
      public Future<?> stop() {
        stopped.incrementAndGet();
        return Future.succeededFuture();
      }
    };
  }

  @Override
  public boolean replaysParts() {
    return replaysParts;
  }

  @Override
  public Future<Void> replayAtStart(String flow, AddressQueue queue, ReplaySelection selection) {
    atStart.add(selection);
    return Future.succeededFuture();
  }
}
