package io.tidegate.sandbox.control;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes of {@code /control}, and how they answer: with JSON or with a problem document. */
record Controls(Router router) {
  private static final Logger LOG = LoggerFactory.getLogger(Controls.class);

  void on(HttpMethod method, String path, Function<RoutingContext, Future<Answer>> control) {
    router
        .route(method, path)
        .handler(context -> respond(context, Future.succeededFuture(context).compose(control)));
  }

  void onBody(HttpMethod method, String path, Function<Buffer, Future<Answer>> control) {
    on(method, path, context -> context.request().body().compose(control));
  }

  /** Answers what nothing else has answered. */
  void otherwiseNone() {
    router.route().handler(context -> problem(context, 404, "", "There is no such control."));
  }

  private static void respond(RoutingContext context, Future<Answer> answer) {
    answer
        .onSuccess(
            given -> {
              HttpServerResponse response = context.response().setStatusCode(given.status());
              if (given.body().isPresent()) {
                response
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(given.body().get().toBuffer());
              } else {
                response.end();
              }
            })
        .onFailure(
            failure -> {
              if (failure instanceof BadInputException bad) {
                problem(
                    context, bad.field().equals("id") ? 404 : 400, bad.field(), bad.getMessage());
              } else {
                LOG.error("{} failed", context.request().path(), failure);
                problem(context, 500, "", "The sandbox itself failed; see its log.");
              }
            });
  }

  private static void problem(RoutingContext context, int status, String field, String detail) {
    JsonObject problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title(status))
            .put("status", status)
            .put("detail", field.isEmpty() ? detail : field + ": " + detail);
    if (!field.isEmpty()) {
      problem.put("field", field);
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(problem.toBuffer());
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      default -> "Internal Server Error";
    };
  }
}
