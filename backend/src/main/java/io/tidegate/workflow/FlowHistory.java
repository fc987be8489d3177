package io.tidegate.workflow;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The recent past of a flow, oldest sample first. Held in memory only. */
public record FlowHistory(String flow, List<Sample> samples) {

  /** Seconds between two samples. */
  public static final int INTERVAL_SECONDS = 2;

  /** How many samples are kept: half an hour. */
  public static final int CAPACITY = 900;

  /** One moment of a flow. */
  public record Sample(Instant at, long backlog, double readPerSecond, double writtenPerSecond) {}

  public JsonObject toJson() {
    JsonArray array = new JsonArray();
    for (Sample sample : samples) {
      array.add(
          new JsonObject()
              .put("at", sample.at().toString())
              .put("backlog", sample.backlog())
              .put("readPerSecond", sample.readPerSecond())
              .put("writtenPerSecond", sample.writtenPerSecond()));
    }
    return new JsonObject().put("id", flow).put("samples", array);
  }
}
