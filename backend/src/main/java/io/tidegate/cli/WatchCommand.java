package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Shows the workflows live. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Shows the workflows live, until it is interrupted. On a terminal a table that stays"
            + " current, otherwise a line for each change.")
final class WatchCommand extends ClientCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Option(names = "--plain", description = "Print a line for each change on a terminal too.")
  private boolean plain;

  @Option(names = "--changes", paramLabel = "<n>", description = "End after so many changes.")
  private Integer changes;

  private final Map<String, JsonObject> workflows = new LinkedHashMap<>();
  private int drawnLines;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    boolean table = !plain && !json() && Ansi.AUTO.enabled();
    int seen = 0;
    try (LiveFeed feed = new LiveFeed(client)) {
      feed.open();
      while ((changes == null || seen < changes) && !isOutputClosed()) {
        LiveFeed.Event event = feed.next(PATIENCE);
        if (event instanceof LiveFeed.Event.Message message) {
          seen += "change".equals(message.json().getString("type")) ? 1 : 0;
          show(message.json(), table, client);
        } else if (event instanceof LiveFeed.Event.Lost lost) {
          report(lost, table);
        }
      }
    }
    return ExitCode.OK;
  }

  private void show(JsonObject message, boolean table, ServiceClient client) {
    if (json()) {
      print(message.encode());
      return;
    }
    JsonArray news =
        switch (message.getString("type", "")) {
          case "snapshot" -> {
            workflows.clear();
            yield message.getJsonArray("workflows");
          }
          case "change" -> new JsonArray().add(message.getJsonObject("workflow"));
          default -> new JsonArray();
        };
    WorkflowText.objects(news)
        .forEach(workflow -> workflows.put(workflow.getString("id"), workflow));
    if (table) {
      draw("Live from " + client.url() + ", at " + now());
    } else {
      WorkflowText.objects(news)
          .forEach(workflow -> print(now() + " " + WorkflowText.line(workflow)));
    }
  }

  private void report(LiveFeed.Event.Lost lost, boolean table) {
    String text =
        "Connection lost (%s); trying again in %.1f s."
            .formatted(lost.reason(), lost.retryIn().toMillis() / 1000.0);
    if (table) {
      draw(text + " The table shows the last known state.");
    } else if (json()) {
      print(new JsonObject().put("type", "lost").put("reason", lost.reason()).encode());
    } else {
      print(now() + " " + text);
    }
  }

  /** Draws over what was drawn before. */
  private void draw(String caption) {
    String text =
        WorkflowText.table(new JsonArray(workflows.values().stream().toList()))
            + System.lineSeparator()
            + caption
            + System.lineSeparator();
    String back = drawnLines == 0 ? "" : "\u001b[" + drawnLines + "A\u001b[J";
    printRaw(back + harmless(text));
    drawnLines = (int) text.lines().count();
  }

  private static String now() {
    return LocalTime.now(ZoneId.systemDefault()).format(CLOCK);
  }
}
