package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** Starts a workflow. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Starts a workflow. It stays started across restarts of the service.")
final class StartCommand extends TransitionCommand {
  StartCommand() {
    super("STARTING", "RUNNING");
  }

  @Override
  JsonObject ask(ServiceClient client, String workflow)
      throws ClientException, InterruptedException {
    return client.start(workflow);
  }
}
