package io.tidegate.workflow.consent;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each side's last complete look for changes began: whatever it did not show was changed after
 * that. Read and written by several verticles.
 */
final class Polls {
  private final Map<Side, Instant> completed = new ConcurrentHashMap<>();

  /** The earliest time when nothing is known. */
  Instant completed(Side side) {
    return completed.getOrDefault(side, Instant.EPOCH);
  }

  void completed(Side side, Instant began) {
    completed.put(side, began);
  }
}
