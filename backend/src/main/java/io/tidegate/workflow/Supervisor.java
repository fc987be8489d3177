package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.QueueOptions;
import io.tidegate.workflow.WorkflowStore.Desired;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Brings every workflow from what it is to what it should be: deploys it on start, undeploys it on
 * stop, restarts it, resumes it after a restart of the service; and tells everybody of each change.
 *
 * <p>All of its state lives on its own context; what it shows are immutable views.
 */
public final class Supervisor extends VerticleBase implements Workflows {
  /** Numbers are published at most this often. */
  private static final long SAMPLE_MILLIS = 250;

  private final Pool pool;
  private final List<WorkflowDefinition> definitions;
  private final QueueOptions queueOptions;
  private final Backoff backoff;
  private final WorkflowStore store;
  private final Map<String, ManagedWorkflow> workflows = new LinkedHashMap<>();

  /** By address. One that is open stays so: its flow may come back. */
  private final Map<String, Future<AddressQueue>> queues = new HashMap<>();

  private volatile Map<String, WorkflowView> views = Map.of();
  private volatile Map<String, Pinned> pinned = Map.of();
  private volatile Map<String, List<FlowHistory>> histories = Map.of();

  public Supervisor(
      Pool pool, List<WorkflowDefinition> definitions, QueueOptions queueOptions, Backoff backoff) {
    this.pool = pool;
    this.definitions = List.copyOf(definitions);
    this.queueOptions = queueOptions;
    this.backoff = backoff;
    this.store = new WorkflowStore(pool);
  }

  @Override
  public Future<?> start() {
    Future<Void> opened = Future.succeededFuture();
    for (WorkflowDefinition definition : definitions) {
      opened = opened.compose(before -> open(definition));
    }
    return opened.onSuccess(
        all -> {
          vertx.setPeriodic(SAMPLE_MILLIS, tick -> sample());
          vertx.setPeriodic(FlowHistory.INTERVAL_SECONDS * 1_000L, tick -> remember());
          remember();
        });
  }

  /**
   * Ends the runs; what is wanted of the workflows stays as it is. To be called before this
   * verticle is undeployed: Vert.x undeploys the verticles of the runs first, and those have to
   * know by then that their run stops. For use from any thread.
   */
  public Future<Void> end() {
    Promise<Void> ended = Promise.promise();
    context.runOnContext(
        v ->
            Future.join(workflows.values().stream().map(ManagedWorkflow::end).toList())
                .<Void>mapEmpty()
                .onComplete(ended));
    return ended.future();
  }

  @Override
  public Future<?> stop() {
    return end()
        .eventually(
            () ->
                Future.join(
                    queues.values().stream()
                        .map(opened -> opened.compose(AddressQueue::close).otherwiseEmpty())
                        .toList()));
  }

  /** Another version of a document was saved. For use from any thread. */
  public void configured() {
    context.runOnContext(v -> workflows.values().forEach(ManagedWorkflow::configured));
  }

  /** What a workflow runs on; empty unless it is starting or running. For use from any thread. */
  public Optional<Pinned> pinned(String id) {
    return Optional.ofNullable(pinned.get(id));
  }

  private Future<Void> open(WorkflowDefinition definition) {
    String id = definition.id();
    ManagedWorkflow workflow =
        new ManagedWorkflow(
            vertx,
            context,
            definition,
            new FlowStates(this::queue),
            store,
            backoff,
            () -> publish(id));
    workflows.put(id, workflow);
    return store
        .desired(id)
        .compose(
            wanted ->
                wanted
                    .filter(Desired::running)
                    .map(desired -> workflow.resume(desired.pinned()))
                    .orElseGet(workflow::configured));
  }

  private Future<AddressQueue> queue(String address) {
    Future<AddressQueue> opened =
        queues.computeIfAbsent(
            address, wanted -> AddressQueue.open(vertx, pool, wanted, queueOptions));
    return opened.onFailure(failure -> queues.remove(address, opened));
  }

