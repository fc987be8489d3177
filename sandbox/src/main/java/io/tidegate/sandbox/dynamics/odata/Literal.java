package io.tidegate.sandbox.dynamics.odata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A value written in a URL. */
public sealed interface Literal {
  /** {@code null}. */
  record Null() implements Literal {}

  /** {@code 'text'}. */
  record Text(String value) implements Literal {}

  /** {@code 12}, {@code -1.5}. */
  record Numeric(BigDecimal value) implements Literal {}

  /** {@code true}, {@code false}. */
  record Bool(boolean value) implements Literal {}

  /** A GUID without quotes. */
  record Guid(UUID value) implements Literal {}

  /** {@code 2026-01-02}. */
  record Day(LocalDate value) implements Literal {}

  /** {@code 2026-01-02T03:04:05Z}. */
  record Time(Instant value) implements Literal {}

  /** {@code Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist'}. */
  record Enumeration(String type, String member) implements Literal {}

  Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Reads a word that stands without quotes; empty when it is none of the literals. */
  static Optional<Literal> ofWord(String word) {
    if (word.equals("null")) {
      return Optional.of(new Null());
    }
    if (word.equals("true") || word.equals("false")) {
      return Optional.of(new Bool(word.equals("true")));
    }
    if (GUID.matcher(word).matches()) {
      return Optional.of(new Guid(UUID.fromString(word)));
    }
    if (NUMBER.matcher(word).matches()) {
      return Optional.of(new Numeric(new BigDecimal(word)));
    }
    try {
      if (DAY.matcher(word).matches()) {
        return Optional.of(new Day(LocalDate.parse(word)));
      }
      if (!word.isEmpty() && Character.isDigit(word.charAt(0)) && word.indexOf('T') > 0) {
        return Optional.of(new Time(OffsetDateTime.parse(word).toInstant()));
      }
    } catch (DateTimeParseException e) {
      throw new ODataSyntaxException("Unrecognized date '" + word + "'.");
    }
    return Optional.empty();
  }

  /** What the value is called in errors. */
  default String edm() {
    if (this instanceof Text) {
      return "Edm.String";
    }
    if (this instanceof Numeric number) {
      return number.value().scale() > 0 ? "Edm.Decimal" : "Edm.Int32";
    }
    if (this instanceof Bool) {
      return "Edm.Boolean";
    }
    if (this instanceof Guid) {
      return "Edm.Guid";
    }
    if (this instanceof Day) {
      return "Edm.Date";
    }
    if (this instanceof Time) {
      return "Edm.DateTimeOffset";
    }
    return this instanceof Enumeration enumeration ? enumeration.type() : "null";
  }
}
