package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends one reconciliation. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Ends a reconciliation at once. What it has found stays.")
final class ReconciliationsCancelCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>", description = "The reconciliation's id.")
  private long id;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject reconciliation = client.cancelReconciliation(id);
    print(
        json()
            ? reconciliation.encodePrettily()
            : ReconciliationText.reconciliation(reconciliation));
    return ExitCode.OK;
  }
}
