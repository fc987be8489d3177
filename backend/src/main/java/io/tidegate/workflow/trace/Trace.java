package io.tidegate.workflow.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a question to the trace is answered with.
 *
 * @param records the one with the newest step first
 * @param truncated whether there are older steps than those that are shown
 */
public record Trace(List<TracedRecord> records, boolean truncated) {
  public Trace {
    records = List.copyOf(records);
  }

  public JsonObject toJson() {
    JsonArray traced = new JsonArray();
    records.forEach(each -> traced.add(each.toJson()));
    return new JsonObject().put("records", traced).put("truncated", truncated);
  }
}
