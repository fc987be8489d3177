package io.tidegate.queue;

import java.time.OffsetDateTime;

/**
 * A change as it is handed to a writer.
 *
 * @param position its place in its lane, counted from 0 without gaps
 * @param change what to write
 * @param redelivered whether it was handed out before and not settled (a crash, a stop, a failed
 *     writer): its effect may or may not have happened
 * @param queuedAt when it was appended
 */
public record Delivery(long position, Change change, boolean redelivered, OffsetDateTime queuedAt) {

  /** The key of the change. */
  public String key() {
    return change.key();
  }
}
