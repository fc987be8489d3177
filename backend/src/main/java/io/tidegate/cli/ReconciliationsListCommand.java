package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists reconciliations. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists reconciliations, the newest first.")
final class ReconciliationsListCommand extends ClientCommand {
  private static final List<String> HEADER =
      List.of("ID", "STARTED", "WORKFLOW", "FLOW", "STATUS", "DIFFERENCES", "ON THE WAY");

  @Option(names = "--workflow", paramLabel = "<id>", description = "Only those of this workflow.")
  private String workflow;

  @Option(names = "--flow", paramLabel = "<id>", description = "Only those of this flow.")
  private String flow;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      defaultValue = "50",
      description = "How many at most, up to 500 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--before",
      paramLabel = "<id>",
      description = "Only those with a smaller id: the page after this one.")
  private Long before;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject page =
        client.reconciliations(
            new JsonObject()
                .put("workflow", workflow)
                .put("flow", flow)
                .put("limit", limit)
                .put("before", before));
    JsonArray reconciliations = page.getJsonArray("reconciliations");
    if (json()) {
      print(page.encodePrettily());
    } else if (reconciliations.isEmpty()) {
      print("There are no such reconciliations.");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEADER);
      WorkflowText.objects(reconciliations).map(ReconciliationsListCommand::row).forEach(rows::add);
      print(TextTable.of(rows, List.of(0, 5, 6)));
      if (page.getLong("next") != null) {
        print("There is more; go on with --before %d.".formatted(page.getLong("next")));
      }
    }
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject reconciliation) {
    return List.of(
        reconciliation.getLong("id").toString(),
        DeadLettersListCommand.time(reconciliation.getString("startedAt")),
        reconciliation.getString("workflow"),
        reconciliation.getString("flow"),
        ReconciliationText.state(reconciliation),
        ReconciliationText.number(ReconciliationText.differences(reconciliation)),
        ReconciliationText.number(reconciliation.getLong("pending")));
  }
}
