package io.tidegate.workflow.deadletter;

import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.ReasonCode;
import java.util.List;

/**
 * Which dead letters are meant; null means any.
 *
 * @param ids with one of these ids; or null
 * @param workflow of this workflow; or null
 * @param flow of this flow; or null
 * @param reasonCode refused for this reason; or null
 * @param key of the record with this key; or null
 * @param upTo with an id that is not greater
 */
public record DeadLetterFilter(
    List<Long> ids, String workflow, String flow, ReasonCode reasonCode, String key, long upTo) {

  public DeadLetterFilter {
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** Those with these ids. */
  public static DeadLetterFilter of(List<Long> ids) {
    return new DeadLetterFilter(ids, null, null, null, null, Long.MAX_VALUE);
  }

  /** All of a workflow. */
  public static DeadLetterFilter of(String workflow) {
    return new DeadLetterFilter(null, workflow, null, null, null, Long.MAX_VALUE);
  }

  boolean includes(FlowAddress address) {
    return (workflow == null || workflow.equals(address.workflow()))
        && (flow == null || flow.equals(address.flow()));
  }
}
