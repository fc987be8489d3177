package io.tidegate.workflow.deadletter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The dead letters of one flow and reason, counted. */
public record ReasonGroup(
    String workflow, String flow, String reasonCode, long count, Instant oldest, Instant newest) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("workflow", workflow)
        .put("flow", flow)
        .put("reasonCode", reasonCode)
        .put("count", count)
        .put("oldest", oldest.toString())
        .put("newest", newest.toString());
  }
}
