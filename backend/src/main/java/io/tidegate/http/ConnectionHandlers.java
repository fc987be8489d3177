package io.tidegate.http;

import io.tidegate.configuration.ConnectionTools;
import io.tidegate.configuration.ConnectionTools.Secret;
import io.tidegate.configuration.ConnectionTools.Status;
import io.tidegate.configuration.ConnectionTools.Step;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets, which nobody can read, and tests of the connections. */
final class ConnectionHandlers {
  private final ConnectionTools connections;

  ConnectionHandlers(ConnectionTools connections) {
    this.connections = connections;
  }

  void secrets(RoutingContext context) {
    Answers.ok(
        context,
        new JsonObject()
            .put(
                "secrets",
                ConfigurationJson.array(connections.secrets(), ConnectionHandlers::toJson)));
  }

  private static JsonObject toJson(Secret secret) {
    return new JsonObject()
        .put("name", secret.name())
        .put("set", secret.changedAt() != null)
        .put("changedAt", ConfigurationJson.text(secret.changedAt()));
  }

  void setSecret(RoutingContext context) {
    String value = Answers.body(context).getString("value");
    done(
        context,
        connections
            .setSecret(Answers.pathParameter(context, "secret"), value)
            .recover(failure -> ConfigurationProblems.under("/value", failure)));
  }

  void removeSecret(RoutingContext context) {
    done(context, connections.removeSecret(Answers.pathParameter(context, "secret")));
  }

  private static void done(RoutingContext context, Future<Void> outcome) {
    outcome.onSuccess(done -> context.response().setStatusCode(204).end()).onFailure(context::fail);
  }

  void test(RoutingContext context) {
    JsonObject body = Answers.body(context);
    Map<String, String> secrets = new HashMap<>();
    // A field that is left empty on the page is not typed.
    body.getJsonObject("secrets", new JsonObject())
        .forEach(
            typed -> {
              if (!String.valueOf(typed.getValue()).isEmpty()) {
                secrets.put(typed.getKey(), String.valueOf(typed.getValue()));
              }
            });
    connections
        .test(
            Answers.pathParameter(context, "connection"),
            Optional.ofNullable(body.getJsonObject("connection")),
            secrets)
        .onSuccess(steps -> Answers.ok(context, toJson(steps)))
        .onFailure(context::fail);
  }

  private static JsonObject toJson(List<Step> steps) {
    return new JsonObject()
        .put("passed", steps.stream().noneMatch(step -> step.status() == Status.FAILED))
        .put("steps", ConfigurationJson.array(steps, ConnectionHandlers::toJson));
  }

  private static JsonObject toJson(Step step) {
    JsonObject json =
        new JsonObject()
            .put("id", step.id())
            .put("status", step.status().json())
            .put("message", step.message());
    return step.remedy() == null ? json : json.put("remedy", step.remedy());
  }
}
