package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A record that the target refused for good, without its payload (personal data).
 *
 * @param reason why it was refused, an English sentence
 * @param answer what the target answered, shortened
 * @param attempts how often the write was tried
 */
public record DeadLetterView(
    long id,
    String flow,
    String key,
    String operation,
    String reason,
    String answer,
    int attempts,
    Instant at) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("flow", flow)
        .put("key", key)
        .put("operation", operation)
        .put("reason", reason)
        .put("answer", answer)
        .put("attempts", attempts)
        .put("at", at.toString());
  }
}
