package io.tidegate.http;

import io.tidegate.configuration.ReplayPreview;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What can be asked of a single flow. */
final class FlowHandlers {
  private final Workflows workflows;
  private final ReplayPreview previews;

  FlowHandlers(Workflows workflows, ReplayPreview previews) {
    this.workflows = workflows;
    this.previews = previews;
  }

  void replay(RoutingContext context) {
    String id = Answers.workflowId(context);
    ReplaySelection selection = ReplayBody.selection(Answers.body(context));
    Answers.accepted(
        context, workflows.replay(id, flow(context), selection).compose(done -> view(id)));
  }

  void previewReplay(RoutingContext context) {
    ReplaySelection selection = ReplayBody.selection(Answers.body(context));
    previews
        .count(Answers.workflowId(context), flow(context), selection)
        .onSuccess(
            count ->
                Answers.ok(
                    context,
                    new JsonObject().put("records", count.records()).put("exact", count.exact())))
        .onFailure(context::fail);
  }

  void decideDeletions(RoutingContext context) {
    String id = Answers.workflowId(context);
    JsonObject body = Answers.validated(context).getBody().getJsonObject();
    boolean approve = "approve".equals(body.getString("decision"));
    Answers.accepted(
        context, workflows.decideDeletions(id, flow(context), approve).compose(done -> view(id)));
  }

  private Future<WorkflowView> view(String id) {
    return workflows
        .find(id)
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(new UnknownWorkflowException("workflow", id)));
  }

  private static String flow(RoutingContext context) {
    return Answers.pathParameter(context, "flow");
  }
}
