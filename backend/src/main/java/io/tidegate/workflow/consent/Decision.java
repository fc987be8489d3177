package io.tidegate.workflow.consent;

/**
 * What is to be done about one channel of one person.
 *
 * @param kind nothing else counts when it is {@code NOTHING}
 * @param origin the side that changed; null for both
 * @param optedOut the value decided on
 * @param write the side to write to; null for none
 * @param agreed what both sides agree on afterwards; null for not known
 */
record Decision(Kind kind, Side origin, boolean optedOut, Side write, Boolean agreed) {

  enum Kind {
    /** Both sides say what they said before. */
    NOTHING("nothing"),
    /** Both sides say the same, other than before. */
    AGREED("agreed"),
    /** One side changed; the other follows. */
    PROPAGATED("propagated"),
    /** The policy decided. */
    CONFLICT("conflict"),
    /** The side that would have to be written must not be. */
    KEPT("kept");

    private final String json;

    Kind(String json) {
      this.json = json;
    }

    String json() {
      return json;
    }
  }

  /**
   * Decides.
   *
   * @param agreed what both sides last agreed on; null for not known
   */
  static Decision of(
      Direction direction,
      Policy policy,
      Boolean agreed,
      Observation dynamics,
      Observation campaign) {
    boolean said = dynamics.optedOut();
    if (said == campaign.optedOut()) {
      Kind kind = agreed == null || agreed == said ? Kind.NOTHING : Kind.AGREED;
      return new Decision(kind, null, said, null, said);
    }
    Side changed = changed(agreed, said);
    if (isOwnOptOut(direction, changed, dynamics, campaign)) {
      return new Decision(Kind.KEPT, changed, true, null, agreed);
    }
    boolean optedOut;
    Kind kind;
    if (isConflict(policy, changed, dynamics, campaign)) {
      kind = Kind.CONFLICT;
      optedOut = policy.optsOut(dynamics, campaign);
    } else {
      kind = Kind.PROPAGATED;
      optedOut = !agreed;
    }
    Side write = optedOut == said ? Side.CAMPAIGN : Side.DYNAMICS;
    return direction.writes(write)
        ? new Decision(kind, changed, optedOut, write, optedOut)
        : new Decision(Kind.KEPT, changed, optedOut, null, agreed);
  }

  /** Of two sides that differ, the one that no longer says what was agreed. */
  private static Side changed(Boolean agreed, boolean dynamics) {
    if (agreed == null) {
      return null;
    }
    return agreed == dynamics ? Side.CAMPAIGN : Side.DYNAMICS;
  }

  /**
   * Whether a person is opted out on the side that is only written, not on the one that is read,
   * and the latter has not changed: that stands until it does.
   */
  private static boolean isOwnOptOut(
      Direction direction, Side changed, Observation dynamics, Observation campaign) {
    return switch (direction) {
      case DYNAMICS_TO_CAMPAIGN -> campaign.optedOut() && changed != Side.DYNAMICS;
      case CAMPAIGN_TO_DYNAMICS -> dynamics.optedOut() && changed != Side.CAMPAIGN;
      case OFF, BOTH -> false;
    };
  }

  private static boolean isConflict(
      Policy policy, Side changed, Observation dynamics, Observation campaign) {
    if (changed == null || policy == Policy.CAMPAIGN_NEWER_ELSE_OPT_OUT) {
      return true;
    }
    return (changed == Side.DYNAMICS ? campaign : dynamics).modified();
  }
}
