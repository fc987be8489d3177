package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what became of a person's or a record's changes. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description =
        "Shows what became of the changes of a person or a record, in both directions, the newest"
            + " first: read and queued when, written when, or why not.")
final class TraceCommand extends ClientCommand {
  private static final List<String> HEADER =
      List.of("AT", "STEP", "READ", "POSITION", "VERSION", "TRIES", "WHAT");

  @Parameters(
      paramLabel = "<e-mail or key>",
      description =
          "An e-mail address, a record's id in Dynamics 365, or its PKey in Campaign; - reads it"
              + " from standard input, so that it stays out of the shell's history.")
  private String asked;

  @Option(names = "--workflow", paramLabel = "<id>", description = "Only this workflow.")
  private String workflow;

  @Option(names = "--flow", paramLabel = "<flow>", description = "Only flows of this name.")
  private String flow;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      defaultValue = "100",
      description = "How many steps at most, up to 500 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--before",
      paramLabel = "<time>",
      description = "Only steps before, for instance 2026-11-24T00:00:00Z.")
  private String before;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject trace = client.trace(question());
    print(json() ? trace.encodePrettily() : text(trace));
    return ExitCode.OK;
  }

  private JsonObject question() throws ClientException {
    String value = asked.equals("-") ? typed() : asked;
    JsonObject question = new JsonObject().put(isEmail(value) ? "email" : "key", value);
    question.put("limit", limit);
    put(question, "workflow", workflow);
    put(question, "flow", flow);
    put(question, "before", before);
    return question;
  }

  /** A PKey of Campaign begins with an @; an address never does. */
  private static boolean isEmail(String value) {
    return value.indexOf('@') > 0;
  }

  private static void put(JsonObject question, String name, String value) {
    if (value != null) {
      question.put(name, value);
    }
  }

  private static String typed() throws ClientException {
    Scanner input = new Scanner(System.in, Charset.defaultCharset());
    if (!input.hasNextLine()) {
      throw new ClientException(ExitCode.USAGE, "Nothing stands on standard input.");
    }
    return input.nextLine().strip();
  }

  private static String text(JsonObject trace) {
    JsonArray records = trace.getJsonArray("records");
    if (records.isEmpty()) {
      return "Nothing is known of it: it never came here, or longer ago than the trace is kept.";
    }
    String text =
        WorkflowText.objects(records)
            .map(TraceCommand::record)
            .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
    return trace.getBoolean("truncated")
        ? text + System.lineSeparator() + "There is more; ask for it with --limit or --before."
        : text;
  }

  private static String record(JsonObject record) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    WorkflowText.objects(record.getJsonArray("steps")).map(TraceCommand::row).forEach(rows::add);
    String target = record.getString("target");
    return record.getString("workflow")
        + " "
        + record.getString("flow")
        + "  "
        + record.getString("key")
        + (target == null ? "" : "  " + target)
        + System.lineSeparator()
        + TextTable.of(rows, List.of(3, 4, 5));
  }

  private static List<String> row(JsonObject step) {
    Long version = step.getLong("version");
    return List.of(
        time(step.getString("at")),
        step.getString("step") + (step.getString("operation").equals("DELETE") ? " (delete)" : ""),
        time(step.getString("readAt")),
        step.getLong("position") + " / " + step.getInteger("lane"),
        version == null ? "-" : version.toString(),
        step.getInteger("attempts").toString(),
        what(step));
  }

  private static String what(JsonObject step) {
    List<String> parts = new ArrayList<>();
    Optional.ofNullable(step.getString("answer")).ifPresent(parts::add);
    Optional.ofNullable(step.getLong("deadLetter")).ifPresent(id -> parts.add("dead letter " + id));
    Optional.ofNullable(step.getLong("ahead")).ifPresent(ahead -> parts.add(ahead + " before it"));
    Optional.ofNullable(step.getString("eta")).ifPresent(eta -> parts.add("about " + time(eta)));
    return parts.isEmpty() ? "-" : String.join("; ", parts);
  }

  /** To the second; the whole of it is in the JSON. */
  private static String time(String at) {
    return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
