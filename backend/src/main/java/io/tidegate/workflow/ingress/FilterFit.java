package io.tidegate.workflow.ingress;

import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Misfits;
import io.tidegate.mapping.SourceTypes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whether a filter's conditions suit the table's columns. */
final class FilterFit {
  private static final Set<String> TEXTS = Set.of("String", "Memo", "EntityName");
  private static final Set<String> NUMBERS =
      Set.of("Integer", "BigInt", "Decimal", "Double", "Money");
  private static final Set<Operator> EQUALITY = Set.of(Operator.EQ, Operator.NE);
  private static final Set<Operator> WITHIN_TEXT =
      Set.of(Operator.CONTAINS, Operator.STARTSWITH, Operator.ENDSWITH);

  private FilterFit() {}

  static void check(Filter filter, EntityDefinition entity, Misfits here) {
    if (filter instanceof Filter.All all) {
      each(all.all(), entity, here.at("all"));
    } else if (filter instanceof Filter.Any any) {
      each(any.any(), entity, here.at("any"));
    } else if (filter instanceof Condition condition
        && Columns.known(entity, condition.attribute(), here.at("attribute"))) {
      condition(condition, entity.attributes().get(condition.attribute()), here);
    }
  }

  private static void each(List<Filter> parts, EntityDefinition entity, Misfits here) {
    for (int i = 0; i < parts.size(); i++) {
      check(parts.get(i), entity, here.at(i));
    }
  }

  private static void condition(Condition condition, Attribute attribute, Misfits here) {
    String type = attribute.type();
    if (!suits(condition.operator(), type)) {
      here.at("operator")
          .add(
              "%s does not suit the column %s, which is a %s."
                  .formatted(condition.operator().json(), attribute.logicalName(), type),
              "Use eq or ne"
                  + (type.equals(SourceTypes.MULTI_SELECT)
                      ? " for empty and not empty, or contains for one option."
                      : suits(Operator.GT, type) ? ", gt, ge, lt or le." : "."));
      return;
    }
    Object value = condition.value();
    if (value != null && !value.equals("")) {
      value(value, attribute, here.at("value"));
      here.at("value")
          .require(
              !type.equals(SourceTypes.MULTI_SELECT) || !EQUALITY.contains(condition.operator()),
              "A column of several options cannot be compared with one.",
              "Use contains.");
    }
  }

  private static boolean suits(Operator operator, String type) {
    if (EQUALITY.contains(operator)) {
      return true;
    }
    if (WITHIN_TEXT.contains(operator)) {
      return TEXTS.contains(type)
          || (type.equals(SourceTypes.MULTI_SELECT) && operator == Operator.CONTAINS);
    }
    return !SourceTypes.identifier(type)
        && !type.equals("Boolean")
        && !type.equals(SourceTypes.MULTI_SELECT);
  }

  private static void value(Object value, Attribute attribute, Misfits here) {
    String type = attribute.type();
    String text = value.toString().strip();
    if (NUMBERS.contains(type)) {
      here.require(
          value instanceof Number || number(text), "This is not a number.", "Give a number.");
    } else if (type.equals("Boolean")) {
      here.require(
          text.equals("true") || text.equals("false"),
          "The column %s is yes/no.".formatted(attribute.logicalName()),
          "Compare it with true or false.");
    } else if (type.equals("DateTime")) {
      here.require(
          moment(text), "This is not a date.", "Write it as 2026-01-31 or 2026-01-31T08:00:00Z.");
    } else if (SourceTypes.identifier(type)) {
      here.require(guid(text), "This is not a GUID.", "Give the id of a row.");
    } else if (SourceTypes.option(type)) {
      option(text, attribute, here);
    }
  }

  private static void option(String text, Attribute attribute, Misfits here) {
    boolean known =
        attribute.options().isEmpty()
            ? number(text)
            : attribute.options().stream()
                .anyMatch(option -> String.valueOf(option.value()).equals(text));
    here.require(
        known,
        "The column %s has no option %s.".formatted(attribute.logicalName(), text),
        "Choose one of the column's options.");
  }

  private static boolean number(String text) {
    return text.matches("[+-]?\\d{1,40}(\\.\\d{1,40})?");
  }

  private static boolean guid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException notGuid) {
      return false;
    }
  }

  private static boolean moment(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text) != null
          : OffsetDateTime.parse(text) != null;
    } catch (DateTimeException notTime) {
      return false;
    }
  }
}
