package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Option;

/** Which differences. */
final class DifferenceOptions {
  @Option(
      names = "--kind",
      paramLabel = "<kind>",
      description = "Only those of this kind: missing, surplus, different or duplicate.")
  private String kind;

  @Option(
      names = "--field",
      paramLabel = "<field>",
      description = "Only those in which this field differs.")
  private String field;

  boolean isEmpty() {
    return kind == null && field == null;
  }

  JsonObject filter() {
    JsonObject filter = new JsonObject();
    if (kind != null) {
      filter.put("kind", kind);
    }
    if (field != null) {
      filter.put("field", field);
    }
    return filter;
  }
}
