package io.tidegate.http;

import io.tidegate.workflow.WorkflowView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;

/** What the API's handlers share: reading validated requests, answering with JSON. */
final class Answers {
  private Answers() {}

  static ValidatedRequest validated(RoutingContext context) {
    return context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
  }

  static String pathParameter(RoutingContext context, String name) {
    return String.valueOf(validated(context).getPathParameters().get(name).get());
  }

  /** A parameter of the query; null when it is absent. */
  static String query(RoutingContext context, String name) {
    RequestParameter parameter = validated(context).getQuery().get(name);
    return parameter == null || parameter.isNull() ? null : String.valueOf(parameter.get());
  }

  /** The body; empty when there is none. */
  static JsonObject body(RoutingContext context) {
    RequestParameter body = validated(context).getBody();
    return body == null || body.isNull() ? new JsonObject() : body.getJsonObject();
  }

  static String workflowId(RoutingContext context) {
    return pathParameter(context, "id");
  }

  static void ok(RoutingContext context, JsonObject body) {
    json(context, 200, body);
  }

  /** 202 with the workflow as it is now, or the problem that came instead. */
  static void accepted(RoutingContext context, Future<WorkflowView> outcome) {
    outcome.onSuccess(view -> json(context, 202, view.toJson())).onFailure(context::fail);
  }

  static void json(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
