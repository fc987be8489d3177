package io.tidegate.workflow.egress;

/** What became of an event. */
sealed interface RowOutcome {

  /** Its activity is there. */
  record Written() implements RowOutcome {}

  /** Dynamics has no such contact (yet). */
  record ContactMissing() implements RowOutcome {}

  /** Dynamics refuses it for good. */
  record Refused(String reason, String answer) implements RowOutcome {}
}
