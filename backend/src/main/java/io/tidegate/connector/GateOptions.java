package io.tidegate.connector;

/**
 * How hard a system may be driven.
 *
 * @param maxConcurrency the most requests in flight at once, 1 or more
 * @param initialConcurrency where the self-adjusting concurrency starts
 * @param requestsPerSecond the pace, evenly spread; 0 for no limit
 * @param averageConcurrency requests in flight on average over some minutes, for a system that
 *     limits the time it spends on them; 0 for no limit
 */
public record GateOptions(
    int maxConcurrency,
    int initialConcurrency,
    double requestsPerSecond,
    double averageConcurrency) {

  /** No limit to the average. */
  public GateOptions(int maxConcurrency, int initialConcurrency, double requestsPerSecond) {
    this(maxConcurrency, initialConcurrency, requestsPerSecond, 0);
  }

  public GateOptions {
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("maxConcurrency must be 1 or more: " + maxConcurrency);
    }
    if (initialConcurrency < 1 || initialConcurrency > maxConcurrency) {
      throw new IllegalArgumentException(
          "initialConcurrency must lie between 1 and maxConcurrency: " + initialConcurrency);
    }
    if (!(requestsPerSecond >= 0) || Double.isInfinite(requestsPerSecond)) {
      throw new IllegalArgumentException(
          "requestsPerSecond must be 0 or more: " + requestsPerSecond);
    }
    if (!(averageConcurrency >= 0) || Double.isInfinite(averageConcurrency)) {
      throw new IllegalArgumentException(
          "averageConcurrency must be 0 or more: " + averageConcurrency);
    }
  }
}
