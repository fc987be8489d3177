package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.mapping.Misfits;
import io.tidegate.mapping.TargetTypes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Whether a field takes one configured value. */
final class ValueFit {
  private static final int SHOWN = 12;

  private ValueFit() {}

  static void check(Object configured, Field field, Misfits here) {
    Object value = TargetTypes.typed(configured, field.kind());
    String kind = field.kind();
    if (value == null) {
      return;
    }
    if (kind.equals("enumeration")) {
      here.require(
          field.values().isEmpty() || field.valueNames().contains(value.toString()),
          "The field %s has no value %s.".formatted(field.name(), value),
          "Use one of " + shown(field) + ".");
    } else if (!fits(value, kind)) {
      here.add(
          "The field %s takes %s.".formatted(field.name(), wanted(field)), "Give such a value.");
    } else if (value instanceof String text && field.maxLength().isPresent()) {
      int most = field.maxLength().getAsInt();
      here.require(
          text.codePointCount(0, text.length()) <= most,
          "The field %s takes %d characters only.".formatted(field.name(), most),
          "Give a shorter text.");
    }
  }

  private static boolean fits(Object value, String kind) {
    if (kind.equals("boolean")) {
      return value instanceof Boolean;
    }
    if (TargetTypes.number(kind)) {
      return value instanceof Number number
          && (!TargetTypes.whole(kind)
              || new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0);
    }
    if (kind.equals("date")) {
      return value instanceof String text && day(text);
    }
    if (TargetTypes.moment(kind)) {
      return value instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:.*");
    }
    return !TargetTypes.text(kind) || value instanceof String;
  }

  private static boolean day(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException notDay) {
      return false;
    }
  }

  private static String shown(Field field) {
    String first = String.join(", ", field.valueNames().stream().limit(SHOWN).toList());
    return field.values().size() > SHOWN ? first + "…" : first;
  }

  /** What a field takes, as in a sentence. */
  static String wanted(Field field) {
    String kind = field.kind();
    if (kind.equals("enumeration")) {
      return "one of its values";
    }
    if (kind.equals("boolean")) {
      return "yes/no";
    }
    if (TargetTypes.whole(kind)) {
      return "a whole number";
    }
    if (TargetTypes.number(kind)) {
      return "a number";
    }
    if (kind.equals("date")) {
      return "a date such as 2026-01-31";
    }
    return TargetTypes.moment(kind) ? "a date with a time, as Campaign writes it" : "a text";
  }
}
