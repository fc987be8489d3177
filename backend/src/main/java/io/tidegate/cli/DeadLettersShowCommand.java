package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one dead letter with its contents. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows a dead letter: the record as it was queued, and what the target answered. This is"
            + " personal data.")
final class DeadLettersShowCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>", description = "The dead letter's id.")
  private long id;

  @Option(
      names = "--source",
      description =
          "Also read the record at its source, as it is now, and say what the saved mapping"
              + " would make of it.")
  private boolean source;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject letter = client.deadLetter(id);
    if (source) {
      letter.put("source", client.deadLetterSource(id));
    }
    print(json() ? letter.encodePrettily() : text(letter));
    return ExitCode.OK;
  }

  private static String text(JsonObject letter) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Dead letter %d of %s, %s"
            .formatted(
                letter.getLong("id"), letter.getString("workflow"), letter.getString("flow")));
    lines.add("  key       " + letter.getString("key"));
    lines.add("  operation " + letter.getString("operation"));
    lines.add(
        "  refused   %s, after %d attempts"
            .formatted(letter.getString("at"), letter.getInteger("attempts")));
    lines.add("  reason    " + letter.getString("reasonCode") + ": " + letter.getString("reason"));
    if (letter.getBoolean("superseded")) {
      lines.add("  A newer change to this record was written or is queued: it is not replayed.");
    }
    if (letter.getString("answer") != null) {
      lines.add("  answer    " + letter.getString("answer"));
    }
    WorkflowText.objects(letter.getJsonArray("links", new JsonArray()))
        .map(
            link ->
                "  links to  %s of %s, by %s"
                    .formatted(
                        link.getString("key"), link.getString("flow"), link.getString("field")))
        .forEach(lines::add);
    addRecord(lines, "Queued:", letter.getJsonObject("queued"));
    JsonObject source = letter.getJsonObject("source");
    if (source != null) {
      lines.add("At its source: " + source.getString("state"));
      if (source.getString("why") != null) {
        lines.add("  " + source.getString("why"));
      }
      addRecord(lines, "Record now:", source.getJsonObject("record"));
      addRecord(lines, "Mapped now:", source.getJsonObject("mapped"));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static void addRecord(List<String> lines, String title, JsonObject record) {
    if (record != null) {
      lines.add(title);
      lines.add(record.encodePrettily());
    }
  }
}
