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

  /**
   * What was asked for, {@link Fitted#signature}: a delta link holds its columns, and what another
   * filter left out is never shown again. Something else needs a full read.
   */
  String select();

  /**
   * Within a full read; {@code infer} after a lost delta token, and on a replay.
   *
   * @param complete whether all fields are written: at the initial load and on a replay, and not
   *     when everything is read again for a reason of our own
   */
  record Full(String link, boolean infer, String select, boolean complete) implements ReadCursor {}

  /**
   * Following the changes; {@code infer} until deletions were inferred from the full read before.
   */
  record Delta(String link, boolean infer, String select) implements ReadCursor {}

  /** A flow that never read. */
  static ReadCursor start(Fitted fit) {
    return new Full(null, false, fit.signature(), true);
  }

  /** A flow that reads everything again, because somebody asked for it. */
  static ReadCursor replay(IngressConfig.Flow flow) {
    // Without a signature it fits none, so that it begins again, as complete as it is.
    return new Full(null, flow.infersDeletions(), "", true);
  }

  /** A flow that reads everything again, since it cannot go on from a cursor. */
  static ReadCursor again(Fitted fit, ReadCursor lost) {
    return new Full(null, fit.flow().infersDeletions(), fit.signature(), lost.isComplete());
  }

  /** Whether its rows are written with all their fields. */
  default boolean isComplete() {
    return this instanceof Full full && full.complete();
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
        ? new Full(next, infer(), select(), isComplete())
        : new Delta(next, infer(), select());
  }

  default String encode() {
    return new JsonObject()
        .put("phase", this instanceof Full ? "full" : "delta")
        .put("link", link())
        .put("infer", infer())
        .put("select", select())
        .put("complete", isComplete())
        .encode();
  }

  static ReadCursor decode(String text) {
    JsonObject json = new JsonObject(text);
    String link = json.getString("link");
    boolean infer = json.getBoolean("infer");
    String select = json.getString("select");
    return "full".equals(json.getString("phase"))
        ? new Full(link, infer, select, json.getBoolean("complete", true))
        : new Delta(link, infer, select);
  }
}
