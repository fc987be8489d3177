package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a queued change says, for people. Personal data.
 *
 * @param record null where nothing is queued but the key
 * @param links the records that it links to
 */
public record QueuedContent(JsonObject record, List<Link> links) {
  public static final QueuedContent NONE = new QueuedContent(null, List.of());

  /**
   * A link.
   *
   * @param field the target's
   * @param flow the flow that brings the other record
   * @param key the other record's, at its source
   */
  public record Link(String field, String flow, String key) {

    public JsonObject toJson() {
      return new JsonObject().put("field", field).put("flow", flow).put("key", key);
    }
  }

  public QueuedContent {
    links = List.copyOf(links);
  }
}
