package io.tidegate.configuration;

import io.tidegate.configuration.Change.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What differs between two versions of a document. */
final class Differences {
  private Differences() {}

  /** In the order of the newer version. Empty only if both are equal. */
  static List<Change> between(Document document, JsonObject from, JsonObject to) {
    List<Change> changes = new ArrayList<>();
    compare(document, "", from, to, changes);
    return changes;
  }

  private static void compare(
      Document document, String pointer, Object from, Object to, List<Change> changes) {
    if (Objects.equals(from, to)) {
      return;
    }
    if (from instanceof JsonObject before && to instanceof JsonObject after) {
      Set<String> names = new LinkedHashSet<>(after.fieldNames());
      names.addAll(before.fieldNames());
      names.forEach(
          name ->
              compare(
                  document,
                  pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                  before.getValue(name),
                  after.getValue(name),
                  changes));
    } else if (from instanceof JsonArray before && to instanceof JsonArray after) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(
            document,
            pointer + "/" + i,
            i < before.size() ? before.getValue(i) : null,
            i < after.size() ? after.getValue(i) : null,
            changes);
      }
    } else {
      Kind kind = from == null ? Kind.ADDED : to == null ? Kind.REMOVED : Kind.CHANGED;
      changes.add(new Change(document, kind, pointer, from + " → " + to, pointer));
    }
  }
}
