package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What both systems, the journal and the database say of a record that something is wrong with. */
final class Evidence {
  private static final Pattern ID =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  private static final int MOST = 3;

  private Evidence() {}

  /** Of the records that the first findings name. */
  static List<String> of(World world, List<String> findings) {
    List<String> lines = new ArrayList<>();
    for (String finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      Matcher id = ID.matcher(finding);
      if (id.find()) {
        lines.add(finding);
        add(world, id.group(), lines);
      }
    }
    return lines;
  }

  private static void add(World world, String id, List<String> lines) {
    world.sandbox().all("/consent/history", "changes").stream()
        .filter(change -> id.equals(change.getString("person")))
        .forEach(change -> lines.add("  said: " + change.encode()));
    for (String api : List.of("dynamics", "campaign")) {
      world.sandbox().all("/journal?api=" + api, "entries").stream()
          .filter(entry -> entry.getLong("done") != null && isAbout(entry, id))
          .forEach(entry -> lines.add("  written: " + entry.encode()));
    }
    for (String query :
        List.of(
            "SELECT to_jsonb(s) FROM workflow.consent_state s WHERE person = '%s'",
            "SELECT to_jsonb(l) FROM workflow.consent_ledger l WHERE person = '%s' ORDER BY id",
            "SELECT to_jsonb(m) FROM workflow.record_map m WHERE source_key = '%s'",
            "SELECT to_jsonb(w) - 'payload' FROM workflow.waiting_record w WHERE key = '%s'")) {
      world.database().column(query.formatted(id)).forEach(row -> lines.add("  stored: " + row));
    }
  }

  private static boolean isAbout(JsonObject entry, String id) {
    return id.equals(entry.getString("externalId")) || id.equals(entry.getString("key"));
  }
}
