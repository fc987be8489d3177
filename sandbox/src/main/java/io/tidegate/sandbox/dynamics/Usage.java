package io.tidegate.sandbox.dynamics;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What one application user has used of the {@link ServiceProtection} limits: a ring of seconds as
 * long as the window.
 */
public final class Usage {
  private static final long CONCURRENCY_PAUSE_SECONDS = 2;

  private final InstantSource clock;
  private final int[] requests;
  private final long[] executionMillis;
  private long current;
  private long totalRequests;
  private long totalMillis;
  private long blockedUntil = Long.MIN_VALUE;
  private String blockedCode = "";
  private int inFlight;

  Usage(InstantSource clock, int windowSeconds) {
    this.clock = clock;
    this.requests = new int[windowSeconds];
    this.executionMillis = new long[windowSeconds];
    this.current = clock.instant().getEpochSecond();
  }

  synchronized ServiceProtection.Admission enter(ServiceProtection.Limits limits) {
    advance();
    if (limits.enabled()) {
      if (blockedUntil > current) {
        blockedUntil = Math.min(blockedUntil + 1, current + requests.length);
        return refusal(blockedCode, blockedUntil - current, limits);
      }
      if (totalRequests >= limits.requests()) {
        return block(
            "0x80072322", secondsUntil(requests, 1 + totalRequests - limits.requests()), limits);
      }
      long allowedMillis = limits.executionSeconds() * 1000L;
      if (totalMillis >= allowedMillis) {
        return block(
            "0x80072321", secondsUntil(executionMillis, 1 + totalMillis - allowedMillis), limits);
      }
      if (inFlight >= limits.concurrent()) {
        return refusal("0x80072326", CONCURRENCY_PAUSE_SECONDS, limits);
      }
    }
    inFlight++;
    totalRequests++;
    requests[place(current)]++;
    return new ServiceProtection.Admitted(
        this,
        Math.max(0, limits.requests() - totalRequests),
        Math.max(0, limits.executionSeconds() - totalMillis / 1000.0));
  }

  synchronized void leave(Duration execution) {
    advance();
    inFlight--;
    totalMillis += execution.toMillis();
    executionMillis[place(current)] += execution.toMillis();
  }

  private ServiceProtection.Refused block(
      String code, long seconds, ServiceProtection.Limits limits) {
    blockedCode = code;
    blockedUntil = current + seconds;
    return refusal(code, seconds, limits);
  }

  private static ServiceProtection.Refused refusal(
      String code, long seconds, ServiceProtection.Limits limits) {
    String message =
        switch (code) {
          case "0x80072322" ->
              "Number of requests exceeded the limit of "
                  + limits.requests()
                  + " over time window of "
                  + limits.windowSeconds()
                  + " seconds.";
          case "0x80072321" ->
              "Combined execution time of incoming requests exceeded limit of "
                  + limits.executionSeconds() * 1000L
                  + " milliseconds over time window of "
                  + limits.windowSeconds()
                  + " seconds. Decrease number of concurrent requests or reduce the duration of"
                  + " requests and try again later.";
          default ->
              "Number of concurrent requests exceeded the limit of " + limits.concurrent() + ".";
        };
    return new ServiceProtection.Refused(code, message, Math.max(1, seconds));
  }

  /** Seconds until so much of the oldest usage has left the window. */
  private long secondsUntil(int[] used, long excess) {
    long[] wide = new long[used.length];
    for (int i = 0; i < used.length; i++) {
      wide[i] = used[i];
    }
    return secondsUntil(wide, excess);
  }

  private long secondsUntil(long[] used, long excess) {
    long left = excess;
    for (int seconds = 1; seconds <= used.length; seconds++) {
      left -= used[place(current + seconds)];
      if (left <= 0) {
        return seconds;
      }
    }
    return used.length;
  }

  /** Moves the window to now and drops what has left it. */
  private void advance() {
    long now = clock.instant().getEpochSecond();
    long steps = Math.min(now - current, requests.length);
    for (long step = 1; step <= steps; step++) {
      int place = place(now - steps + step);
      totalRequests -= requests[place];
      totalMillis -= executionMillis[place];
      requests[place] = 0;
      executionMillis[place] = 0;
    }
    current = Math.max(current, now);
  }

  private int place(long second) {
    return (int) Math.floorMod(second, (long) requests.length);
  }
}
