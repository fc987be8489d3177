package io.tidegate.workflow.ingress;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Mark;

/**
 * How far a flow has come in this run, for those whose records link to its own. Safe to call from
 * any thread.
 *
 * <p>A parent that existed when its child was read is shown by every look for changes that began
 * after that, if it was not shown before. So when such a look has ended and what it has queued is
 * settled, the flow has either written the parent or will not do so by itself.
 */
final class FlowProgress {
  /** A look for changes that has ended: what it found lies below the mark. */
  private record Look(long began, Mark mark) {}

  private record State(Look last, long settled, boolean parked) {}

  /** A flow that is switched off. */
  static final FlowProgress OFF = new FlowProgress(null, true);

  private final AddressQueue queue;
  private volatile Look last;
  private volatile boolean parked;

  /** A flow that runs. */
  FlowProgress(AddressQueue queue) {
    this(queue, false);
  }

  private FlowProgress(AddressQueue queue, boolean parked) {
    this.queue = queue;
    this.parked = parked;
  }

  /**
   * A look for changes has ended, and what it found is queued.
   *
   * @param began milliseconds since 1970
   */
  void looked(long began) {
    last = new Look(began, queue.mark());
  }

  /** Whether it stands still until a person does something. */
  void park(boolean standsStill) {
    parked = standsStill;
  }

  boolean isParked() {
    return parked;
  }

  /**
   * Whether it is still on the way to bringing a record that existed at a time.
   *
   * @param at milliseconds since 1970
   */
  boolean mayBring(String key, long at) {
    Look look = last;
    return !parked && (look == null || look.began() <= at || !queue.isSettled(key, look.mark()));
  }

  /** Differs from what it was whenever what the others say may have changed. */
  Object state() {
    return new State(last, queue == null ? 0 : queue.depth().settled(), parked);
  }
}
