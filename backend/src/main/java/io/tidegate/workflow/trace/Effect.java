package io.tidegate.workflow.trace;

/** What settling a change came to. */
public enum Effect {
  /** The target has it. */
  WRITTEN(0, "written", null),
  /** A record was created with it. */
  CREATED(1, "written", "created"),
  /** A record was updated with it. */
  UPDATED(2, "written", "updated"),
  /** The target had it already. */
  UNCHANGED(3, "unchanged", null),
  /** The record is not at the target any more. */
  DELETED(4, "deleted", null),
  /** It is a dead letter. */
  REFUSED(5, "refused", null),
  /** It was set aside, and comes again. */
  WAITING(6, "waiting", null);

  private final short code;
  private final String step;
  private final String answer;

  Effect(int code, String step, String answer) {
    this.code = (short) code;
    this.step = step;
    this.answer = answer;
  }

  /** How it is stored; never changes. */
  short code() {
    return code;
  }

  static Effect of(int code) {
    for (Effect effect : values()) {
      if (effect.code == code) {
        return effect;
      }
    }
    throw new IllegalArgumentException("No effect is stored as " + code);
  }

  /** As the API names the step. */
  String step() {
    return step;
  }

  /** What it says of itself; null for nothing. */
  String answer() {
    return answer;
  }
}
