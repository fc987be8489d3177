package io.tidegate.connector;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {

  /** A longer one is taken as this: nobody should wait for days because of a typing error. */
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Empty if there is none, it cannot be read, or its time is over. */
  static Optional<Duration> parse(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    return Optional.of(wait(header.strip(), now))
        .filter(wait -> !wait.isNegative() && !wait.isZero())
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Duration wait(String header, Instant now) {
    try {
      return header.matches("[0-9]{1,18}")
          ? Duration.ofSeconds(Long.parseLong(header))
          : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
