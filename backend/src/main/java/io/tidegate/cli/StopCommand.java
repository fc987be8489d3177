package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** Stops a workflow. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops a workflow. Its backlog stays queued and is written after the next start.")
final class StopCommand extends TransitionCommand {
  StopCommand() {
    super("STOPPING", "STOPPED");
  }

  @Override
  JsonObject ask(ServiceClient client, String workflow)
      throws ClientException, InterruptedException {
    return client.stop(workflow);
  }
}
