package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Option;

/** Which dead letters. */
final class DeadLetterOptions {
  @Option(
      names = "--workflow",
      paramLabel = "<id>",
      description = "Only those of this workflow, for instance ingress.")
  private String workflow;

  @Option(
      names = "--flow",
      paramLabel = "<id>",
      description = "Only those of this flow, for instance contact.")
  private String flow;

  @Option(
      names = "--reason",
      paramLabel = "<code>",
      description = "Only those with this reason, for instance refused; see groups.")
  private String reasonCode;

  @Option(
      names = "--key",
      paramLabel = "<key>",
      description = "Only those of the record with this key at its source.")
  private String key;

  boolean isEmpty() {
    return filter().isEmpty();
  }

  JsonObject filter() {
    JsonObject filter = new JsonObject();
    put(filter, "workflow", workflow);
    put(filter, "flow", flow);
    put(filter, "reasonCode", reasonCode);
    put(filter, "key", key);
    return filter;
  }

  private static void put(JsonObject filter, String name, String value) {
    if (value != null) {
      filter.put(name, value);
    }
  }
}
