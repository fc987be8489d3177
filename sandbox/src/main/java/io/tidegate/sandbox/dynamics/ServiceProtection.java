package io.tidegate.sandbox.dynamics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The vendor's service protection limits, kept per application user: requests and execution time
 * within a sliding window, and requests at one time. A user over one of the first two is refused
 * until enough of the window has passed, and pressing on meanwhile makes it longer. Source of the
 * numbers, codes and headers: the vendor's page "Service protection API limits".
 *
 * <p>Execution time is spent as well as charged: while the limits are enabled an answer comes as
 * late as {@link ExecutionCost} says that its request takes, so that clients can pace themselves by
 * what they measure. Nothing is blocked meanwhile.
 */
public final class ServiceProtection {
  /** The numbers. {@code enabled} false lifts them all. */
  public record Limits(
      boolean enabled, int requests, int windowSeconds, int executionSeconds, int concurrent) {
    /** What the vendor publishes. */
    public static final Limits PUBLISHED = new Limits(true, 6000, 300, 1200, 52);

    /** The same numbers, not enforced. */
    public Limits lifted() {
      return new Limits(false, requests, windowSeconds, executionSeconds, concurrent);
    }
  }

  /** The answer to a request that wants in. */
  public sealed interface Admission {}

  /**
   * Come in; {@link #leave} must be called once when the answer is due.
   *
   * @param requestsLeft for {@code x-ms-ratelimit-burst-remaining-xrm-requests}
   * @param secondsLeft for {@code x-ms-ratelimit-time-remaining-xrm-requests}
   */
  public record Admitted(Usage usage, long requestsLeft, double secondsLeft) implements Admission {
    public void leave(Duration execution) {
      usage.leave(execution);
    }
  }

  /** Stay out for so many seconds. */
  public record Refused(String code, String message, long retryAfterSeconds) implements Admission {}

  /** How many requests at a time {@code x-ms-dop-hint} recommends. */
  public static final int DOP_HINT = 8;

  private final InstantSource clock;
  private final Map<String, Usage> users = new HashMap<>();
  private Limits limits = Limits.PUBLISHED;

  public ServiceProtection(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized Limits limits() {
    return limits;
  }

  /** Sets the numbers; what users have used so far starts anew. */
  public synchronized void limits(Limits changed) {
    limits = changed;
    users.clear();
  }

  /** Forgets what users have used so far. */
  public synchronized void reset() {
    users.clear();
  }

  /** Lets a request of a user in, or not. */
  public synchronized Admission admit(String user) {
    Usage usage =
        users.computeIfAbsent(user, name -> new Usage(clock, Math.max(1, limits.windowSeconds())));
    return usage.enter(limits);
  }
}
