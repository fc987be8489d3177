package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, the newest first, without their contents.")
final class DeadLettersListCommand extends ClientCommand {
  private static final List<String> HEADER =
      List.of("ID", "REFUSED", "WORKFLOW", "FLOW", "KEY", "OPERATION", "REASON", "WHY");

  private static final int WHY = 80;

  @Mixin private DeadLetterOptions which;

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
    JsonObject query = which.filter().put("limit", limit);
    if (before != null) {
      query.put("before", before);
    }
    JsonObject page = client.deadLetters(query);
    if (json()) {
      print(page.encodePrettily());
      return ExitCode.OK;
    }
    JsonArray letters = page.getJsonArray("deadLetters");
    if (letters.isEmpty()) {
      print("There are no such dead letters.");
      return ExitCode.OK;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    WorkflowText.objects(letters).map(DeadLettersListCommand::row).forEach(rows::add);
    print(TextTable.of(rows, List.of(0)));
    if (page.getLong("next") != null) {
      print("There is more; go on with --before %d.".formatted(page.getLong("next")));
    }
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject letter) {
    return List.of(
        letter.getLong("id").toString(),
        time(letter.getString("at")),
        letter.getString("workflow"),
        letter.getString("flow"),
        letter.getString("key"),
        letter.getString("operation"),
        letter.getString("reasonCode") + (letter.getBoolean("superseded") ? ", superseded" : ""),
        oneLine(letter.getString("reason")));
  }

  /** To the second; the whole of it is in the JSON. */
  static String time(String at) {
    return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= WHY ? line : line.substring(0, WHY - 1) + "…";
  }
}
