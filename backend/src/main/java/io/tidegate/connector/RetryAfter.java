package io.tidegate.connector;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, 10.2.3). A date is judged by
 * the clock of whoever set it, which the {@code Date} header tells.
 */
final class RetryAfter {

  /** A longer one is taken as this: nobody should wait for days because of a typing error. */
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * Empty if there is none, it cannot be read, or its time is over.
   *
   * @param date the {@code Date} header, or null
   * @param now what counts where that cannot be read
   */
  static Optional<Duration> parse(String header, String date, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    return Optional.of(wait(header.strip(), instant(date).orElse(now)))
        .filter(wait -> !wait.isNegative() && !wait.isZero())
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Duration wait(String header, Instant now) {
    return header.matches("[0-9]{1,18}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : instant(header).map(until -> Duration.between(now, until)).orElse(Duration.ZERO);
  }

  private static Optional<Instant> instant(String httpDate) {
    try {
      return Optional.ofNullable(httpDate)
          .map(String::strip)
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
