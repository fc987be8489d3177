package io.tidegate.connector;

import java.time.Duration;
import java.util.Optional;

/** The call may succeed later: a time-out, throttling, a server's fault, a cut connection. */
public final class RetriableException extends ConnectorException {

  /** What went wrong, as far as it matters to whoever paces the calls. */
  public enum Kind {
    /** 429 or 503: the system asks for less. */
    THROTTLED,
    /** No whole answer in time: ours ran out, or a gateway's did (504, 408). */
    TIMED_OUT,
    /** Anything else: no connection, a cut one, another 5xx, an answer that cannot be read. */
    FAILED
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;
  private final boolean ambiguous;

  /**
   * @param retryAfter how long the system asked to be left alone, if it did
   * @param ambiguous whether the request may have been carried out although no answer says so; a
   *     POST must then be looked up before it is repeated
   */
  public RetriableException(
      String system, Kind kind, String message, Optional<Duration> retryAfter, boolean ambiguous) {
    super(system, message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.ambiguous = ambiguous;
  }

  /** As the other constructor; the kind is {@code THROTTLED} if the system named a time. */
  public RetriableException(
      String system, String message, Optional<Duration> retryAfter, boolean ambiguous) {
    this(
        system,
        retryAfter.isPresent() ? Kind.THROTTLED : Kind.FAILED,
        message,
        retryAfter,
        ambiguous);
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public boolean ambiguous() {
    return ambiguous;
  }
}
