package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What the faces show of a flow, at one moment.
 *
 * @param id the flow's name within its workflow, for instance {@code contact}
 * @param source what is read, for instance {@code Dynamics 365 · contact}
 * @param target what is written, for instance {@code Campaign · profile}
 * @param enabled false for a flow that is switched off
 * @param backlog records read, queued, and waiting to be written
 * @param readPerSecond records appended a second, over the last ten seconds or so
 * @param writtenPerSecond records settled a second, over the last ten seconds or so
 * @param read records appended since the flow first ran
 * @param written records settled at the target since the flow first ran, unchanged ones included
 * @param failed records that are dead letters
 * @param waiting records set aside until their counterpart exists; not part of the backlog
 * @param lastWrittenAt when a batch was last settled; null before the first
 * @param etaSeconds when the backlog will be written at the present rates; null when not known
 * @param condition what holds the flow up; null when nothing does
 */
public record FlowView(
    String id,
    String source,
    String target,
    boolean enabled,
    long backlog,
    double readPerSecond,
    double writtenPerSecond,
    long read,
    long written,
    long failed,
    long waiting,
    Instant lastWrittenAt,
    Long etaSeconds,
    Condition condition) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("source", source)
        .put("target", target)
        .put("enabled", enabled)
        .put("backlog", backlog)
        .put("readPerSecond", readPerSecond)
        .put("writtenPerSecond", writtenPerSecond)
        .put("read", read)
        .put("written", written)
        .put("failed", failed)
        .put("waiting", waiting)
        .put("lastWrittenAt", lastWrittenAt == null ? null : lastWrittenAt.toString())
        .put("etaSeconds", etaSeconds)
        .put("condition", condition == null ? null : condition.toJson());
  }
}
