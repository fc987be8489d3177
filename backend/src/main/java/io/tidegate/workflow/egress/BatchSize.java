package io.tidegate.workflow.egress;

/**
 * How many rows go into one request: as many as configured, half as many when that takes Dynamics
 * too long or is too large for it, and slowly more again.
 */
final class BatchSize {
  private final int most;
  private int current;

  BatchSize(int most) {
    this.most = most;
    this.current = most;
  }

  int current() {
    return current;
  }

  /** A request with so many rows was too much. */
  void tooLarge(int rows) {
    current = Math.max(1, Math.min(current, rows / 2));
  }

  /** A request with so many rows was answered. */
  void answered(int rows) {
    if (rows >= current) {
      current = Math.min(most, current + Math.max(1, most / 20));
    }
  }
}