  private void publish(String id) {
    ManagedWorkflow workflow = workflows.get(id);
    Map<String, Pinned> running = new HashMap<>(pinned);
    workflow
        .pinned()
        .ifPresentOrElse(version -> running.put(id, version), () -> running.remove(id));
    pinned = Map.copyOf(running);
    WorkflowView view = workflow.view();
    Map<String, WorkflowView> next = new LinkedHashMap<>(views);
    next.put(id, view);
    views = next;
    vertx.eventBus().publish(CHANGED, view.toJson());
  }

  private void sample() {
    Instant now = Instant.now();
    workflows.forEach(
        (id, workflow) -> {
          boolean changed = false;
          for (FlowState flow : workflow.flows().all()) {
            changed |= flow.sample(now);
          }
          if (changed) {
            publish(id);
          }
        });
  }

  private void remember() {
    Instant now = Instant.now();
    Map<String, List<FlowHistory>> next = new HashMap<>();
    workflows.forEach(
        (id, workflow) -> {
          workflow.flows().all().forEach(flow -> flow.remember(now));
          next.put(id, workflow.flows().histories());
        });
    histories = next;
  }

  @Override
  public List<WorkflowView> list() {
    return List.copyOf(views.values());
  }

  @Override
  public Optional<WorkflowView> find(String id) {
    return Optional.ofNullable(views.get(id));
  }

  @Override
  public Optional<List<FlowHistory>> history(String id) {
    return Optional.ofNullable(histories.get(id));
  }

  @Override
  public Future<WorkflowView> start(String id) {
    return onContext(id, workflow -> workflow.start().map(started -> workflow.view()));
  }

  @Override
  public Future<WorkflowView> stop(String id) {
    return onContext(id, workflow -> workflow.stop().map(stopped -> workflow.view()));
  }

  @Override
  public Future<Void> replay(String id, String flowId) {
    return replay(id, flowId, ReplaySelection.all());
  }

  @Override
  public Future<Void> replay(String id, String flowId, ReplaySelection selection) {
    return onFlow(
        id,
        flowId,
        (workflow, flow) -> {
          boolean whole = selection.kind() == ReplaySelection.Kind.ALL;
          if (!flow.definition().enabled()) {
            return Future.failedFuture(
                new ForbiddenTransitionException(
                    "The flow " + flowId + " is switched off.", "Switch it on first."));
          }
          if (!whole && !workflow.definition().replaysParts()) {
            return Future.failedFuture(
                new ForbiddenTransitionException(
                    "The flow " + flowId + " can be replayed as a whole only.",
                    "Replay all records."));
          }
          return workflow.isRunning()
              ? command(FlowCommand.REPLAY, flow, whole ? null : selection.toJson())
              : workflow.definition().replayAtStart(flowId, flow.queue(), selection);
        });
  }

  @Override
  public Future<Void> decideDeletions(String id, String flowId, boolean approve) {
    return onFlow(
        id,
        flowId,
        (workflow, flow) -> {
          boolean held =
              flow.condition()
                  .filter(condition -> condition.code() == Condition.Code.DELETIONS_HELD)
                  .isPresent();
          return held
              ? command(FlowCommand.DECIDE_DELETIONS, flow, approve)
              : Future.failedFuture(
                  new ForbiddenTransitionException(
                      "No deletions of the flow " + flowId + " are held.",
                      "Decide when the flow shows the condition deletionsHeld."));
        });
  }

  private Future<Void> command(FlowCommand command, FlowState flow, Object body) {
    return vertx.eventBus().request(command.address(flow.definition().address()), body).mapEmpty();
  }

  private <T> Future<T> onContext(String id, Function<ManagedWorkflow, Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        v -> {
          ManagedWorkflow workflow = workflows.get(id);
          (workflow == null
                  ? Future.<T>failedFuture(new UnknownWorkflowException("workflow", id))
                  : action.apply(workflow))
              .recover(UnavailableException::ofDatabase)
              .onComplete(done);
        });
    return done.future();
  }

  private Future<Void> onFlow(
      String id, String flowId, BiFunction<ManagedWorkflow, FlowState, Future<Void>> action) {
    return onContext(
        id,
        workflow ->
            workflow
                .flows()
                .find(flowId)
                .map(flow -> action.apply(workflow, flow))
                .orElseGet(
                    () -> Future.failedFuture(new UnknownWorkflowException("flow", flowId))));
  }
}
