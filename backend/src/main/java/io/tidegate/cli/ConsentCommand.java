package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was decided of a person's consent. */
@Command(
    name = "consent",
    mixinStandardHelpOptions = true,
    description =
        "Shows what was decided of a person's opt-ins and opt-outs, why, and where it was written."
            + " The newest first.")
final class ConsentCommand extends ClientCommand {
  private static final List<String> HEADER =
      List.of("DECIDED", "CHANNEL", "NOW", "CHANGED IN", "DYNAMICS", "CAMPAIGN", "WHY", "WRITTEN");

  @Parameters(paramLabel = "<contact id>", description = "The contact's id in Dynamics 365.")
  private String person;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      defaultValue = "50",
      description = "How many entries at most, up to 500 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject page = client.consentLedger(person, limit);
    if (json()) {
      print(page.encodePrettily());
      return ExitCode.OK;
    }
    JsonArray entries = page.getJsonArray("entries");
    if (entries.isEmpty()) {
      print("Nothing was decided of this person's consent.");
      return ExitCode.OK;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    WorkflowText.objects(entries).map(ConsentCommand::row).forEach(rows::add);
    print(TextTable.of(rows, List.of()));
    if (page.getLong("next") != null) {
      print("There is more; ask for it with a greater --limit.");
    }
    return ExitCode.OK;
  }

  private static List<String> row(JsonObject entry) {
    return List.of(
        time(entry.getString("decidedAt")),
        entry.getString("channel"),
        word(entry.getBoolean("optedOut")),
        entry.getString("origin"),
        word(entry.getBoolean("dynamicsOptedOut")),
        word(entry.getBoolean("campaignOptedOut")),
        why(entry),
        written(entry));
  }

  /** To the second; the whole of it is in the JSON. */
  private static String time(String at) {
    return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String word(boolean optedOut) {
    return optedOut ? "out" : "in";
  }

  private static String why(JsonObject entry) {
    String policy = entry.getString("policy");
    return entry.getString("decision") + (policy == null ? "" : ": " + policy);
  }

  private static String written(JsonObject entry) {
    String side = entry.getString("writtenTo");
    if (side == null) {
      return "-";
    }
    String at = entry.getString("writtenAt");
    return at == null ? "not yet, to " + side : side + " at " + time(at);
  }
}
