package io.tidegate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The demo's example of linked records: accounts, their subscriptions, and the lines of those. */
final class LinkedFlows {
  private LinkedFlows() {}

  /**
   * An ingress document with the example's flows besides its own; its flow of contacts links people
   * to their account.
   */
  static JsonObject addedTo(JsonObject ingress) {
    JsonObject whole = ingress.copy();
    JsonArray flows = whole.getJsonArray("flows");
    for (Object flow : flows) {
      JsonObject each = (JsonObject) flow;
      if (each.getString("id").equals("contact")) {
        each.getJsonObject("mapping")
            .put(
                "links",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("target", "cusAccount")
                            .put("source", "parentcustomerid")
                            .put("flow", "account")));
      }
    }
    return whole.put("flows", flows.addAll(flows()));
  }

  private static JsonArray flows() {
    try (InputStream json = LinkedFlows.class.getResourceAsStream("/demo/linked-flows.json")) {
      return new JsonArray(new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("The demo's flows cannot be read", broken);
    }
  }
}
