package io.tidegate.workflow.ingress;

import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.trace.Effect;

/** What became of one record. */
sealed interface Outcome {

  /** It is at the target, by a call of ours or because it was there already. */
  record Written(RecordMap.Entry entry, Effect effect, int attempts) implements Outcome {}

  /** It is not, or no longer, at the target. */
  record Deleted(int attempts) implements Outcome {}

  /** Its person was erased from the queue: nothing is left to write, the target is as it was. */
  record Erased() implements Outcome {}

  /**
   * The target, or the mapping, refuses it for good.
   *
   * @param answer the target's; null when it was not the target that refused
   * @param mayExist whether an attempt may have succeeded unseen; it is looked up if it comes again
   */
  record Refused(ReasonCode code, String reason, String answer, int attempts, boolean mayExist)
      implements Outcome {

    /** The same, now that its cause is known. */
    Refused because(ReasonCode cause) {
      return new Refused(cause, reason, answer, attempts, mayExist);
    }
  }

  /** It waits for another record, and is read again at the source when that may be there. */
  record SetAside(WaitingRecords.Waiting waiting, boolean mayExist) implements Outcome {}

  /** The run stopped first; it is put back. */
  record Unfinished() implements Outcome {}
}
