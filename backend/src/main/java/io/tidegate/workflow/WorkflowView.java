package io.tidegate.workflow;

import io.tidegate.workflow.WorkflowStatus.Failed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the faces show of a workflow, at one moment.
 *
 * @param status STOPPED, STARTING, RUNNING, STOPPING or FAILED
 * @param backlog the sum of its flows' backlogs
 * @param changesPending whether the saved configuration differs from the one that runs
 * @param condition the gravest condition of its flows, or why the whole service does not work; or
 *     null
 * @param failure why it FAILED; null in every other status
 * @param since when the status last changed
 */
public record WorkflowView(
    String id,
    String name,
    String status,
    long backlog,
    boolean changesPending,
    Condition condition,
    Failure failure,
    Instant since,
    List<FlowView> flows) {

  static WorkflowView of(
      WorkflowDefinition definition,
      WorkflowStatus status,
      boolean changesPending,
      Optional<Condition> interruption,
      List<FlowView> flows) {
    return new WorkflowView(
        definition.id(),
        definition.name(),
        status.word(),
        flows.stream().mapToLong(FlowView::backlog).sum(),
        changesPending,
        interruption.or(() -> gravest(flows)).orElse(null),
        status instanceof Failed failed ? failed.failure() : null,
        status.since(),
        flows);
  }

  private static Optional<Condition> gravest(List<FlowView> flows) {
    return flows.stream()
        .map(FlowView::condition)
        .filter(Objects::nonNull)
        .max(Condition.BY_GRAVITY);
  }

  public JsonObject toJson() {
    JsonArray flowsJson = new JsonArray();
    flows.forEach(flow -> flowsJson.add(flow.toJson()));
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("status", status)
        .put("backlog", backlog)
        .put("changesPending", changesPending)
        .put("condition", condition == null ? null : condition.toJson())
        .put("failure", failure == null ? null : failure.toJson())
        .put("since", since.toString())
        .put("flows", flowsJson);
  }
}
