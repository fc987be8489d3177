package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** Lists the workflows. */
@Command(
    name = "workflows",
    mixinStandardHelpOptions = true,
    description = "Shows all workflows: status, backlog, rates, and what holds them up.")
final class WorkflowsCommand extends ClientCommand {

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonArray workflows = client.workflows();
    print(
        json()
            ? new JsonObject().put("workflows", workflows).encodePrettily()
            : WorkflowText.table(workflows));
    return ExitCode.OK;
  }
}
