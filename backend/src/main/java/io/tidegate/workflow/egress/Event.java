package io.tidegate.workflow.egress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An event as it is queued, or what could not be understood in the place of one.
 *
 * @param waitingSince when it was first found that Dynamics has no such contact; null for never
 * @param attempts how often that was found
 * @param problem why it cannot be understood; empty when it can
 */
record Event(
    String logId,
    Instant at,
    String campaignId,
    String campaignName,
    String deliveryId,
    String deliveryName,
    String mirrorPage,
    String url,
    String reason,
    Instant waitingSince,
    int attempts,
    String problem) {

  static Event notUnderstood(String problem) {
    return new Event("", Instant.EPOCH, "", "", "", "", "", "", "", null, 0, problem);
  }

  /** The same, once more without its contact. */
  Event waiting(Instant now) {
    return new Event(
        logId,
        at,
        campaignId,
        campaignName,
        deliveryId,
        deliveryName,
        mirrorPage,
        url,
        reason,
        waitingSince == null ? now : waitingSince,
        attempts + 1,
        problem);
  }

  boolean isUnderstood() {
    return problem.isEmpty();
  }

  Buffer encode() {
    if (!isUnderstood()) {
      return new JsonObject().put("problem", problem).toBuffer();
    }
    JsonObject json = new JsonObject().put("logId", logId).put("at", at.toString());
    put(json, "campaignId", campaignId);
    put(json, "campaignName", campaignName);
    put(json, "deliveryId", deliveryId);
    put(json, "deliveryName", deliveryName);
    put(json, "mirrorPage", mirrorPage);
    put(json, "url", url);
    put(json, "reason", reason);
    if (waitingSince != null) {
      json.put("waitingSince", waitingSince.toString()).put("attempts", attempts);
    }
    return json.toBuffer();
  }

  static Event decode(Buffer payload) {
    JsonObject json = new JsonObject(payload);
    if (json.containsKey("problem")) {
      return notUnderstood(json.getString("problem"));
    }
    return new Event(
        json.getString("logId"),
        Instant.parse(json.getString("at")),
        json.getString("campaignId", ""),
        json.getString("campaignName", ""),
        json.getString("deliveryId", ""),
        json.getString("deliveryName", ""),
        json.getString("mirrorPage", ""),
        json.getString("url", ""),
        json.getString("reason", ""),
        json.containsKey("waitingSince") ? Instant.parse(json.getString("waitingSince")) : null,
        json.getInteger("attempts", 0),
        "");
  }

  private static void put(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  /** Without what it tells of a person. */
  @Override
  public String toString() {
    return "Event[" + logId + "]";
  }
}
