package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reconciliation as it is printed. */
final class ReconciliationText {
  static final List<String> KINDS = List.of("missing", "surplus", "different", "duplicate");

  private ReconciliationText() {}

  static long differences(JsonObject reconciliation) {
    JsonObject found = reconciliation.getJsonObject("differences");
    return KINDS.stream().mapToLong(found::getLong).sum();
  }

  static String reconciliation(JsonObject reconciliation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Reconciliation %d of %s, %s: %s"
            .formatted(
                reconciliation.getLong("id"),
                reconciliation.getString("workflow"),
                reconciliation.getString("flow"),
                state(reconciliation)));
    lines.add("  started     " + reconciliation.getString("startedAt"));
    add(lines, "  ended       ", reconciliation.getString("endedAt"));
    lines.add("  source      " + progress(reconciliation.getJsonObject("source")));
    lines.add("  target      " + progress(reconciliation.getJsonObject("target")));
    add(lines, "  ready       ", reconciliation.getString("eta"));
    JsonObject found = reconciliation.getJsonObject("differences");
    lines.add(
        "  differences "
            + KINDS.stream()
                .map(kind -> number(found.getLong(kind)) + " " + kind)
                .collect(Collectors.joining(", ")));
    lines.add("  on the way  " + number(reconciliation.getLong("pending")));
    WorkflowText.objects(reconciliation.getJsonArray("fields"))
        .map(
            field ->
                "  field       %s differs in %s"
                    .formatted(field.getString("field"), number(field.getLong("count"))))
        .forEach(lines::add);
    add(lines, "  waits       ", reconciliation.getString("condition"));
    add(lines, "  cause       ", reconciliation.getString("cause"));
    add(lines, "  remedy      ", reconciliation.getString("remedy"));
    return String.join(System.lineSeparator(), lines);
  }

  static String state(JsonObject reconciliation) {
    String phase = reconciliation.getString("phase");
    return reconciliation.getString("status") + (phase == null ? "" : ", " + phase);
  }

  private static String progress(JsonObject side) {
    Long expected = side.getLong("expected");
    return number(side.getLong("read"))
        + (expected == null ? "" : " of " + number(expected))
        + " read";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void add(List<String> lines, String title, String value) {
    if (value != null) {
      lines.add(title + value);
    }
  }
}
