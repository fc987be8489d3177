package io.tidegate.sandbox.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;

/** Points in time as Campaign writes them: {@code 2019-09-25 23:20:35.000Z}, always UTC. */
public final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  public static String format(long millis) {
    return FORMAT.format(Instant.ofEpochMilli(millis));
  }

  /** Reads that form, ISO 8601 with a {@code T}, or a day; empty when it is none of them. */
  static OptionalLong parse(String text) {
    try {
      if (text.length() == "2019-09-25".length()) {
        return OptionalLong.of(
            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
      }
      return OptionalLong.of(
          OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toEpochMilli());
    } catch (DateTimeParseException e) {
      return OptionalLong.empty();
    }
  }
}
