package io.tidegate.workflow.reconciliation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * A comparison of both sides of a flow, as it is shown.
 *
 * @param phase null before its turn, and when it has ended
 * @param eta when the present phase will have ended at the present pace; null when not known
 * @param found differences by kind
 * @param pending keys that differ and have a change on its way: no differences
 * @param fields differences by field
 * @param condition why it does not move, an English sentence; null when it does
 * @param cause why it FAILED; else null
 * @param remedy what a person can do about that; else null
 */
public record Reconciliation(
    long id,
    String workflow,
    String flow,
    Status status,
    Trigger trigger,
    Instant startedAt,
    Instant endedAt,
    Phase phase,
    Progress source,
    Progress target,
    Instant eta,
    Map<Kind, Long> found,
    long pending,
    Map<String, Long> fields,
    String condition,
    String cause,
    String remedy) {

  /** Where it stands. */
  public enum Status {
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED
  }

  /** Why it was begun. */
  public enum Trigger {
    DEMAND("demand"),
    SCHEDULE("schedule");

    private final String json;

    Trigger(String json) {
      this.json = json;
    }

    public String json() {
      return json;
    }

    static Trigger ofJson(String json) {
      return json.equals(DEMAND.json) ? DEMAND : SCHEDULE;
    }
  }

  /** What it does, in this order. */
  public enum Phase {
    COUNTING("counting"),
    READING_SOURCE("readingSource"),
    READING_TARGET("readingTarget"),
    COMPARING("comparing"),
    CONFIRMING("confirming");

    private final String json;

    Phase(String json) {
      this.json = json;
    }

    public String json() {
      return json;
    }

    static Phase ofJson(String json) {
      for (Phase phase : values()) {
        if (phase.json.equals(json)) {
          return phase;
        }
      }
      return null;
    }
  }

  /**
   * How far a side was read.
   *
   * @param expected how many there are, by what the system said; null where it did not
   */
  public record Progress(long read, Long expected) {
    JsonObject toJson() {
      return new JsonObject().put("read", read).put("expected", expected);
    }
  }

  public Reconciliation {
    Map<Kind, Long> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, found.getOrDefault(kind, 0L));
    }
    found = Map.copyOf(all);
    fields = Map.copyOf(fields);
  }

  /** The same, with what the run that does it knows. */
  Reconciliation with(Instant newEta, String newCondition) {
    return new Reconciliation(
        id,
        workflow,
        flow,
        status,
        trigger,
        startedAt,
        endedAt,
        phase,
        source,
        target,
        newEta,
        found,
        pending,
        fields,
        newCondition,
        cause,
        remedy);
  }

  public JsonObject toJson() {
    JsonObject differences = new JsonObject();
    for (Kind kind : Kind.values()) {
      differences.put(kind.json(), found.get(kind));
    }
    JsonArray byField = new JsonArray();
    fields.entrySet().stream()
        .sorted(
            Comparator.comparing(Map.Entry<String, Long>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            field ->
                byField.add(
                    new JsonObject().put("field", field.getKey()).put("count", field.getValue())));
    return new JsonObject()
        .put("id", id)
        .put("workflow", workflow)
        .put("flow", flow)
        .put("status", status.name())
        .put("trigger", trigger.json())
        .put("startedAt", startedAt.toString())
        .put("endedAt", text(endedAt))
        .put("phase", phase == null ? null : phase.json())
        .put("source", source.toJson())
        .put("target", target.toJson())
        .put("eta", text(eta))
        .put("differences", differences)
        .put("pending", pending)
        .put("fields", byField)
        .put("condition", condition)
        .put("cause", cause)
        .put("remedy", remedy);
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
