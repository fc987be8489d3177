package io.tidegate.workflow.consent;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A feed's look for changes, one or more pages: part of both feeds' cursors.
 *
 * @param began when the present look began; null between two
 * @param completed when the last complete look began; {@link Instant#EPOCH} before the first
 */
record Look(Instant began, Instant completed) {
  static final Look NONE = new Look(null, Instant.EPOCH);

  /** With a look under way. */
  Look begun() {
    return began == null ? new Look(Instant.now(), completed) : this;
  }

  /** The look under way has shown its last page. */
  Look ended() {
    return new Look(null, began);
  }

  /** Without the look under way: it is repeated from its beginning. */
  Look dropped() {
    return new Look(null, completed);
  }

  JsonObject into(JsonObject cursor) {
    return cursor.put("began", began).put("completed", completed);
  }

  static Look from(JsonObject cursor) {
    return new Look(cursor.getInstant("began"), cursor.getInstant("completed", Instant.EPOCH));
  }
}
