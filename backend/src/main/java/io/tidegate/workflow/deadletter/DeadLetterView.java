package io.tidegate.workflow.deadletter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A record that was refused for good, without its contents (personal data).
 *
 * @param reasonCode a {@link io.tidegate.workflow.ReasonCode}
 * @param reason why it was refused, an English sentence
 * @param attempts how often the write was tried
 * @param superseded whether a newer change has overtaken it, so that it is not replayed
 */
public record DeadLetterView(
    long id,
    String workflow,
    String flow,
    String key,
    String operation,
    String reasonCode,
    String reason,
    int attempts,
    Instant at,
    boolean superseded) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("workflow", workflow)
        .put("flow", flow)
        .put("key", key)
        .put("operation", operation)
        .put("reasonCode", reasonCode)
        .put("reason", reason)
        .put("attempts", attempts)
        .put("at", at.toString())
        .put("superseded", superseded);
  }
}
