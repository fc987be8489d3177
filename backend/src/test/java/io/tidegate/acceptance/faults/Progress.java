package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether anything is still being written. */
final class Progress {
  private final World world;
  private long seen = -1;
  private Instant since = Instant.now();

  Progress(World world) {
    this.world = world;
  }

  /** Whether nothing was written for so long, as far as this was asked. */
  boolean standsStill(Duration duration) {
    long writes = 0;
    for (String api : List.of("dynamics", "campaign")) {
      JsonObject counters = world.sandbox().control("GET", "/counters", null).getJsonObject(api);
      writes +=
          counters.getLong("creates") + counters.getLong("updates") + counters.getLong("deletes");
    }
    if (writes != seen) {
      seen = writes;
      since = Instant.now();
    }
    return since.plus(duration).isBefore(Instant.now());
  }
}
