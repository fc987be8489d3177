package io.tidegate.mapping;

import java.util.Locale;
import java.util.Set;

/** Campaign's kinds of fields, by the names its metadata gives them. */
public final class TargetTypes {
  private static final Set<String> WHOLE = Set.of("byte", "short", "long", "int64");
  private static final Set<String> FRACTION = Set.of("number", "double", "float", "decimal");
  private static final Set<String> MOMENT = Set.of("datetime", "datetimetz", "datetimenotz");
  private static final Set<String> TEXT = Set.of("string", "memo", "CDATA", "uuid");

  private TargetTypes() {}

  public static boolean whole(String kind) {
    return WHOLE.contains(kind);
  }

  public static boolean number(String kind) {
    return WHOLE.contains(kind) || FRACTION.contains(kind);
  }

  /** Whether it is a date with a time. */
  public static boolean moment(String kind) {
    return MOMENT.contains(kind);
  }

  public static boolean text(String kind) {
    return TEXT.contains(kind);
  }

  /**
   * A value that was configured as text, as the field wants it: {@code "true"} for yes/no is true,
   * {@code "12"} for a number is 12. What does not fit stays as it is.
   */
  public static Object typed(Object value, String kind) {
    if (!(value instanceof String text) || kind == null) {
      return value;
    }
    if (number(kind)) {
      return Numbers.of(text.strip())
          .map(number -> (Object) Numbers.json(number, null))
          .orElse(value);
    }
    return switch (kind.equals("boolean") ? text.strip().toLowerCase(Locale.ROOT) : "") {
      case "true" -> true;
      case "false" -> false;
      default -> value;
    };
  }
}
