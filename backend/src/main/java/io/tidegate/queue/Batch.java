package io.tidegate.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Consecutive deliveries of one lane, oldest first.
 *
 * @param address the queue it is from
 * @param lane the lane it is from
 * @param deliveries the changes, their positions without gaps
 */
public record Batch(String address, int lane, List<Delivery> deliveries) {

  public Batch {
    deliveries = List.copyOf(deliveries);
  }

  /** Whether nothing was pending. */
  public boolean isEmpty() {
    return deliveries.isEmpty();
  }

  /** How many deliveries it holds. */
  public int size() {
    return deliveries.size();
  }

  /** The position of the oldest delivery. */
  public long first() {
    return deliveries.get(0).position();
  }

  /** The position of the newest delivery. */
  public long last() {
    return deliveries.get(deliveries.size() - 1).position();
  }

  /** The position after the newest delivery: settling up to here settles the whole batch. */
  public long end() {
    return last() + 1;
  }

  /**
   * For each key only its newest delivery, in the order of their positions. A delivery that
   * replaces a redelivered one counts as redelivered itself, since something with that key may have
   * been written already.
   */
  public List<Delivery> coalesced() {
    Map<String, Delivery> newest = new HashMap<>();
    for (Delivery delivery : deliveries) {
      newest.merge(delivery.key(), delivery, Batch::replace);
    }
    List<Delivery> kept = new ArrayList<>(newest.size());
    for (Delivery delivery : deliveries) {
      Delivery last = newest.get(delivery.key());
      if (last.position() == delivery.position()) {
        kept.add(last);
      }
    }
    return kept;
  }

  private static Delivery replace(Delivery older, Delivery newer) {
    return new Delivery(
        newer.position(),
        newer.change(),
        older.redelivered() || newer.redelivered(),
        newer.queuedAt());
  }

  /** Without the deliveries: they hold personal data. */
  @Override
  public String toString() {
    return isEmpty()
        ? "Batch[" + address + "/" + lane + ", empty]"
        : "Batch[" + address + "/" + lane + ", " + first() + ".." + last() + "]";
  }
}
