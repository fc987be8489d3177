package io.tidegate.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The gate's decisions, without threads or timers: may a request go now, and what does an outcome
 * teach. Time is a parameter, in nanoseconds from a start at 0. Not thread-safe.
 *
 * <ul>
 *   <li><b>Concurrency</b> is halved when the system throttles or times out, and grows by one after
 *       a clean period in which it was used to the full. Requests that were already under way when
 *       it was halved do not halve it again.
 *   <li><b>Pace</b>: requests are spread evenly (GCRA), a tenth of a second's worth may bunch.
 *   <li><b>Server time</b>: {@link ServerTime}.
 *   <li><b>Pause</b>: for {@code Retry-After}, or for a growing time where the system throttles
 *       without naming one; jittered, so that several services do not come back as one.
 * </ul>
 */
final class Admission {

  /** The answer of {@link #waitBefore} when only the end of a request in flight can help. */
  static final long FULL = Long.MAX_VALUE;

  static final long CLEAN_PERIOD = TimeUnit.SECONDS.toNanos(10);
  static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);

  private static final double BURST_SECONDS = 0.1;

  private final RandomGenerator random;
  private long interval;
  private long slack;
  private final ServerTime serverTime;

  private int ceiling;
  private int limit;
  private int inFlight;
  private boolean adjusted;
  private boolean usedToTheFull;
  private long cleanSince = -1;
  private long lastCongestion = -1;
  private long pausedUntil = -1;
  private int backOffs;
  private long nextSlot;

  Admission(GateOptions options, RandomGenerator random) {
    this.random = random;
    this.ceiling = options.maxConcurrency();
    this.limit = options.initialConcurrency();
    this.serverTime = new ServerTime(options.averageConcurrency());
    pace(options.requestsPerSecond());
  }

  private void pace(double rate) {
    interval = rate > 0 ? (long) (TimeUnit.SECONDS.toNanos(1) / rate) : 0;
    slack = (long) (Math.max(0, rate * BURST_SECONDS - 1) * interval);
  }

  /** From now on, other options hold; what was learnt of the system stays. */
  void retune(long now, GateOptions options) {
    pace(options.requestsPerSecond());
    serverTime.retune(now, options.averageConcurrency());
    ceiling = options.maxConcurrency();
    limit = adjusted ? Math.min(limit, ceiling) : options.initialConcurrency();
  }

  int limit() {
    return limit;
  }

  int inFlight() {
    return inFlight;
  }

  long pausedUntil() {
    return pausedUntil;
  }

  /** Nanoseconds until a request may go: 0 for now, {@link #FULL} while time alone is no help. */
  long waitBefore(long now) {
    if (inFlight >= limit) {
      return FULL;
    }
    long pause = now < pausedUntil ? pausedUntil - now : 0;
    long pace = interval > 0 ? nextSlot - slack - now : 0;
    return Math.max(serverTime.waitBefore(now), Math.max(pause, Math.max(0, pace)));
  }

  void started(long now) {
    inFlight++;
    serverTime.started(now);
    usedToTheFull |= inFlight == limit;
    nextSlot = Math.max(nextSlot, now) + interval;
    if (cleanSince == -1) {
      cleanSince = now;
    }
  }

  /** The system answered, be it with a refusal. */
  void answered(long startedAt, long now) {
    ended(now);
    if (startedAt < lastCongestion) {
      return;
    }
    backOffs = 0;
    if (usedToTheFull && limit < ceiling && now - cleanSince >= CLEAN_PERIOD) {
      limit++;
      usedToTheFull = false;
      cleanSince = now;
    }
  }

  /** The call ended without telling anything about the system's load. */
  void ended(long now) {
    inFlight--;
    serverTime.ended(now);
  }

  void timedOut(long startedAt, long now) {
    ended(now);
    if (startedAt >= lastCongestion) {
      congested(now);
    }
  }

  void throttled(long startedAt, long now, Optional<Duration> retryAfter) {
    ended(now);
    boolean news = startedAt >= lastCongestion;
    if (news) {
      congested(now);
    }
    if (retryAfter.isPresent()) {
      long wait = retryAfter.get().toNanos();
      long jitter = Math.min(wait / 10, TimeUnit.SECONDS.toNanos(1));
      pauseUntil(now + wait + random.nextLong(jitter + 1));
    } else if (news) {
      long wait =
          Math.min(
              FIRST_BACK_OFF.toNanos() << Math.min(backOffs++, 16), LONGEST_BACK_OFF.toNanos());
      pauseUntil(now + wait / 2 + random.nextLong(wait / 2 + 1));
    }
  }

  /** The system names the parallelism it takes best: start from it, never go beyond it. */
  void recommended(int parallelism, int maximum) {
    ceiling = Math.max(1, Math.min(parallelism, maximum));
    limit = adjusted ? Math.min(limit, ceiling) : ceiling;
    adjusted = true;
  }

  private void congested(long now) {
    limit = Math.max(1, limit / 2);
    adjusted = true;
    usedToTheFull = false;
    cleanSince = now;
    lastCongestion = now + 1;
  }

  private void pauseUntil(long instant) {
    pausedUntil = Math.max(pausedUntil, instant);
    cleanSince = pausedUntil;
  }
}
