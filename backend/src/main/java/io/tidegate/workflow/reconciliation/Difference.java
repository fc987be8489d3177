package io.tidegate.workflow.reconciliation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A record that was not the same on both sides.
 *
 * @param fields the names of those that differed, if it is different
 * @param target its address at the target; null where it had none, or several
 */
public record Difference(
    long id, String key, Kind kind, List<String> fields, String target, State state) {

  /** What became of it. */
  public enum State {
    OPEN,
    /** Its repair is queued. */
    QUEUED,
    /** Its repair was written. */
    REPAIRED;

    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state that the API writes so. */
    public static Optional<State> ofJson(String json) {
      return Arrays.stream(values()).filter(state -> state.json().equals(json)).findFirst();
    }
  }

  public Difference {
    fields = List.copyOf(fields);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("key", key)
        .put("kind", kind.json())
        .put("fields", new JsonArray(fields))
        .put("target", target)
        .put("state", state.json());
  }
}
