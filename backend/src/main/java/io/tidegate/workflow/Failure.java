package io.tidegate.workflow;

import io.tidegate.connector.UnusableException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Why a workflow FAILED: something that no waiting mends.
 *
 * @param code what kind of failure, for scripts
 * @param system {@code dynamics}, {@code campaign}, {@code database}, or null for Tidegate itself
 * @param cause an English sentence: what happened, to which record or request
 * @param remedy an English sentence: what a person can do about it
 * @param at when it happened
 */
public record Failure(Code code, String system, String cause, String remedy, Instant at) {

  /** The kinds of failure. */
  public enum Code {
    /** A system refuses what it is asked: credentials, privileges, configuration. */
    UNUSABLE("unusable"),
    /** The mapping does not fit the live schema. */
    SCHEMA_MISMATCH("schemaMismatch"),
    /** The restart budget is used up. */
    RESTARTS_EXHAUSTED("restartsExhausted");

    private final String json;

    Code(String json) {
      this.json = json;
    }

    public String json() {
      return json;
    }
  }

  /** A system refuses what it is asked. */
  public static Failure unusable(UnusableException unusable) {
    return new Failure(
        Code.UNUSABLE, unusable.system(), unusable.cause(), unusable.remedy(), Instant.now());
  }

  /** A mapping does not fit the live schemas; the problems are whole sentences. */
  public static Failure mismatch(List<String> problems) {
    return new Failure(
        Code.SCHEMA_MISMATCH,
        null,
        "The mapping does not fit: " + String.join(" ", problems),
        "Restore what is missing, or take it out of the mapping, then start the workflow again.",
        Instant.now());
  }

  /** What a run is pinned to cannot be read, so that it cannot go on. */
  static Failure unreadable(RuntimeException cause) {
    return new Failure(
        Code.SCHEMA_MISMATCH,
        null,
        cause.getMessage() + ": it was stored by another version of Tidegate.",
        "Start the workflow again; it then runs on the configuration that is saved.",
        Instant.now());
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("code", code.json())
        .put("system", system)
        .put("cause", cause)
        .put("remedy", remedy)
        .put("at", at.toString());
  }
}
