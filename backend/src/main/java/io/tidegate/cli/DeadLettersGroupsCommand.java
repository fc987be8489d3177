package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts dead letters by reason. */
@Command(
    name = "groups",
    mixinStandardHelpOptions = true,
    description = "Says how many dead letters each flow has, by reason.")
final class DeadLettersGroupsCommand extends ClientCommand {
  private static final List<String> HEADER =
      List.of("WORKFLOW", "FLOW", "REASON", "COUNT", "OLDEST", "NEWEST");

  @Option(names = "--workflow", paramLabel = "<id>", description = "Only those of this workflow.")
  private String workflow;

  @Option(names = "--flow", paramLabel = "<id>", description = "Only those of this flow.")
  private String flow;

  @Option(names = "--key", paramLabel = "<key>", description = "Only those of this record.")
  private String key;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject query = new JsonObject().put("workflow", workflow).put("flow", flow).put("key", key);
    JsonObject answer = client.deadLetterGroups(query);
    if (json()) {
      print(answer.encodePrettily());
    } else if (answer.getLong("total") == 0) {
      print("There are no such dead letters.");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEADER);
      WorkflowText.objects(answer.getJsonArray("groups"))
          .map(DeadLettersGroupsCommand::row)
          .forEach(rows::add);
      print(TextTable.of(rows, List.of(3)));
    }
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject group) {
    return List.of(
        group.getString("workflow"),
        group.getString("flow"),
        group.getString("reasonCode"),
        String.format(Locale.ROOT, "%,d", group.getLong("count")),
        DeadLettersListCommand.time(group.getString("oldest")),
        DeadLettersListCommand.time(group.getString("newest")));
  }
}
