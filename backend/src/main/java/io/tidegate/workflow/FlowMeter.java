package io.tidegate.workflow;

import io.tidegate.queue.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts and rates of a flow, from its queue's depth. A rate is what really passed within the last
 * ten seconds, so that a burst is soon forgotten and the time left is not guessed from the past.
 * Confined to the supervisor's context.
 */
final class FlowMeter {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private record Sample(Instant at, Depth depth) {}

  /** The oldest is the youngest that lies a window back, or the very first. */
  private final Deque<Sample> samples = new ArrayDeque<>();

  private Instant lastWrittenAt;

  FlowMeter(Depth depth, Instant now) {
    samples.add(new Sample(now, depth));
  }

  /** Takes a sample; true when anything that is shown has changed. */
  boolean sample(Depth depth, Instant now) {
    double readBefore = readPerSecond();
    double writtenBefore = writtenPerSecond();
    Depth last = depth();
    if (depth.settled() > last.settled()) {
      lastWrittenAt = now;
    }
    samples.addLast(new Sample(now, depth));
    Instant windowStart = now.minus(WINDOW);
    while (samples.size() > 2 && !second().at().isAfter(windowStart)) {
      samples.removeFirst();
    }
    return !depth.equals(last)
        || readBefore != readPerSecond()
        || writtenBefore != writtenPerSecond();
  }

  private Sample second() {
    var iterator = samples.iterator();
    iterator.next();
    return iterator.next();
  }

  Depth depth() {
    return samples.getLast().depth();
  }

  double readPerSecond() {
    return perSecond(samples.getLast().depth().appended() - samples.getFirst().depth().appended());
  }

  double writtenPerSecond() {
    return perSecond(samples.getLast().depth().settled() - samples.getFirst().depth().settled());
  }

  Instant lastWrittenAt() {
    return lastWrittenAt;
  }

  /** Seconds until the backlog is written at the present rates; null while it does not fall. */
  Long etaSeconds() {
    if (depth().pending() == 0) {
      return 0L;
    }
    double falling = writtenPerSecond() - readPerSecond();
    return falling < 0.05 ? null : (long) Math.ceil(depth().pending() / falling);
  }

  private double perSecond(long count) {
    double seconds =
        Duration.between(samples.getFirst().at(), samples.getLast().at()).toNanos() / 1e9;
    return seconds <= 0 ? 0 : Math.round(count / Math.max(seconds, 1) * 10) / 10.0;
  }
}
