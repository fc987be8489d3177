package io.tidegate.queue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/**
 * What is published on a queue's event-bus address when it changed: {@code {"by": <who>, "lanes":
 * [<lanes that got records>]}}. It carries no record; it may be lost or come twice.
 */
final class Notice {
  private Notice() {}

  static String busAddress(String queue) {
    return "queue." + queue;
  }

  /** Where whoever has the queue open in this process answers. */
  static String openAddress(String queue) {
    return "queue." + queue + ".open";
  }

  static void publish(Vertx vertx, String queue, String by, Collection<Integer> lanes) {
    vertx
        .eventBus()
        .publish(
            busAddress(queue),
            new JsonObject().put("by", by).put("lanes", new JsonArray(List.copyOf(lanes))));
  }
}
