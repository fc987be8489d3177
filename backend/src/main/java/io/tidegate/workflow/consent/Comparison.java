package io.tidegate.workflow.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a page of sightings with what is remembered, so that only people about whom something
 * may have to be done are queued.
 *
 * @param alone seen on this side only so far
 * @param agreeing of whom both sides say the same
 * @param differing to be reconciled
 */
record Comparison(List<Sighting> alone, List<Sighting> agreeing, List<Change> differing) {

  /**
   * Somebody to be queued.
   *
   * @param since when the change may have been made at the earliest
   */
  record Change(Sighting sighting, Instant since) {}

  /**
   * @param completed when the last complete look at that side began
   */
  static Comparison of(
      Side side, List<Sighting> sightings, Map<String, PersonState> known, Instant completed) {
    Comparison result = new Comparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, Sighting> newest = new LinkedHashMap<>();
    sightings.forEach(
        sighting ->
            newest.merge(
                sighting.person(),
                sighting,
                (one, other) -> other.version() >= one.version() ? other : one));
    for (Sighting sighting : newest.values()) {
      PersonState state =
          known.getOrDefault(sighting.person(), PersonState.unknown(sighting.person()));
      result.add(sighting, state, side, completed);
    }
    return result;
  }

  private void add(Sighting sighting, PersonState state, Side side, Instant completed) {
    PersonState.Half own = state.half(side);
    PersonState.Half other = state.half(side.other());
    boolean old = own.seen() && sighting.version() < own.version();
    // Whoever is queued is read afresh later than now: once for a version is enough.
    boolean queued = own.queued() != null && sighting.version() <= own.queued();
    if (old || queued) {
      return;
    }
    // While something is being settled, what is remembered may not be what the sides say.
    boolean reliable = !state.isPending();
    if (reliable && own.seen() && sighting.consents().equals(own.consents())) {
      return;
    }
    if (reliable && !other.seen()) {
      alone.add(sighting);
    } else if (reliable
        && sighting.consents().equals(other.consents())
        && agrees(sighting.consents(), state.agreed())) {
      agreeing.add(sighting);
    } else {
      differing.add(new Change(sighting, completed));
    }
  }

  /** Whether nothing is remembered that was agreed otherwise. */
  private static boolean agrees(Consents said, Consents agreed) {
    int known = said.known() & agreed.known();
    return (said.optedOut() & known) == (agreed.optedOut() & known);
  }
}
