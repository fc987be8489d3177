package io.tidegate.http;

import io.tidegate.workflow.Condition;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.FlowHistory;
import io.tidegate.workflow.FlowView;
import io.tidegate.workflow.ForbiddenTransitionException;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One workflow, {@code ingress}, with one flow, {@code contact}; a test may {@link #become} others.
 * They move only when a test says so, and publish each change as the supervisor does.
 */
public final class FakeWorkflows implements Workflows {
  public static final Instant THEN = Instant.parse("2026-11-24T09:15:00Z");

  private final Vertx vertx;
  private final Map<String, WorkflowView> views = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private RuntimeException failure;
  private volatile Condition interruption;

  public FakeWorkflows(Vertx vertx) {
    this.vertx = vertx;
    views.put("ingress", view("ingress", "STOPPED", 0));
  }

  public static WorkflowView view(String id, String status, long backlog) {
    return new WorkflowView(
        id,
        "Dynamics 365 to Campaign",
        status,
        backlog,
        false,
        null,
        null,
        THEN,
        List.of(flow(backlog, null)));
  }

  private static FlowView flow(long backlog, Condition condition) {
    return new FlowView(
        "contact",
        "Dynamics 365 · contact",
        "Campaign · profile",
        true,
        backlog,
        1250.5,
        310,
        100_000,
        51_790,
        3,
        0,
        THEN,
        backlog == 0 ? null : 155L,
        condition);
  }

  /** Egress with opens that wait for contacts and bounces that are switched off. */
  public static WorkflowView egress() {
    Condition condition =
        new Condition(
            Condition.Code.WAITING_FOR_CONTACTS,
            "dynamics",
            "email-open",
            "12 events wait for contacts that Dynamics 365 does not have yet.",
            0,
            null,
            THEN);
    return new WorkflowView(
        "egress",
        "Campaign to Microsoft Dynamics 365",
        "RUNNING",
        7,
        false,
        condition,
        null,
        THEN,
        List.of(
            events("email-open", true, 7, 12, condition),
            events("email-bounce", false, 0, 0, null)));
  }

  private static FlowView events(
      String id, boolean enabled, long backlog, long waiting, Condition condition) {
    return new FlowView(
        id,
        "Campaign · trackinglog*.csv",
        "Dynamics 365 · " + id,
        enabled,
        backlog,
        0,
        0,
        500,
        400,
        0,
        waiting,
        null,
        null,
        condition);
  }

  public static WorkflowView throttled() {
    Condition condition =
        new Condition(
            Condition.Code.THROTTLED,
            "campaign",
            "contact",
            "Campaign asked for a pause until 09:21:00.",
            0,
            THEN.plusSeconds(360),
            THEN);
    return new WorkflowView(
        "ingress",
        "Dynamics 365 to Campaign",
        "RUNNING",
        48_210,
        true,
        condition,
        null,
        THEN,
        List.of(flow(48_210, condition)));
  }

  public static WorkflowView failed() {
    return new WorkflowView(
        "ingress",
        "Dynamics 365 to Campaign",
        "FAILED",
        7,
        false,
        null,
        new Failure(
            Failure.Code.UNUSABLE,
            "dynamics",
            "Dynamics 365 refused the client secret of dynamics-client.",
            "Enter a valid client secret, then start the workflow again.",
            THEN),
        THEN,
        List.of(flow(7, null)));
  }

  /** Makes it so, and tells. */
  public synchronized void become(WorkflowView view) {
    views.put(view.id(), view);
    vertx.eventBus().publish(CHANGED, view.toJson());
  }

  /** Makes it so, and does not tell: a client can learn of it from a snapshot only. */
  public synchronized void becomeSilently(WorkflowView view) {
    views.put(view.id(), view);
  }

  /** From now on everything that asks the workflows fails so; null ends it. */
  public synchronized void failWith(RuntimeException cause) {
    failure = cause;
  }

  /** What was asked for, oldest first. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The service does not work on its database, or (null) works again. */
  public void interrupt(Condition why) {
    interruption = why;
  }

  @Override
  public Optional<Condition> interruption() {
    return Optional.ofNullable(interruption);
  }

  @Override
  public synchronized List<WorkflowView> list() {
    throwIfTold();
    return List.copyOf(views.values());
  }

  @Override
  public synchronized Optional<WorkflowView> find(String id) {
    throwIfTold();
    return Optional.ofNullable(views.get(id));
  }

  @Override
  public synchronized Future<WorkflowView> start(String id) {
    return transition(id, "start", "RUNNING", "STARTING", "STOPPING");
  }

  @Override
  public synchronized Future<WorkflowView> stop(String id) {
    return transition(id, "stop", "STOPPED", "STOPPING", "NEVER");
  }

  private Future<WorkflowView> transition(
      String id, String call, String done, String underWay, String forbidden) {
    calls.add(call + " " + id);
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    WorkflowView view = views.get(id);
    if (view == null) {
      return Future.failedFuture(new UnknownWorkflowException("workflow", id));
    }
    if (view.status().equals(forbidden)) {
      return Future.failedFuture(
          new ForbiddenTransitionException(
              "A workflow that is " + view.status() + " cannot become " + underWay + ".",
              "Wait until it is STOPPED."));
    }
    if (!view.status().equals(done)) {
      become(
          new WorkflowView(
              id, view.name(), underWay, view.backlog(), false, null, null, THEN, view.flows()));
    }
    return Future.succeededFuture(views.get(id));
  }

  @Override
  public synchronized Optional<List<FlowHistory>> history(String id) {
    return find(id)
        .map(
            view ->
                List.of(
                    new FlowHistory(
                        "contact", List.of(new FlowHistory.Sample(THEN, 48_210, 1250.5, 310)))));
  }

  @Override
  public synchronized Future<Void> replay(String id, String flow) {
    calls.add("replay " + id + " " + flow);
    return known(id, flow);
  }

  @Override
  public synchronized Future<Void> replay(String id, String flow, ReplaySelection selection) {
    if (selection.kind() == ReplaySelection.Kind.ALL) {
      return replay(id, flow);
    }
    calls.add("replay " + id + " " + flow + " " + selection.toJson().encode());
    return known(id, flow);
  }

  @Override
  public synchronized Future<Void> decideDeletions(String id, String flow, boolean approve) {
    calls.add((approve ? "approve " : "reject ") + id + " " + flow);
    return known(id, flow)
        .compose(
            known ->
                views.get(id).status().equals("RUNNING")
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new ForbiddenTransitionException(
                            "No deletions are held.", "There is nothing to decide.")));
  }

  private Future<Void> known(String id, String flow) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    if (!views.containsKey(id)) {
      return Future.failedFuture(new UnknownWorkflowException("workflow", id));
    }
    if (!flow.equals("contact")) {
      return Future.failedFuture(new UnknownWorkflowException("flow", flow));
    }
    return Future.succeededFuture();
  }

  private void throwIfTold() {
    if (failure != null) {
      throw failure;
    }
  }
}
