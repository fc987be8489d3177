package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;

/**
 * All that a run of a workflow goes by: its own document with what it takes from others, and the
 * connections it works with. As text it is what a run is pinned to; equal ones have equal texts.
 *
 * @param connections {@code dynamics}, {@code campaign} and {@code sftp}, as far as they are used
 *     and there are any, and under {@code secrets} the revision of each of their secrets
 * @param config what the workflow reads as its configuration
 */
public record EffectiveConfig(JsonObject connections, JsonObject config) {
  private static final String CONNECTIONS = "connections";
  private static final String CONFIG = "config";

  public EffectiveConfig {
    connections = connections.copy();
    config = config.copy();
  }

  @Override
  public JsonObject connections() {
    return connections.copy();
  }

  @Override
  public JsonObject config() {
    return config.copy();
  }

  public String text() {
    return new JsonObject().put(CONNECTIONS, connections).put(CONFIG, config).encode();
  }

  /** Whether a text is one of these: versions of before held the configuration alone. */
  public static boolean isOne(String text) {
    JsonObject json = new JsonObject(text);
    return json.size() == 2 && json.containsKey(CONNECTIONS) && json.containsKey(CONFIG);
  }

  /**
   * Reads the text that a run is pinned to.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EffectiveConfig of(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException("The stored configuration of a run is not readable");
    }
    JsonObject json = new JsonObject(text);
    return new EffectiveConfig(json.getJsonObject(CONNECTIONS), json.getJsonObject(CONFIG));
  }
}
