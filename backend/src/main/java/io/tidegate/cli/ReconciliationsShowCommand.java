package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one reconciliation. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a reconciliation: how far it has come, and how much it has found.")
final class ReconciliationsShowCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>", description = "The reconciliation's id.")
  private long id;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject reconciliation = client.reconciliation(id);
    print(
        json()
            ? reconciliation.encodePrettily()
            : ReconciliationText.reconciliation(reconciliation));
    return ExitCode.OK;
  }
}
