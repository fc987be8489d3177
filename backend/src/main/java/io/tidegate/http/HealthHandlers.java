package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the process lives, and whether it can do its work. */
final class HealthHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(HealthHandlers.class);
  private static final long TIMEOUT_MILLIS = 2_000;

  private final HealthChecks readiness;

  /**
   * Checks what it is given.
   *
   * @param checks by name; a check fails where what it checks does not answer
   */
  HealthHandlers(Vertx vertx, Map<String, Supplier<? extends Future<?>>> checks) {
    readiness = HealthChecks.create(vertx);
    checks.forEach(
        (name, check) ->
            readiness.register(
                name,
                TIMEOUT_MILLIS,
                result ->
                    Future.future(promise -> check.get().<Void>mapEmpty().onComplete(promise))
                        .onSuccess(up -> result.tryComplete(Status.OK()))
                        .onFailure(
                            cause -> {
                              LOG.warn("Readiness check \"{}\" failed: {}", name, cause.toString());
                              result.tryComplete(Status.KO());
                            })));
  }

  void live(RoutingContext context) {
    Answers.ok(context, new JsonObject().put("status", "UP").put("checks", new JsonArray()));
  }

  void ready(RoutingContext context) {
    readiness.checkStatus().onSuccess(result -> answer(context, result)).onFailure(context::fail);
  }

  private static void answer(RoutingContext context, CheckResult result) {
    boolean up = CheckResult.isUp(result);
    JsonArray checks = new JsonArray();
    List<CheckResult> children = result.getChecks() == null ? List.of() : result.getChecks();
    for (CheckResult check : children) {
      JsonObject json = new JsonObject().put("id", check.getId());
      if (CheckResult.isUp(check)) {
        json.put("status", "UP");
      } else {
        json.put("status", "DOWN").put("reason", "It does not answer; the log says more.");
      }
      checks.add(json);
    }
    Answers.json(
        context,
        up ? 200 : 503,
        new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", checks));
  }
}
