package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a workflow to start or stop, and waits for it if told to. */
abstract class TransitionCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>", description = "The workflow, for instance ingress.")
  private String id;

  @Option(names = "--wait", description = "Wait until it has happened.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "<seconds>",
      defaultValue = "60",
      description = "With --wait: how long at most (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  private final String underWay;
  private final String goal;

  TransitionCommand(String underWay, String goal) {
    this.underWay = underWay;
    this.goal = goal;
  }

  abstract JsonObject ask(ServiceClient client, String workflow)
      throws ClientException, InterruptedException;

  @Override
  final ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject workflow = ask(client, id);
    if (wait && isUnderWay(workflow)) {
      workflow = await(client);
    }
    print(json() ? workflow.encodePrettily() : WorkflowText.line(workflow));
    if (!wait || goal.equals(workflow.getString("status"))) {
      return ExitCode.OK;
    }
    return isUnderWay(workflow) ? ExitCode.TIMED_OUT : ExitCode.FAILED;
  }

  private boolean isUnderWay(JsonObject workflow) {
    return underWay.equals(workflow.getString("status"));
  }

  /**
   * The state in which the workflow is no longer under way, or the last one before time ran out.
   */
  private JsonObject await(ServiceClient client) throws ClientException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    JsonObject last = new JsonObject().put("id", id).put("status", underWay);
    try (LiveFeed feed = new LiveFeed(client)) {
      feed.open();
      long remaining = deadline - System.nanoTime();
      while (remaining > 0) {
        if (feed.next(Duration.ofNanos(remaining)) instanceof LiveFeed.Event.Message message) {
          last = find(message.json()).orElse(last);
          if (!isUnderWay(last)) {
            return last;
          }
        }
        remaining = deadline - System.nanoTime();
      }
    }
    return last;
  }

  private Optional<JsonObject> find(JsonObject message) {
    Set<String> states = Set.of("snapshot", "change");
    if (!states.contains(message.getString("type", ""))) {
      return Optional.empty();
    }
    return WorkflowText.objects(
            message.getJsonArray(
                "workflows", new JsonArray().add(message.getJsonObject("workflow"))))
        .filter(workflow -> id.equals(workflow.getString("id")))
        .findFirst();
  }
}
