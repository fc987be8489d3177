package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what differs, or shows one of it. */
@Command(
    name = "differences",
    mixinStandardHelpOptions = true,
    description =
        "Lists what a reconciliation has found, the newest first, without values. With the id of a"
            + " difference, reads the record on both sides and shows its fields: personal data.")
final class ReconciliationsDifferencesCommand extends ClientCommand {
  private static final List<String> HEADER = List.of("ID", "KEY", "KIND", "FIELDS", "STATE");
  private static final List<String> VALUES = List.of("", "FIELD", "SOURCE", "TARGET");

  @Parameters(index = "0", paramLabel = "<id>", description = "The reconciliation's id.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<difference>",
      description = "Show this one with the values of both sides, as they are now.")
  private Long difference;

  @Mixin private DifferenceOptions which;

  @Option(
      names = "--state",
      paramLabel = "<state>",
      description = "Only those in this state: open, queued or repaired.")
  private String state;

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
    if (difference != null) {
      JsonObject found = client.difference(id, difference);
      print(json() ? found.encodePrettily() : text(found));
      return ExitCode.OK;
    }
    JsonObject query = which.filter().put("state", state).put("limit", limit).put("before", before);
    JsonObject page = client.differences(id, query);
    JsonArray differences = page.getJsonArray("differences");
    if (json()) {
      print(page.encodePrettily());
    } else if (differences.isEmpty()) {
      print("There are no such differences.");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEADER);
      WorkflowText.objects(differences)
          .map(ReconciliationsDifferencesCommand::row)
          .forEach(rows::add);
      print(TextTable.of(rows, List.of(0)));
      if (page.getLong("next") != null) {
        print("There is more; go on with --before %d.".formatted(page.getLong("next")));
      }
    }
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject difference) {
    return List.of(
        difference.getLong("id").toString(),
        difference.getString("key"),
        difference.getString("kind"),
        fields(difference),
        difference.getString("state"));
  }

  private static String fields(JsonObject difference) {
    return difference.getJsonArray("fields").stream()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static String text(JsonObject difference) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is %s, %s"
            .formatted(
                difference.getString("key"),
                difference.getString("kind"),
                difference.getString("state")));
    if (difference.getString("why") != null) {
      lines.add(difference.getString("why"));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(VALUES);
    WorkflowText.objects(difference.getJsonArray("values"))
        .map(
            value ->
                List.of(
                    value.getBoolean("differs") ? "≠" : "",
                    value.getString("field"),
                    text(value.getValue("source")),
                    text(value.getValue("target"))))
        .forEach(rows::add);
    if (rows.size() > 1) {
      lines.add(TextTable.of(rows, List.of()));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String text(Object value) {
    return value == null ? "-" : value.toString();
  }
}
