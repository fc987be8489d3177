package io.tidegate.workflow.trace;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What became of one change of a record.
 *
 * @param at when; of a change that is pending, when it was queued
 * @param step {@code queued}, {@code held}, {@code written}, {@code unchanged}, {@code deleted},
 *     {@code refused} or {@code waiting}
 * @param operation {@code UPSERT} or {@code DELETE}
 * @param readAt when it was read at the source and queued
 * @param position its place in its lane
 * @param version the version of the workflow's document that its writer was pinned to; null where
 *     it is not known yet
 * @param attempts how often it was tried
 * @param answer a few words; null for none
 * @param deadLetter the dead letter it became, while that is there; else null
 * @param ahead how many changes of its lane come before it; null unless it is pending
 * @param eta when it will probably be written; null where nobody can say
 */
public record TraceStep(
    Instant at,
    String step,
    String operation,
    Instant readAt,
    long position,
    int lane,
    Long version,
    int attempts,
    String answer,
    Long deadLetter,
    Long ahead,
    Instant eta) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("at", at.toString())
        .put("step", step)
        .put("operation", operation)
        .put("readAt", readAt.toString())
        .put("position", position)
        .put("lane", lane)
        .put("version", version)
        .put("attempts", attempts)
        .put("answer", answer)
        .put("deadLetter", deadLetter)
        .put("ahead", ahead)
        .put("eta", eta == null ? null : eta.toString());
  }
}
