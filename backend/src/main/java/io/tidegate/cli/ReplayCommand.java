package io.tidegate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a flow read its source again, or a part of it. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Has a flow read its source again, all of it or a selection, at once if its workflow runs,"
            + " otherwise at the next start. What the target holds unchanged is not written. With"
            + " a selection, says how many records that are and asks before it goes on.")
final class ReplayCommand extends ClientCommand {
  @Parameters(index = "0", paramLabel = "<id>", description = "The workflow, for instance ingress.")
  private String workflow;

  @Parameters(index = "1", paramLabel = "<flow>", description = "Its flow, for instance contact.")
  private String flow;

  @ArgGroup(heading = "%nWhich records (without any of these, all of them, unasked):%n")
  private Selection selection;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  /** Exactly one of these. */
  private static final class Selection {
    @Option(names = "--all", description = "All records.")
    private boolean all;

    @Option(
        names = "--since",
        paramLabel = "<time>",
        description = "Those modified since, for instance 2026-11-24T00:00:00Z.")
    private String since;

    @Option(
        names = "--id",
        paramLabel = "<key>",
        description = "The record with this key in Dynamics 365; may be repeated.")
    private List<String> ids;

    @Option(
        names = "--filter",
        paramLabel = "<json>",
        description =
            "Those that fit, for instance"
                + " {\"attribute\":\"statecode\",\"operator\":\"eq\",\"value\":0}.")
    private String filter;

    JsonObject body() throws ClientException {
      if (all) {
        return new JsonObject().put("kind", "all");
      }
      if (since != null) {
        return new JsonObject().put("kind", "since").put("since", since);
      }
      if (ids != null) {
        return new JsonObject().put("kind", "ids").put("ids", new JsonArray(ids));
      }
      try {
        return new JsonObject().put("kind", "filter").put("filter", new JsonObject(filter));
      } catch (DecodeException noJson) {
        throw new ClientException(ExitCode.USAGE, "The filter is no JSON object.");
      }
    }
  }

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject body = selection == null ? null : selection.body();
    if (body != null && !yes && !isConfirmed(question(client, body))) {
      throw new ClientException(ExitCode.USAGE, "Nothing is replayed: it was not confirmed.");
    }
    JsonObject answer = client.replay(workflow, flow, body);
    print(json() ? answer.encodePrettily() : WorkflowText.line(answer));
    return ExitCode.OK;
  }

  private String question(ServiceClient client, JsonObject body)
      throws ClientException, InterruptedException {
    JsonObject count;
    try {
      count = client.previewReplay(workflow, flow, body);
    } catch (ClientException refused) {
      if (selection.all && refused.exitCode() == ExitCode.REFUSED) {
        return "All records of %s will be read again; how many is not known. Go on?"
            .formatted(flow);
      }
      throw refused;
    }
    long records = count.getLong("records");
    return "%s%s %s of %s will be read again. Go on?"
        .formatted(
            count.getBoolean("exact") ? "" : "At least ",
            String.format(Locale.ROOT, "%,d", records),
            records == 1 ? "record" : "records",
            flow);
  }
}
