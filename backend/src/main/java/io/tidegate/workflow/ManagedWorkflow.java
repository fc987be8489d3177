package io.tidegate.workflow;

import io.tidegate.connector.UnusableException;
import io.tidegate.workflow.WorkflowStatus.Failed;
import io.tidegate.workflow.WorkflowStatus.Running;
import io.tidegate.workflow.WorkflowStatus.Starting;
import io.tidegate.workflow.WorkflowStatus.Stopped;
import io.tidegate.workflow.WorkflowStatus.Stopping;
import io.tidegate.workflow.WorkflowStore.Desired;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One workflow under supervision: its status, its run, its flows. Confined to the supervisor's
 * context; only reports come in from elsewhere, and are brought here.
 */
final class ManagedWorkflow {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedWorkflow.class);

  private final Vertx vertx;
  private final Context context;
  private final WorkflowDefinition definition;
  private final WorkflowStore store;
  private final Runnable changed;
  private final FlowStates flows;
  private final Restarts restarts;

  private WorkflowStatus status = new Stopped(Instant.now());

  /** What it runs on, or ran on last. */
  private Pinned pinned;

  private Run run;
  private Future<String> deployment = Future.failedFuture("never deployed");
  private Future<?> undeployed = Future.succeededFuture();

  /** What is wanted is stored in the order in which it was asked for. */
  private Future<Void> storing = Future.succeededFuture();

  /** The last that was asked for; while it is stored it is too late to say that it runs. */
  private Future<Void> stop = Future.succeededFuture();

  private long restartTimer = -1;

  /** Why the service does not work on its database; null while it does, and nothing runs else. */
  private Condition interruption;

  /**
   * A workflow that is stopped, and shows no flows yet.
   *
   * @param flows none yet
   * @param changed called when the status, a flow or a condition has changed
   */
  ManagedWorkflow(
      Vertx vertx,
      Context context,
      WorkflowDefinition definition,
      FlowStates flows,
      WorkflowStore store,
      Backoff backoff,
      Runnable changed) {
    this.vertx = vertx;
    this.context = context;
    this.definition = definition;
    this.flows = flows;
    this.store = store;
    this.restarts = new Restarts(definition.id(), backoff);
    this.changed = changed;
  }

  WorkflowDefinition definition() {
    return definition;
  }

  FlowStates flows() {
    return flows;
  }

  /** What it runs on; empty unless it is starting or running. */
  Optional<Pinned> pinned() {
    return isToRun() ? Optional.of(pinned) : Optional.empty();
  }

  private boolean isToRun() {
    return status instanceof Starting || status instanceof Running;
  }

  /** Another version was saved: it is shown unless it runs, and then as pending. */
  Future<Void> configured() {
    if (!(status instanceof Stopped || status instanceof Failed)) {
      changed.run();
      return Future.succeededFuture();
    }
    return arrange()
        .onFailure(
            trouble ->
                LOG.warn(
                    "The flows of {} are not shown as they are saved: {}",
                    definition.id(),
                    trouble.getMessage()));
  }

  /** Shows the flows that are saved. */
  private Future<Void> arrange() {
    return flows
        .arrange(definition.flows(definition.saved().config()))
        .onComplete(arranged -> changed.run());
  }

  boolean isRunning() {
    return status instanceof Running;
  }

  WorkflowView view() {
    boolean changesPending =
        pinned().filter(runs -> !runs.config().equals(definition.saved().config())).isPresent();
    return WorkflowView.of(
        definition, status, changesPending, Optional.ofNullable(interruption), flows.views());
  }

  Future<Void> start() {
    boolean beingStopped = !stop.isComplete();
    if (isToRun() && !beingStopped) {
      return Future.succeededFuture();
    }
    if (beingStopped || !status.allows(Starting.class)) {
      return Future.failedFuture(
          new ForbiddenTransitionException(
              "The workflow %s is %s."
                  .formatted(definition.id(), beingStopped ? "STOPPING" : status.word()),
              "Start it when it is STOPPED."));
    }
    Optional<NotConfiguredException> unready = definition.unready();
    if (unready.isPresent()) {
      return Future.failedFuture(unready.get());
    }
    // The status moves at once, so that a second request while this one is stored is no second run.
    WorkflowStatus before = status;
    pinned = definition.saved();
    Pinned wanted = pinned;
    move(new Starting(Instant.now()));
    storing = storing.transform(done -> want(wanted));
    return storing
        .onSuccess(stored -> begin())
        .onFailure(
            notStored -> {
              status = before;
              changed.run();
            });
  }

  /**
   * The service does not work on its database any more: the run ends, the status stays, and why is
   * shown. Called again, it shows the news.
   *
   * @return completes when nothing of the run is left
   */
  Future<Void> interrupt(Condition why) {
    interruption = why;
    flows.interrupt(why);
    changed.run();
    end();
    return Future.join(storing, undeployed).transform(ended -> Future.succeededFuture());
  }

  /**
   * Goes on, after a restart of the service or an interruption, during which another service may
   * have worked: with what is wanted of it now.
   */
  Future<Void> resume(Optional<Desired> wanted) {
    interruption = null;
    flows.resume();
    Optional<Pinned> wantedRun = wanted.filter(Desired::running).map(Desired::pinned);
    if (wantedRun.isEmpty()) {
      return rest();
    }
    return status instanceof Failed ? arrange() : resume(wantedRun.get());
  }

  private Future<Void> rest() {
    if (isToRun()) {
      move(new Stopping(Instant.now()));
    }
    if (!(status instanceof Stopped)) {
      move(new Stopped(Instant.now()));
    }
    return arrange();
  }

  private Future<Void> resume(Pinned stored) {
    pinned = stored;
    if (status instanceof Stopped) {
      move(new Starting(Instant.now()));
    }
    try {
      pinned = definition.readable(stored);
    } catch (IllegalArgumentException unreadable) {
      fail(Failure.unreadable(unreadable));
      return Future.succeededFuture();
    }
    return want(pinned).onSuccess(remembered -> begin());
  }

  /** Its flows are there before it is remembered that they are to run. */
  private Future<Void> want(Pinned wanted) {
    return flows
        .arrange(definition.flows(wanted.config()))
        .compose(arranged -> store.wantRunning(definition.id(), wanted));
  }

  Future<Void> stop() {
    if (status instanceof Stopping || status instanceof Stopped) {
      return Future.succeededFuture();
    }
    if (!stop.isComplete()) {
      return stop;
    }
    storing = storing.transform(done -> store.wantStopped(definition.id()));
    stop =
        storing.onSuccess(
            stored -> {
              if (status instanceof Failed) {
                stopped();
              } else if (status.allows(Stopping.class)) {
                move(new Stopping(Instant.now()));
                end().onComplete(ended -> stopped());
              }
            });
    return stop;
  }

  private void stopped() {
    flows.releaseAll();
    move(new Stopped(Instant.now()));
    configured();
  }

  /** Ends the run without a word to the operator: the service itself stops and will resume it. */
  Future<Void> end() {
    vertx.cancelTimer(restartTimer);
    if (run == null) {
      return Future.succeededFuture();
    }
    run.stopping().tryComplete();
    run = null;
    Future<Void> ended =
        deployment
            .compose(vertx::undeploy, neverDeployed -> Future.succeededFuture())
            .otherwiseEmpty()
            .onComplete(done -> flows.releaseAll());
    undeployed = ended;
    return ended;
  }

  /** An interruption that came meanwhile is waited for: to resume is to begin. */
  private void begin() {
    if (interruption == null) {
      restarts.refill();
      deploy();
      changed.run();
    }
  }

  private void deploy() {
    Promise<Void> stopping = Promise.promise();
    Run started =
        new Run(
            pinned.config(),
            pinned.versions().getOrDefault(definition.id(), 0L),
            flow -> report(flows.find(flow).orElseThrow(), stopping),
            stopping);
    run = started;
    deployment =
        undeployed.transform(
            ended ->
                started.isStopping()
                    ? Future.failedFuture(new RunStoppedException())
                    : vertx.deployVerticle(definition.verticle(started, flows.queues())));
    deployment.onComplete(
        deployed -> {
          if (!isCurrent(stopping)) {
            return;
          }
          if (deployed.succeeded()) {
            deployed();
          } else {
            failed(deployed.cause());
          }
        });
  }

  private FlowReport report(FlowState flow, Promise<Void> stopping) {
    return new RunReport(
        flow, action -> hear(stopping, action), changed, this::fail, this::restart);
  }

  private boolean isCurrent(Promise<Void> stopping) {
    return run != null && run.stopping() == stopping;
  }

  private void deployed() {
    restarts.running();
    if (status instanceof Starting) {
      LOG.info("{} is running", definition.id());
      move(new Running(Instant.now()));
    }
  }

  private void failed(Throwable cause) {
    if (cause instanceof WorkflowFailedException refused) {
      fail(refused.failure());
    } else if (cause instanceof UnusableException unusable) {
      fail(Failure.unusable(unusable));
    } else {
      restart(cause);
    }
  }

  private void fail(Failure failure) {
    LOG.error("{} FAILED: {} {}", definition.id(), failure.cause(), failure.remedy());
    end();
    move(new Failed(Instant.now(), failure));
    configured();
  }

  private void restart(Throwable cause) {
    Restarts.Next next = restarts.after(cause);
    if (next instanceof Restarts.Never never) {
      fail(never.failure());
    } else if (next instanceof Restarts.Again again) {
      end().onComplete(ended -> restartAfter(again));
    }
  }

  private void restartAfter(Restarts.Again again) {
    if (interruption != null || !isToRun()) {
      return;
    }
    flows.all().forEach(flow -> flow.hold(again.part(), again.why().of(flow.definition().id())));
    changed.run();
    restartTimer = vertx.setTimer(Math.max(1, again.delay().toMillis()), due -> redeploy());
  }

  private void redeploy() {
    if (isToRun()) {
      flows.releaseAll();
      deploy();
      changed.run();
    }
  }

  private void move(WorkflowStatus next) {
    status = status.then(next);
    changed.run();
  }

  /** Brings what a run reports to this context; a run that has ended is not heard. */
  private void hear(Promise<Void> stopping, Runnable action) {
    context.runOnContext(
        v -> {
          if (isCurrent(stopping)) {
            action.run();
          }
        });
  }
}
