package io.tidegate.acceptance.faults;

import io.tidegate.acceptance.SandboxServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what Campaign was asked to write, in the order in which it did it: whether a record was
 * created while there was one already, and whether an older state was written over a newer one.
 */
final class JournalReader {
  private static final int PAGE = 10_000;

  private final SandboxServer sandbox;
  private final Map<String, Double> marks = new HashMap<>();
  private final Set<String> existing = new HashSet<>();
  private long after;

  JournalReader(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  /** Judges what was written since the last call, while nothing is being written. */
  void read(Findings findings) {
    List<JsonObject> effects = new ArrayList<>();
    for (JsonObject page = page(); !page.getJsonArray("entries").isEmpty(); page = page()) {
      page.getJsonArray("entries").stream()
          .map(JsonObject.class::cast)
          .filter(entry -> entry.getLong("done") != null)
          .forEach(effects::add);
      after = page.getLong("next");
    }
    effects.sort(Comparator.comparing(entry -> entry.getLong("done")));
    effects.forEach(entry -> judge(entry, findings));
  }

  private JsonObject page() {
    return sandbox.control("GET", "/journal?api=campaign&limit=" + PAGE + "&after=" + after, null);
  }

  private void judge(JsonObject entry, Findings findings) {
    String record = entry.getString("resource") + " " + entry.getString("externalId");
    switch (entry.getString("effect")) {
      case "create" -> {
        if (!existing.add(record)) {
          findings.twice().add(record + " was created although it was there: " + entry);
        }
        marks.remove(record);
        inOrder(record, entry, findings);
      }
      case "update" -> inOrder(record, entry, findings);
      case "delete" -> {
        existing.remove(record);
        marks.remove(record);
      }
      default -> throw new IllegalStateException("No effect known: " + entry);
    }
  }

  private void inOrder(String record, JsonObject entry, Findings findings) {
    if (entry.getString("mark") == null) {
      return;
    }
    double mark = Double.parseDouble(entry.getString("mark"));
    Double before = marks.put(record, mark);
    if (before != null && mark < before) {
      findings
          .disorder()
          .add("%s: state %.0f after %.0f: %s".formatted(record, mark, before, entry));
    }
  }
}
