package io.tidegate.queue;

/**
 * A change as it is handed to a writer.
 *
 * @param position its place in its lane, counted from 0 without gaps
 * @param change what to write
 * @param redelivered whether it was handed out before and not settled (a crash, a stop, a failed
 *     writer): its effect may or may not have happened
 */
public record Delivery(long position, Change change, boolean redelivered) {

  /** The key of the change. */
  public String key() {
    return change.key();
  }
}
