package io.tidegate.workflow;

import io.tidegate.queue.QueueOptions;
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
import java.util.function.Supplier;

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

  private volatile Map<String, WorkflowView> views = Map.of();
  private volatile Map<String, Pinned> pinned = Map.of();
  private volatile Map<String, List<FlowHistory>> histories = Map.of();
  private OpenQueues queues;

  /** Why nothing can be asked; null when all is well. */
  private volatile Condition interruption;

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
    queues = new OpenQueues(vertx, pool, queueOptions);
    definitions.forEach(this::manage);
    return resumeAll()
        .onSuccess(
            all -> {
              vertx.setPeriodic(SAMPLE_MILLIS, tick -> sample());
              vertx.setPeriodic(FlowHistory.INTERVAL_SECONDS * 1_000L, tick -> remember());
              remember();
            });
  }

  /**
   * The service does not work on its database any more: the runs end, the queues are let go of, and
   * the workflows are shown as they were, with why. Called again, it shows the news. For use from
   * any thread.
   *
   * @return completes when nothing works on the database any more
   */
  public Future<Void> interrupt(Condition why) {
    return onContext(
        () -> {
          Condition before = interruption;
          Condition shown = before == null ? why : why.startedAt(before.since());
          interruption = shown;
          return Future.join(
                  workflows.values().stream().map(workflow -> workflow.interrupt(shown)).toList())
              .transform(ended -> queues.close());
        });
  }

  /**
   * The service works on its database again: what is wanted of the workflows is read anew, since
   * another service may have worked meanwhile. For use from any thread.
   *
   * @return fails when the database does; then {@link #interrupt} comes before the next try
   */
  public Future<Void> resume() {
    return onContext(() -> resumeAll().onSuccess(all -> interruption = null));
  }

  private Future<Void> resumeAll() {
    queues.open();
    Future<Void> resumed = Future.succeededFuture();
    for (ManagedWorkflow workflow : workflows.values()) {
      resumed =
          resumed.compose(
              before -> store.desired(workflow.definition().id()).compose(workflow::resume));
    }
    return resumed;
  }

  @Override
  public Optional<Condition> interruption() {
    return Optional.ofNullable(interruption);
  }

  /**
   * Ends the runs; what is wanted of the workflows stays as it is. To be called before this
   * verticle is undeployed: Vert.x undeploys the verticles of the runs first, and those have to
   * know by then that their run stops. For use from any thread.
   */
  public Future<Void> end() {
    return onContext(
        () ->
            Future.join(workflows.values().stream().map(ManagedWorkflow::end).toList()).mapEmpty());
  }

  @Override
  public Future<?> stop() {
    return end().eventually(queues::close);
  }

  /** Another version of a document was saved. For use from any thread. */
  public void configured() {
    context.runOnContext(v -> workflows.values().forEach(ManagedWorkflow::configured));
  }

  /** What a workflow runs on; empty unless it is starting or running. For use from any thread. */
  public Optional<Pinned> pinned(String id) {
    return Optional.ofNullable(pinned.get(id));
  }

  private void manage(WorkflowDefinition definition) {
    String id = definition.id();
    workflows.put(
        id,
        new ManagedWorkflow(
            vertx,
            context,
            definition,
            new FlowStates(queues::get),
            store,
            backoff,
            () -> publish(id)));
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
    return onContext(
        () -> {
          ManagedWorkflow workflow = workflows.get(id);
          if (workflow == null) {
            return Future.failedFuture(new UnknownWorkflowException("workflow", id));
          }
          return interruption != null
              ? Future.failedFuture(new UnavailableException(interruption))
              : action.apply(workflow).recover(UnavailableException::ofDatabase);
        });
  }

  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> action.get().onComplete(done));
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
