package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repairs what differs, after it has said how much that is. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description =
        "Repairs what a reconciliation has found: has records read again and written, and surplus"
            + " ones deleted where the flow's deletions say so. Says how many that are and asks"
            + " before it goes on.")
final class ReconciliationsRepairCommand extends ClientCommand {
  @Parameters(index = "0", paramLabel = "<id>", description = "The reconciliation's id.")
  private long id;

  @Parameters(
      index = "1..*",
      arity = "0..1000",
      paramLabel = "<difference>",
      description = "These differences; or say which by the options.")
  private List<Long> ids;

  @Mixin private DifferenceOptions which;

  @Option(names = "--all", description = "All differences.")
  private boolean all;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject selection = selection();
    JsonObject preview = client.repair(id, "/repair/preview", selection);
    boolean nothing = preview.getLong("count") == 0;
    if (!nothing && !yes && !isConfirmed(text(preview, "will be") + " Go on?")) {
      throw new ClientException(ExitCode.USAGE, "Nothing was done: it was not confirmed.");
    }
    if (ids == null) {
      selection.put("upTo", preview.getLong("upTo"));
    }
    JsonObject outcome = nothing ? preview : client.repair(id, "/repair", selection);
    print(json() ? outcome.encodePrettily() : text(outcome, "are queued to be"));
    return ExitCode.OK;
  }

  private JsonObject selection() throws ClientException {
    int ways = (ids == null ? 0 : 1) + (which.isEmpty() ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1) {
      throw new ClientException(
          ExitCode.USAGE,
          "Say which differences: their ids, or options like --kind, or --all; one of these.");
    }
    return ids == null ? which.filter() : new JsonObject().put("ids", new JsonArray(ids));
  }

  private static String text(JsonObject counts, String will) {
    long left = counts.getLong("left");
    return "Records that %s written: %s; deleted: %s.%s"
        .formatted(
            will,
            ReconciliationText.number(counts.getLong("writes")),
            ReconciliationText.number(counts.getLong("deletions")),
            left == 0
                ? ""
                : " Left, since they are duplicates, or surplus while the flow does not delete: "
                    + ReconciliationText.number(left)
                    + ".");
  }
}
