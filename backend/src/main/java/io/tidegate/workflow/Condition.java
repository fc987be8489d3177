package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Why a running flow does not move as it should, although it recovers by itself (or, for {@link
 * Code#DELETIONS_HELD}, as soon as a person decides).
 *
 * @param code what kind of condition
 * @param system the system that causes it: {@code dynamics}, {@code campaign}, {@code database};
 *     null where it is none of them
 * @param flow the flow concerned
 * @param message an English sentence for the operator
 * @param attempt the number of failed attempts so far, 0 where attempts do not apply
 * @param until when the flow goes on or tries again; null where no time is known
 * @param since when the condition began
 */
public record Condition(
    Code code,
    String system,
    String flow,
    String message,
    int attempt,
    Instant until,
    Instant since) {

  /** The kinds of condition, the gravest last. */
  public enum Code {
    /** The target's existing records are being read, so that none is created twice. */
    INDEXING("indexing"),
    /** The source is read whole because its delta token has expired, or for a replay. */
    RESYNCHRONISING("resynchronising"),
    /** Some records wait for contacts that Dynamics 365 does not have yet. */
    WAITING_FOR_CONTACTS("waitingForContacts"),
    /** Some records wait for the records they link to, which another flow brings. */
    WAITING_FOR_PARENTS("waitingForParents"),
    /** An export file ends in the middle of a record; the rest of it is awaited. */
    FILE_INCOMPLETE("fileIncomplete"),
    /** The system asked for a pause (Retry-After). */
    THROTTLED("throttled"),
    /** A request failed in a way that waiting may mend. */
    RETRYING("retrying"),
    /** An export file cannot be read; it is left in place, others go on. */
    FILE_UNREADABLE("fileUnreadable"),
    /** Tidegate's own database does not answer. */
    DATABASE_UNAVAILABLE("databaseUnavailable"),
    /** A mass deletion waits for a person's decision. */
    DELETIONS_HELD("deletionsHeld"),
    /** The mapping no longer fits one of the systems; nothing is read or written until it does. */
    SCHEMA_MISMATCH("schemaMismatch");

    private final String json;

    Code(String json) {
      this.json = json;
    }

    /** The code as the API writes it. */
    public String json() {
      return json;
    }
  }

  /** The gravest is the greatest. */
  static final Comparator<Condition> BY_GRAVITY = Comparator.comparing(Condition::code);

  /** Tidegate's own database does not answer; it is tried again. */
  public static Condition databaseUnavailable(String flow, int attempt, Duration nextTry) {
    Instant now = Instant.now();
    return new Condition(
        Code.DATABASE_UNAVAILABLE,
        "database",
        flow,
        "Tidegate's database does not answer.",
        attempt,
        now.plus(nextTry),
        now);
  }

  /** Another service works on the database, and this one waits until it ends. */
  public static Condition databaseTaken() {
    return new Condition(
        Code.DATABASE_UNAVAILABLE,
        "database",
        null,
        "Another Tidegate service works on the database; this one waits until it ends.",
        0,
        null,
        Instant.now());
  }

  /** Something unforeseen happened; the workflow is started again. */
  static Condition restarting(String flow, int attempt, Duration delay) {
    Instant now = Instant.now();
    return new Condition(
        Code.RETRYING,
        null,
        flow,
        "The workflow is restarted after an unforeseen error; the service's log has it.",
        attempt,
        now.plus(delay),
        now);
  }

  /** The same condition, of one flow. */
  Condition of(String one) {
    return new Condition(code, system, one, message, attempt, until, since);
  }

  /** The same condition as it began at an earlier moment. */
  Condition startedAt(Instant earlier) {
    return new Condition(code, system, flow, message, attempt, until, earlier);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("code", code.json())
        .put("system", system)
        .put("flow", flow)
        .put("message", message)
        .put("attempt", attempt)
        .put("until", until == null ? null : until.toString())
        .put("since", since.toString());
  }
}
