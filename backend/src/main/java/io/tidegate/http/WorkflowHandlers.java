package io.tidegate.http;

import io.tidegate.workflow.FlowHistory;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Looks at workflows, starts them, stops them. */
final class WorkflowHandlers {
  private final Workflows workflows;

  WorkflowHandlers(Workflows workflows) {
    this.workflows = workflows;
  }

  void list(RoutingContext context) {
    Answers.ok(context, new JsonObject().put("workflows", toJson(workflows)));
  }

  /** All workflows as the API and the websocket write them. */
  static JsonArray toJson(Workflows workflows) {
    JsonArray array = new JsonArray();
    workflows.list().forEach(workflow -> array.add(workflow.toJson()));
    return array;
  }

  void get(RoutingContext context) {
    String id = Answers.workflowId(context);
    WorkflowView view =
        workflows.find(id).orElseThrow(() -> new UnknownWorkflowException("workflow", id));
    Answers.ok(context, view.toJson());
  }

  void start(RoutingContext context) {
    Future<WorkflowView> started = workflows.start(Answers.workflowId(context));
    Answers.accepted(context, started);
  }

  void stop(RoutingContext context) {
    Future<WorkflowView> stopped = workflows.stop(Answers.workflowId(context));
    Answers.accepted(context, stopped);
  }

  void history(RoutingContext context) {
    String id = Answers.workflowId(context);
    JsonArray flows = new JsonArray();
    workflows
        .history(id)
        .orElseThrow(() -> new UnknownWorkflowException("workflow", id))
        .forEach(flow -> flows.add(flow.toJson()));
    Answers.ok(
        context,
        new JsonObject().put("intervalSeconds", FlowHistory.INTERVAL_SECONDS).put("flows", flows));
  }
}
