package io.tidegate.workflow.reconciliation;

import io.tidegate.workflow.reconciliation.Staging.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has become of some candidates, each read afresh when nothing was on its way for it.
 *
 * <p>A candidate is a difference if it differs still and the source is as it was when it was read
 * before: then all that the source had to say has been written, and what was read of the target is
 * what came of it. If the source has changed in between, the change may be on its way again, so the
 * candidate is looked at once more.
 *
 * @param differences those that differ
 * @param again those that are to be looked at once more
 * @param equal the keys of those that do not differ
 */
record Confirmation(List<Sides.Compared> differences, List<Candidate> again, List<String> equal) {

  /**
   * Judges.
   *
   * @param onTheirWay those that something is on its way for: they were not read
   * @param fresh the others
   * @param readAt not after they were read
   */
  static Confirmation of(
      List<Candidate> candidates,
      Set<String> onTheirWay,
      List<Sides.Compared> fresh,
      Instant readAt) {
    Map<String, Sides.Compared> byKey = new HashMap<>();
    fresh.forEach(each -> byKey.put(each.key(), each));
    Confirmation result = new Confirmation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Candidate candidate : candidates) {
      Optional<Sides.Compared> now = Optional.ofNullable(byKey.get(candidate.key()));
      if (onTheirWay.contains(candidate.key()) || now.isEmpty()) {
        result.again.add(candidate.again());
      } else if (now.get().kind().isEmpty()) {
        result.equal.add(candidate.key());
      } else if (candidate.isSame(now.get().source())) {
        result.differences.add(now.get());
      } else {
        result.again.add(candidate.again(now.get().source(), readAt));
      }
    }
    return result;
  }
}
