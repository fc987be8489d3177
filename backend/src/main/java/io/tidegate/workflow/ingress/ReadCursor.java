package io.tidegate.workflow.ingress;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * How far a flow has read its source. Stored in the queue, in the transaction that appends the page
 * it stands behind.
 */
sealed interface ReadCursor {

  /** The page to read next; null at the start of a full read. */
  String link();

  /** Whether records that the full read does not show are to be deleted at its end. */
  boolean infer();

  /** The columns that were asked for: a delta link holds them, other columns need a full read. */
  String select();

  /** Within a full read; {@code infer} after a lost delta token, and on a replay. */
  record Full(String link, boolean infer, String select) implements ReadCursor {}

  /**
   * Following the changes; {@code infer} until deletions were inferred from the full read before.
   */
  record Delta(String link, boolean infer, String select) implements ReadCursor {}

  /** A flow that never read. */
  static ReadCursor start(IngressConfig.Flow flow) {
    return new Full(null, false, selectOf(flow));
  }

  /** A flow that reads everything again. */
  static ReadCursor again(IngressConfig.Flow flow) {
    return new Full(null, flow.deletions() != DeletionPolicy.OFF, selectOf(flow));
  }

  static String selectOf(IngressConfig.Flow flow) {
    return String.join(",", flow.select());
  }

  /** Where to go on after a page. */
  default ReadCursor after(Optional<String> nextLink, Optional<String> deltaLink) {
    if (deltaLink.isPresent()) {
      return new Delta(deltaLink.get(), infer(), select());
    }
    String next =
        nextLink.orElseThrow(
            () -> new IllegalStateException("A page has neither a next link nor a delta link."));
    return this instanceof Full
        ? new Full(next, infer(), select())
        : new Delta(next, infer(), select());
  }

  default String encode() {
    return new JsonObject()
        .put("phase", this instanceof Full ? "full" : "delta")
        .put("link", link())
        .put("infer", infer())
        .put("select", select())
        .encode();
  }

  static ReadCursor decode(String text) {
    JsonObject json = new JsonObject(text);
    String link = json.getString("link");
    boolean infer = json.getBoolean("infer");
    String select = json.getString("select");
    return "full".equals(json.getString("phase"))
        ? new Full(link, infer, select)
        : new Delta(link, infer, select);
  }
}
