package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** Turns one source value into one target value. A null source value stays null. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Conversion.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Conversion.Day.class, name = "date"),
  @JsonSubTypes.Type(value = Conversion.ValueTable.class, name = "valueTable")
})
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
   * @param maxLength in characters as Campaign counts them (code points); 0 for no limit
   */
  record Text(int maxLength, Overflow overflow) implements Conversion {
    public Text {
      overflow = overflow == null ? Overflow.REFUSE : overflow;
    }

    @Override
    public Object convert(Object value) {
      String text = value.toString().strip();
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

  /** A calendar day without a time, {@code 1985-03-12} in both systems. */
  record Day() implements Conversion {
    @Override
    public Object convert(Object value) {
      String text = value.toString();
      try {
        // Dataverse writes date-only columns as a bare date; a date-time column keeps its day.
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text).toString();
      } catch (DateTimeParseException notADate) {
        throw new UnmappableException("is not a date");
      }
    }
  }

  /**
   * Replaces A by B.
   *
   * @param values target value by source value; option numbers are written as text
   * @param otherwise for every other value; null for none
   */
  record ValueTable(Map<String, String> values, String otherwise) implements Conversion {
    public ValueTable {
      values = Map.copyOf(values);
    }

    @Override
    public Object convert(Object value) {
      return values.getOrDefault(value.toString(), otherwise);
    }
  }
}
