package io.tidegate.workflow.reconciliation;

import java.util.List;

/**
 * Which differences of a reconciliation are meant; null means any.
 *
 * @param ids with one of these ids; or null
 * @param kind of this kind; or null
 * @param field in which this field differs; or null
 * @param state in this state; or null
 * @param upTo with an id that is not greater
 */
public record DifferenceFilter(
    List<Long> ids, Kind kind, String field, Difference.State state, long upTo) {

  public DifferenceFilter {
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** Those with these ids. */
  public static DifferenceFilter of(List<Long> ids) {
    return new DifferenceFilter(ids, null, null, null, Long.MAX_VALUE);
  }

  /** The same, in a state only. */
  DifferenceFilter in(Difference.State only) {
    return new DifferenceFilter(ids, kind, field, only, upTo);
  }
}
