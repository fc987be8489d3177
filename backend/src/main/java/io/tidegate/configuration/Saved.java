package io.tidegate.configuration;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A version of a document. Immutable; the content is a copy.
 *
 * @param version 1, 2, …; 0 for the one that is built in
 * @param savedAt null for version 0
 * @param author as the author called themselves; {@code settings} for the service's settings
 * @param note why, or null
 */
public record Saved(
    Document document,
    long version,
    Instant savedAt,
    String author,
    String note,
    JsonObject content) {

  public Saved {
    content = content.copy();
  }

  @Override
  public JsonObject content() {
    return content.copy();
  }
}
