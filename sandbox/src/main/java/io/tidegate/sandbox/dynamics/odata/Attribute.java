package io.tidegate.sandbox.dynamics.odata;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;

/**
 * A property of the items a query goes over.
 *
 * @param kind what its values are
 * @param value reads it from an item; null when it has none
 */
public record Attribute<T>(Kind kind, Function<T, Object> value) {
  /** The kinds of values a query can compare, each held by one Java type. */
  public enum Kind {
    /** {@link String}, compared whatever the case, as the vendor does. */
    TEXT("Edm.String"),
    /** {@link Number}. */
    NUMBER("Edm.Int32"),
    /** {@link Boolean}. */
    BOOLEAN("Edm.Boolean"),
    /** {@link UUID}. */
    GUID("Edm.Guid"),
    /** {@link LocalDate}. */
    DAY("Edm.Date"),
    /** {@link Instant}. */
    TIME("Edm.DateTimeOffset"),
    /** {@link String}: the name of a member of an enumeration. */
    ENUMERATION("Edm.Enum");

    private final String edm;

    Kind(String edm) {
      this.edm = edm;
    }

    String edm() {
      return edm;
    }
  }

  /** Compares two values of this kind. */
  int compare(Object left, Object right) {
    return switch (kind) {
      case TEXT, ENUMERATION -> ((String) left).compareToIgnoreCase((String) right);
      case NUMBER -> Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case GUID -> left.toString().compareTo(right.toString());
      case DAY -> ((LocalDate) left).compareTo((LocalDate) right);
      case TIME -> ((Instant) left).compareTo((Instant) right);
    };
  }

  /**
   * The value a literal stands for where it is compared with this attribute; null if it does not
   * fit.
   */
  public Object fit(Literal literal) {
    return switch (kind) {
      case TEXT -> literal instanceof Literal.Text text ? text.value() : null;
      case ENUMERATION -> member(literal);
      case NUMBER -> literal instanceof Literal.Numeric number ? number.value() : null;
      case BOOLEAN -> literal instanceof Literal.Bool bool ? bool.value() : null;
      case GUID -> guid(literal);
      case DAY -> day(literal);
      case TIME -> time(literal);
    };
  }

  private static Object member(Literal literal) {
    if (literal instanceof Literal.Enumeration enumeration) {
      return enumeration.member();
    }
    return literal instanceof Literal.Text text ? text.value() : null;
  }

  private static Object guid(Literal literal) {
    if (literal instanceof Literal.Guid guid) {
      return guid.value();
    }
    return literal instanceof Literal.Text text && Literal.GUID.matcher(text.value()).matches()
        ? UUID.fromString(text.value())
        : null;
  }

  private static Object day(Literal literal) {
    if (literal instanceof Literal.Time time) {
      return time.value().atOffset(ZoneOffset.UTC).toLocalDate();
    }
    return literal instanceof Literal.Day day ? day.value() : null;
  }

  private static Object time(Literal literal) {
    if (literal instanceof Literal.Day day) {
      return day.value().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return literal instanceof Literal.Time time ? time.value() : null;
  }
}
