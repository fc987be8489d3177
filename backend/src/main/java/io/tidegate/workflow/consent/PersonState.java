package io.tidegate.workflow.consent;

import java.time.Instant;

/**
 * What is remembered of a person.
 *
 * @param agreed what both sides last agreed on
 * @param noted how many changes the feeds have noted so far
 */
record PersonState(String person, Half dynamics, Half campaign, Consents agreed, long noted) {

  /**
   * One side, as it was when it was last settled.
   *
   * @param version null: never seen there
   * @param settled the version when both sides were last read together and agreed, or that we
   *     wrote; null: never
   * @param queued the newest version for which the person was queued; null: none
   * @param since a change on this side that is not settled yet was made after this; null: none is
   *     known of
   * @param href where the record is; Campaign only, may be null
   */
  record Half(
      Consents consents, Long version, Long settled, Long queued, Instant since, String href) {
    static final Half UNSEEN = new Half(Consents.NONE, null, null, null, null, null);

    boolean seen() {
      return version != null;
    }

    /** The same, with a change that is not settled and was made after this. */
    Half changedSince(Instant earliest) {
      return new Half(consents, version, settled, queued, earliest, href);
    }

    /** Settled with what was just read. */
    static Half of(Sighting sighting) {
      String href = sighting.address().startsWith("W/") ? null : sighting.address();
      return new Half(
          sighting.consents(),
          sighting.version(),
          sighting.version(),
          null,
          null,
          href == null || href.isEmpty() ? null : href);
    }
  }

  /** Whether a change is not settled yet, or just being settled. */
  boolean isPending() {
    return dynamics.since() != null || campaign.since() != null;
  }

  static PersonState unknown(String person) {
    return new PersonState(person, Half.UNSEEN, Half.UNSEEN, Consents.NONE, 0);
  }

  Half half(Side side) {
    return side == Side.DYNAMICS ? dynamics : campaign;
  }

  PersonState with(Side side, Half half) {
    return side == Side.DYNAMICS
        ? new PersonState(person, half, campaign, agreed, noted)
        : new PersonState(person, dynamics, half, agreed, noted);
  }

  PersonState with(Consents agreedNow) {
    return new PersonState(person, dynamics, campaign, agreedNow, noted);
  }
}
