package io.tidegate.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Turns what a client sent into what a column holds, or refuses it as the vendor does. Text holds a
 * {@link String}, whole numbers and choices an {@link Integer}, dates a {@link LocalDate}, points
 * in time an {@link Instant}, lookups a {@link Reference}.
 */
final class Values {
  private static final LocalDate EARLIEST = LocalDate.of(1753, 1, 1);

  private Values() {}

  /** The column's value for a JSON value or for one of the types above; null stays null. */
  static Object accept(EntityType type, Column column, Object value) {
    if (value == null) {
      return null;
    }
    Object accepted =
        switch (column.type()) {
          case STRING, MEMO -> text(type, column, value);
          case INTEGER -> whole(type, column, value);
          case PICKLIST, STATE, STATUS -> choice(type, column, whole(type, column, value));
          case BIGINT -> value instanceof Number number ? (Object) number.longValue() : null;
          case MULTI_SELECT -> choices(type, column, value);
          case DECIMAL, MONEY ->
              value instanceof Number number ? (Object) new BigDecimal(number.toString()) : null;
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case DATE -> date(value);
          case DATETIME -> time(value);
          case ID -> guid(value);
          case LOOKUP, CUSTOMER, OWNER -> value instanceof Reference ? value : null;
        };
    if (accepted == null && !value.equals("")) {
      throw unfit(type, column, value);
    }
    return accepted;
  }

  private static String text(EntityType type, Column column, Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    if (column.maxLength() > 0 && text.length() > column.maxLength()) {
      throw new DataverseException(
          400,
          "0x80044331",
          "A validation error occurred. The length of the '"
              + column.name()
              + "' attribute of the '"
              + type.logicalName()
              + "' entity exceeded the maximum allowed length of '"
              + column.maxLength()
              + "'.");
    }
    return text.isEmpty() ? null : text;
  }

  private static Integer whole(EntityType type, Column column, Object value) {
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).intValue();
    }
    throw unfit(type, column, value);
  }

  private static Integer choice(EntityType type, Column column, Integer value) {
    if (!column.options().isEmpty() && column.label(value).isEmpty()) {
      throw new DataverseException(
          400,
          "0x8004431a",
          "A validation error occurred. The value "
              + value
              + " of '"
              + column.name()
              + "' on record of type '"
              + type.logicalName()
              + "' is outside the valid range. Accepted Values: "
              + String.join(
                  ",", column.options().stream().map(option -> "" + option.value()).toList()));
    }
    return value;
  }

  /** Several choices as the vendor takes and tells them: their numbers with commas, ascending. */
  private static String choices(EntityType type, Column column, Object value) {
    if (!(value instanceof String text) || !text.matches("[\\d, ]*")) {
      throw unfit(type, column, value);
    }
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(number -> !number.isEmpty())
        .map(number -> choice(type, column, Integer.valueOf(number)))
        .distinct()
        .sorted()
        .map(String::valueOf)
        .reduce((left, right) -> left + "," + right)
        .orElse(null);
  }

  private static LocalDate date(Object value) {
    LocalDate date = value instanceof LocalDate given ? given : null;
    if (value instanceof String text) {
      try {
        date = LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        return null;
      }
    }
    return date == null ? null : inRange(date, date);
  }

  private static Instant time(Object value) {
    Instant time = value instanceof Instant given ? given : null;
    if (value instanceof String text) {
      time = parseTime(text);
    }
    return time == null
        ? null
        : inRange(
            time.atOffset(ZoneOffset.UTC).toLocalDate(), time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** A point in time as OData writes it, or a date alone (its first instant); null when neither. */
  static Instant parseTime(String text) {
    try {
      return text.indexOf('T') > 0
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static <T> T inRange(LocalDate day, T value) {
    if (day.isBefore(EARLIEST)) {
      throw new DataverseException(
          400,
          "0x80040239",
          "DateTime is less than minumum value supported by CrmDateTime. Actual value: "
              + day
              + ", Minimum value supported: "
              + EARLIEST);
    }
    return value;
  }

  private static UUID guid(Object value) {
    return value instanceof UUID given ? given : value instanceof String text ? guid(text) : null;
  }

  /** A GUID in its 36 character form, with or without braces; null when the text is none. */
  static UUID guid(String text) {
    String bare = text.startsWith("{") && text.endsWith("}") ? strip(text) : text;
    if (bare.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(bare);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String strip(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static DataverseException unfit(EntityType type, Column column, Object value) {
    String found =
        value instanceof String
            ? "Edm.String"
            : value instanceof Boolean ? "Edm.Boolean" : "number";
    return DataverseException.badPayload(
        type,
        "Cannot convert a value of type '"
            + found
            + "' to the expected type '"
            + column.type().edm()
            + "' of the property '"
            + column.property()
            + "'.");
  }
}
