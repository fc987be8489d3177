package io.tidegate.workflow.deadletter;

import io.tidegate.workflow.QueuedContent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * All that is known of a dead letter. Personal data.
 *
 * @param answer what the target answered, shortened; empty when it was not the target
 */
public record DeadLetterDetail(DeadLetterView letter, String answer, QueuedContent content) {

  public JsonObject toJson() {
    JsonArray links = new JsonArray();
    content.links().forEach(link -> links.add(link.toJson()));
    return letter
        .toJson()
        .put("answer", answer.isEmpty() ? null : answer)
        .put("queued", content.record())
        .put("links", links);
  }

  /** Without what it tells of a person. */
  @Override
  public String toString() {
    return "DeadLetterDetail[" + letter.id() + "]";
  }
}
