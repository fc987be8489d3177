package io.tidegate.workflow.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A record and what became of its changes in one flow.
 *
 * @param target where it is in Campaign; null where that is not known
 * @param steps the newest first
 */
public record TracedRecord(
    String workflow, String flow, String key, String target, List<TraceStep> steps) {

  public TracedRecord {
    steps = List.copyOf(steps);
  }

  /** Where its changes go. */
  public String direction() {
    return switch (workflow) {
      case "ingress" -> "dynamicsToCampaign";
      case "egress" -> "campaignToDynamics";
      default -> "consent";
    };
  }

  public JsonObject toJson() {
    JsonArray taken = new JsonArray();
    steps.forEach(step -> taken.add(step.toJson()));
    return new JsonObject()
        .put("workflow", workflow)
        .put("flow", flow)
        .put("direction", direction())
        .put("key", key)
        .put("target", target)
        .put("steps", taken);
  }

  /** Without the key: it may be a person's. */
  @Override
  public String toString() {
    return "TracedRecord[" + workflow + "." + flow + ", " + steps.size() + " steps]";
  }
}
