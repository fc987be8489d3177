package io.tidegate.workflow;

import io.tidegate.queue.Depth;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts and rates of a flow, from its queue's depth. Rates are exponentially weighted over about
 * ten seconds. Confined to the supervisor's context.
 */
final class FlowMeter {
  private static final double WINDOW_SECONDS = 10;

  private Depth last;
  private Instant lastAt;
  private Instant lastWrittenAt;
  private double readRate;
  private double writtenRate;

  FlowMeter(Depth depth, Instant now) {
    last = depth;
    lastAt = now;
  }

  /** Takes a sample; true when a count has changed since the one before. */
  boolean sample(Depth depth, Instant now) {
    double seconds = Duration.between(lastAt, now).toNanos() / 1e9;
    if (seconds <= 0) {
      return false;
    }
    double weight = 1 - Math.exp(-seconds / WINDOW_SECONDS);
    readRate += weight * ((depth.appended() - last.appended()) / seconds - readRate);
    writtenRate += weight * ((depth.settled() - last.settled()) / seconds - writtenRate);
    boolean changed = !depth.equals(last);
    if (depth.settled() > last.settled()) {
      lastWrittenAt = now;
    }
    last = depth;
    lastAt = now;
    return changed || readRate > 0.05 || writtenRate > 0.05;
  }

  Depth depth() {
    return last;
  }

  double readPerSecond() {
    return rounded(readRate);
  }

  double writtenPerSecond() {
    return rounded(writtenRate);
  }

  Instant lastWrittenAt() {
    return lastWrittenAt;
  }

  /** Seconds until the backlog is written at the present rates; null while it does not fall. */
  Long etaSeconds() {
    if (last.pending() == 0) {
      return 0L;
    }
    double falling = writtenRate - readRate;
    return falling < 0.05 ? null : (long) Math.ceil(last.pending() / falling);
  }

  private static double rounded(double rate) {
    return rate < 0.05 ? 0 : Math.round(rate * 10) / 10.0;
  }
}
