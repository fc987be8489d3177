package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Turns one source value into one target value. A null source value stays null. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Conversion.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Conversion.Decimal.class, name = "number"),
  @JsonSubTypes.Type(value = Conversion.YesNo.class, name = "boolean"),
  @JsonSubTypes.Type(value = Conversion.Day.class, name = "date"),
  @JsonSubTypes.Type(value = Conversion.DateTime.class, name = "dateTime"),
  @JsonSubTypes.Type(value = Conversion.Identifier.class, name = "identifier"),
  @JsonSubTypes.Type(value = Conversion.ValueTable.class, name = "valueTable")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Conversion {

  /**
   * Converts one value.
   *
   * @param value a JSON value: String, Number or Boolean; never null
   * @return the target value, or null for none
   * @throws UnmappableException when the value has no counterpart
   */
  Object convert(Object value);

  /** What happens to a text that is longer than the target takes. */
  enum Overflow {
    TRUNCATE,
    REFUSE;

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Versions of before wrote it in capitals. */
    @JsonCreator
    static Overflow ofJson(String json) {
      return valueOf(json.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Text. Surrounding blanks are dropped and an empty text counts as none, so that the two systems'
   * habits make no difference.
   *
   * @param maxLength in characters as Campaign counts them (code points); 0 or null for no limit
   */
  record Text(Integer maxLength, Overflow overflow) implements Conversion {
    public Text {
      maxLength = maxLength == null ? 0 : maxLength;
      overflow = overflow == null ? Overflow.REFUSE : overflow;
    }

    @Override
    public Object convert(Object value) {
      String text = (value instanceof Number number ? Numbers.text(number) : value.toString());
      text = text.strip();
      int length = text.codePointCount(0, text.length());
      if (maxLength > 0 && length > maxLength) {
        if (overflow == Overflow.REFUSE) {
          throw new UnmappableException(
              "has " + length + " characters where the target takes " + maxLength);
        }
        text = text.substring(0, text.offsetByCodePoints(0, maxLength)).strip();
      }
      return text.isEmpty() ? null : text;
    }
  }

  /**
   * A number, of a number or of a text that holds one; yes is 1 and no is 0.
   *
   * @param decimals to which it is rounded, half up; null to take it as it is
   */
  record Decimal(Integer decimals) implements Conversion {
    @Override
    public Object convert(Object value) {
      if (value instanceof Boolean yes) {
        return yes ? 1 : 0;
      }
      String text = value.toString().strip();
      return text.isEmpty()
          ? null
          : Numbers.of(text)
              .map(number -> Numbers.json(number, decimals))
              .orElseThrow(() -> new UnmappableException("is not a number"));
    }
  }

  /** Yes or no, of a boolean, of 1 or 0, or of a text that says so in English. */
  record YesNo() implements Conversion {
    @Override
    public Object convert(Object value) {
      return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "1" -> true;
        case "false", "no", "0" -> false;
        case "" -> null;
        default -> throw new UnmappableException("is neither yes nor no");
      };
    }
  }

  /** A calendar day without a time, {@code 1985-03-12} in both systems. */
  record Day() implements Conversion {
    @Override
    public Object convert(Object value) {
      String text = value.toString();
      try {
        // Dataverse writes date-only columns as a bare date; a date-time column keeps its day.
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text).toString();
      } catch (DateTimeException notDate) {
        throw new UnmappableException("is not a date");
      }
    }
  }

  /**
   * A date with its time.
   *
   * @param zone null to write it in UTC as Campaign does, {@code 2026-01-02 03:04:05.000Z}; an IANA
   *     id, such as {@code Europe/Rome}, to write what a clock there shows, without the {@code Z}
   */
  record DateTime(String zone) implements Conversion {
    @Override
    public Object convert(Object value) {
      try {
        return Times.campaign(value.toString().strip(), zone);
      } catch (DateTimeException notTime) {
        throw new UnmappableException("is not a date with a time");
      }
    }
  }

  /** The GUID of a row: a key, or what a lookup points to. In lower case. */
  record Identifier() implements Conversion {
    @Override
    public Object convert(Object value) {
      try {
        return UUID.fromString(value.toString().strip()).toString();
      } catch (IllegalArgumentException notGuid) {
        throw new UnmappableException("is not a GUID");
      }
    }
  }

  /** What becomes of a value that a table does not list. */
  enum Unlisted {
    /** The value for all others. */
    OTHERWISE,
    /** It stays as it is. */
    KEEP,
    /** The record is refused. */
    REFUSE;

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Replaces A by B.
   *
   * @param values target value (a text, number or boolean; null for none) by source value; options'
   *     numbers and yes/no are written as text, {@code "1"}, {@code "true"}
   * @param otherwise for every other value; null for none
   * @param unlisted null means {@code otherwise}
   */
  record ValueTable(Map<String, Object> values, Object otherwise, Unlisted unlisted)
      implements Conversion {
    public ValueTable {
      values = values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
      unlisted = unlisted == null ? Unlisted.OTHERWISE : unlisted;
    }

    ValueTable typed(String kind) {
      Map<String, Object> typed = new LinkedHashMap<>();
      values.forEach((key, value) -> typed.put(key, TargetTypes.typed(value, kind)));
      return new ValueTable(typed, TargetTypes.typed(otherwise, kind), unlisted);
    }

    @Override
    public Object convert(Object value) {
      String key = value instanceof Number number ? Numbers.text(number) : value.toString();
      if (values.containsKey(key)) {
        return values.get(key);
      }
      return switch (unlisted) {
        case OTHERWISE -> otherwise;
        case KEEP -> value;
        case REFUSE -> throw new UnmappableException("has a value that the table does not list");
      };
    }
  }
}
