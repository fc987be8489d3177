package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "37 | PT37S",
        "' 5 ' | PT5S",
        "Tue, 24 Nov 2026 10:02:00 GMT | PT2M",
        "86400 | PT1H",
        "999999999999 | PT1H"
      })
  void isSecondsOrADateAndAtMostAnHour(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, null, NOW)).contains(wait);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0", "-1", "soon", "1.5", "Tue, 24 Nov 2026 09:00:00 GMT"})
  void isNothingWhereItIsMissingOverOrUnreadable(String header) {
    assertThat(RetryAfter.parse(header, null, NOW)).isEmpty();
  }

  @ParameterizedTest(name = "{0} when it is {1} there is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 24 Nov 2026 09:31:00 GMT | Tue, 24 Nov 2026 09:30:00 GMT | PT1M",
        "Tue, 24 Nov 2026 10:31:00 GMT | Tue, 24 Nov 2026 10:30:00 GMT | PT1M",
        "Tue, 24 Nov 2026 10:01:00 GMT | half past nine | PT1M",
        "20 | Tue, 24 Nov 2026 09:30:00 GMT | PT20S"
      })
  void isJudgedByTheClockOfTheSystemThatSetIt(String header, String date, Duration wait) {
    assertThat(RetryAfter.parse(header, date, NOW)).contains(wait);
  }
}
