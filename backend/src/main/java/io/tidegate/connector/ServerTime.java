package io.tidegate.connector;

import java.util.concurrent.TimeUnit;

/**
 * The budget of a system that limits the time it spends on our requests (Dynamics: 1200 s in any
 * 300 s, an average of four at once). What is saved up grows by the allowed average and shrinks by
 * the number in flight; a request may go while some is left. So a pause allows a burst, and over
 * any longer time the average is kept. Time that an answer takes on the wire is counted too, to be
 * on the safe side.
 *
 * <p>Starts with nothing saved: what a service used up just before it was restarted is not known.
 */
final class ServerTime {
  /**
   * What can be saved up. With an average of 3.8 the most in 300 s is 3.8 × 300 + 40 = 1180 s,
   * which leaves 20 s for what is in flight when the budget runs out.
   */
  static final double MOST_SAVED = (double) TimeUnit.SECONDS.toNanos(40);

  private double average;
  private double saved;
  private long at;
  private int inFlight;

  /**
   * @param average of requests in flight; 0 for no limit
   */
  ServerTime(double average) {
    this.average = average;
  }

  /** From now on, another average holds. */
  void retune(long now, double other) {
    saved = average == 0 ? 0 : savedAt(now);
    at = now;
    average = other;
  }

  /** Nanoseconds until a request may go; {@link Admission#FULL} when only an end can help. */
  long waitBefore(long now) {
    if (average == 0) {
      return 0;
    }
    double left = savedAt(now);
    if (left >= 0) {
      return 0;
    }
    return inFlight >= average ? Admission.FULL : (long) (-left / (average - inFlight)) + 1;
  }

  void started(long now) {
    changed(now, 1);
  }

  void ended(long now) {
    changed(now, -1);
  }

  private void changed(long now, int by) {
    saved = savedAt(now);
    at = now;
    inFlight += by;
  }

  private double savedAt(long now) {
    return Math.min(MOST_SAVED, saved + (now - at) * (average - inFlight));
  }
}
