package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workflows as text. */
final class WorkflowText {
  private static final List<String> HEADER =
      List.of("WORKFLOW", "NAME", "STATUS", "BACKLOG", "READ/S", "WRITTEN/S", "ETA", "CONDITION");

  /** The columns that hold numbers and are aligned to the right. */
  private static final List<Integer> NUMBERS = List.of(3, 4, 5, 6);

  private WorkflowText() {}

  /** A table of all workflows, and below it why one failed. */
  static String table(JsonArray workflows) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    objects(workflows).map(WorkflowText::row).forEach(rows::add);
    Stream<String> failures =
        objects(workflows)
            .filter(workflow -> workflow.getJsonObject("failure") != null)
            .map(workflow -> workflow.getString("id") + ": " + failure(workflow));
    return Stream.concat(Stream.of(TextTable.of(rows, NUMBERS)), failures)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static List<String> row(JsonObject workflow) {
    JsonObject condition = workflow.getJsonObject("condition");
    return List.of(
        workflow.getString("id"),
        workflow.getString("name", ""),
        workflow.getString("status"),
        count(workflow),
        rate(workflow, "readPerSecond"),
        rate(workflow, "writtenPerSecond"),
        eta(workflow),
        condition == null ? "" : condition.getString("message", ""));
  }

  /** One workflow in one line. */
  static String line(JsonObject workflow) {
    StringBuilder line =
        new StringBuilder(workflow.getString("id"))
            .append(' ')
            .append(workflow.getString("status"));
    if (workflow.containsKey("backlog")) {
      line.append(", backlog ").append(count(workflow));
    }
    long waiting = flows(workflow).stream().mapToLong(flow -> flow.getLong("waiting", 0L)).sum();
    if (waiting > 0) {
      line.append(", set aside ").append(String.format(Locale.ROOT, "%,d", waiting));
    }
    if (!flows(workflow).isEmpty()) {
      line.append(", read ").append(rate(workflow, "readPerSecond")).append("/s");
      line.append(", written ").append(rate(workflow, "writtenPerSecond")).append("/s");
    }
    if (!eta(workflow).equals("-")) {
      line.append(", done in ").append(eta(workflow));
    }
    JsonObject condition = workflow.getJsonObject("condition");
    if (condition != null) {
      line.append(". ").append(condition.getString("message"));
    }
    if (workflow.getJsonObject("failure") != null) {
      line.append(". ").append(failure(workflow));
    }
    return line.toString();
  }

  private static String failure(JsonObject workflow) {
    JsonObject failure = workflow.getJsonObject("failure");
    return failure.getString("cause") + " " + failure.getString("remedy");
  }

  private static String count(JsonObject workflow) {
    return String.format(Locale.ROOT, "%,d", workflow.getLong("backlog", 0L));
  }

  private static String rate(JsonObject workflow, String name) {
    double sum = flows(workflow).stream().mapToDouble(flow -> flow.getDouble(name, 0.0)).sum();
    return String.format(Locale.ROOT, sum < 10 ? "%,.1f" : "%,.0f", sum);
  }

  /** The longest of its flows' times; unknown when one of them is. */
  private static String eta(JsonObject workflow) {
    long seconds = 0;
    for (JsonObject flow : flows(workflow)) {
      if (flow.getLong("backlog", 0L) > 0) {
        Long eta = flow.getLong("etaSeconds");
        if (eta == null) {
          return "-";
        }
        seconds = Math.max(seconds, eta);
      }
    }
    return seconds == 0 ? "-" : duration(seconds);
  }

  static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m " + seconds % 60 + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
    }
    return seconds / 86_400 + "d " + seconds % 86_400 / 3600 + "h";
  }

  private static List<JsonObject> flows(JsonObject workflow) {
    return objects(workflow.getJsonArray("flows", new JsonArray())).toList();
  }

  /** The objects of an array. */
  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }
}
