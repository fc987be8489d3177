package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does something with chosen dead letters, after it has said how many they are. */
abstract class DeadLettersActionCommand extends ClientCommand {
  @Parameters(
      arity = "0..1000",
      paramLabel = "<id>",
      description = "These dead letters; or say which by the options.")
  private List<Long> ids;

  @Mixin private DeadLetterOptions which;

  @Option(names = "--all", description = "All dead letters.")
  private boolean all;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  private final String action;
  private final String done;

  /**
   * An action.
   *
   * @param action its name in the API
   * @param done what was done to them
   */
  DeadLettersActionCommand(String action, String done) {
    this.action = action;
    this.done = done;
  }

  @Override
  final ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject selection = selection();
    JsonObject preview = client.previewDeadLetters(action, selection);
    boolean nothing = preview.getLong("count") == 0;
    if (!nothing && !yes && !isConfirmed(question(preview))) {
      throw new ClientException(ExitCode.USAGE, "Nothing was done: it was not confirmed.");
    }
    if (ids == null) {
      selection.put("upTo", preview.getLong("upTo"));
    }
    JsonObject outcome =
        nothing
            ? new JsonObject().put("count", 0).put("superseded", preview.getLong("superseded"))
            : client.deadLettersAction(action, selection);
    print(json() ? outcome.encodePrettily() : text(outcome));
    return ExitCode.OK;
  }

  private JsonObject selection() throws ClientException {
    int ways = (ids == null ? 0 : 1) + (which.isEmpty() ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1) {
      throw new ClientException(
          ExitCode.USAGE,
          "Say which dead letters: their ids, or options like --reason, or --all; one of these.");
    }
    return ids == null ? which.filter() : new JsonObject().put("ids", new JsonArray(ids));
  }

  private String question(JsonObject preview) {
    return "%s will be %s.%s Go on?".formatted(count(preview), done, left(preview));
  }

  private String text(JsonObject outcome) {
    return "%s %s %s.%s"
        .formatted(
            count(outcome), outcome.getLong("count") == 1 ? "was" : "were", done, left(outcome));
  }

  private static String count(JsonObject counts) {
    long count = counts.getLong("count");
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "dead letter" : "dead letters");
  }

  private static String left(JsonObject counts) {
    long superseded = counts.getLong("superseded");
    return superseded == 0
        ? ""
        : String.format(
            Locale.ROOT, " %,d stay, since newer changes have overtaken them.", superseded);
  }
}
