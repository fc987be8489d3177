package io.tidegate.mapping;

import io.tidegate.mapping.Filter.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One condition as Dynamics decides it: texts are compared without regard to case, an empty
 * attribute is not equal to any value, and neither more nor less.
 */
final class Comparison {
  private Comparison() {}

  static boolean holds(Condition condition, Object actual, String type) {
    Object expected = condition.value();
    return switch (condition.operator()) {
      case EQ -> equal(actual, expected);
      case NE -> !equal(actual, expected);
      case GT -> order(actual, expected).orElse(0) > 0;
      case GE -> order(actual, expected).orElse(-1) >= 0;
      case LT -> order(actual, expected).orElse(0) < 0;
      case LE -> order(actual, expected).orElse(1) <= 0;
      case CONTAINS ->
          SourceTypes.MULTI_SELECT.equals(type)
              ? has(actual, expected)
              : filled(actual, expected) && text(actual).contains(text(expected));
      case STARTSWITH -> filled(actual, expected) && text(actual).startsWith(text(expected));
      case ENDSWITH -> filled(actual, expected) && text(actual).endsWith(text(expected));
    };
  }

  private static boolean equal(Object actual, Object expected) {
    if (empty(actual) || empty(expected)) {
      return empty(actual) && empty(expected);
    }
    return order(actual, expected).orElse(-1) == 0;
  }

  /** Empty when one of them is. */
  private static OptionalInt order(Object actual, Object expected) {
    if (!filled(actual, expected)) {
      return OptionalInt.empty();
    }
    if (actual instanceof Number || expected instanceof Number) {
      Optional<BigDecimal> left = Numbers.of(actual.toString().strip());
      Optional<BigDecimal> right = Numbers.of(expected.toString().strip());
      if (left.isPresent() && right.isPresent()) {
        return OptionalInt.of(left.get().compareTo(right.get()));
      }
    }
    Optional<Instant> left = Times.parse(actual.toString());
    Optional<Instant> right = Times.parse(expected.toString());
    return OptionalInt.of(
        left.isPresent() && right.isPresent()
            ? left.get().compareTo(right.get())
            : text(actual).compareTo(text(expected)));
  }

  /** Several options stand in one text: {@code 1,3}. */
  private static boolean has(Object actual, Object option) {
    return filled(actual, option)
        && Arrays.asList(actual.toString().split("\\s*,\\s*", -1)).contains(option.toString());
  }

  private static boolean filled(Object actual, Object expected) {
    return !empty(actual) && !empty(expected);
  }

  private static boolean empty(Object value) {
    return value == null || value.equals("");
  }

  private static String text(Object value) {
    String text = value instanceof Number number ? Numbers.text(number) : value.toString();
    return text.toLowerCase(Locale.ROOT);
  }
}
