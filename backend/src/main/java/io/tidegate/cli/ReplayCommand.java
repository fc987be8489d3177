package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a flow read its source whole again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Has a flow read its source whole again, at once if its workflow runs, otherwise at the"
            + " next start. What the target holds unchanged is not written.")
final class ReplayCommand extends ClientCommand {
  @Parameters(index = "0", paramLabel = "<id>", description = "The workflow, for instance ingress.")
  private String workflow;

  @Parameters(index = "1", paramLabel = "<flow>", description = "Its flow, for instance contact.")
  private String flow;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject answer = client.replay(workflow, flow);
    print(json() ? answer.encodePrettily() : WorkflowText.line(answer));
    return ExitCode.OK;
  }
}
