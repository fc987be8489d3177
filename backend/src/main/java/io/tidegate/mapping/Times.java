package io.tidegate.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates with times, as Dynamics and Campaign write them. */
final class Times {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:.*");
  private static final DateTimeFormatter CAMPAIGN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private Times() {}

  /** As Campaign writes it; without a zone in UTC. A bare day begins at midnight. */
  static String campaign(String text, String zone) {
    if (zone == null) {
      return CAMPAIGN.format(moment(text).atOffset(ZoneOffset.UTC)) + "Z";
    }
    LocalDateTime local =
        DAY.matcher(text).matches()
            ? LocalDate.parse(text).atStartOfDay()
            : LocalDateTime.ofInstant(moment(text), ZoneId.of(zone));
    return CAMPAIGN.format(local);
  }

  /** Empty for what is no date. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(moment(text));
    } catch (DateTimeException notTime) {
      return Optional.empty();
    }
  }

  /** What has no offset is in UTC. */
  private static Instant moment(String text) {
    if (DAY.matcher(text).matches()) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (!MOMENT.matcher(text).matches()) {
      throw new DateTimeException("no date");
    }
    String iso = text.replaceFirst(" ", "T");
    return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
