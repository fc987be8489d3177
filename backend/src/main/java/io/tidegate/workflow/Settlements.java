package io.tidegate.workflow;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import java.util.Collection;
import java.util.List;

/** Turns what became of a batch's records into the settlement of the batch. */
public final class Settlements {
  private Settlements() {}

  /**
   * Settles up to the first record whose key is unfinished; what lies behind it comes again.
   *
   * @param refused also those behind, which are no dead letters yet
   */
  public static Settlement settlement(
      Batch batch, Collection<String> unfinishedKeys, List<Refusal> refused) {
    long upTo =
        batch.deliveries().stream()
            .filter(delivery -> unfinishedKeys.contains(delivery.key()))
            .mapToLong(Delivery::position)
            .findFirst()
            .orElse(batch.end());
    List<Refusal> settled =
        refused.stream().filter(refusal -> refusal.delivery().position() < upTo).toList();
    return new Settlement(upTo, settled, null);
  }
}
