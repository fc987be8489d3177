package io.tidegate.workflow.privacy;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/**
 * A person's erasure from Tidegate, and the proof of it.
 *
 * @param personHash a salted hash of the contact's id: whoever has the id can find the proof, the
 *     proof does not tell the id
 * @param completedAt null while it is under way
 * @param removed how many records were removed, by place: {@code queues}, {@code deadLetters},
 *     {@code waiting}, {@code consentState}, {@code consentLedger}, {@code recordMap}…
 */
public record Erasure(
    long id,
    String personHash,
    Instant requestedAt,
    Instant completedAt,
    Map<String, Long> removed) {

  public Erasure {
    removed = Map.copyOf(removed);
  }

  public JsonObject toJson() {
    JsonObject counts = new JsonObject();
    removed.keySet().stream().sorted().forEach(place -> counts.put(place, removed.get(place)));
    return new JsonObject()
        .put("id", id)
        .put("personHash", personHash)
        .put("requestedAt", requestedAt.toString())
        .put("completedAt", completedAt == null ? null : completedAt.toString())
        .put("removed", counts);
  }
}
