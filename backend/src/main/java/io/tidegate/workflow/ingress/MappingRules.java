package io.tidegate.workflow.ingress;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Expression;
import io.tidegate.mapping.ExpressionException;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfits;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a mapping has to be by itself. */
final class MappingRules {
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z_][a-z0-9_]{0,127}");
  private static final Pattern RESOURCE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");
  private static final Pattern TARGET =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}(\\.[A-Za-z_][A-Za-z0-9_]{0,127}){0,3}");

  private static final int MAX_ATTRIBUTES = 1_000;

  /** Each takes a while to compile. */
  private static final int MAX_EXPRESSIONS = 100;

  private static final int MAX_TABLE_ROWS = 10_000;
  private static final int MAX_CONDITIONS = 200;
  private static final int MAX_DEPTH = 5;
  private static final int MAX_TEXT = 1_000;

  private static final Set<Operator> ON_EMPTY = Set.of(Operator.EQ, Operator.NE);

  private MappingRules() {}

  static void check(Mapping mapping, Misfits here) {
    named(mapping.entity(), ATTRIBUTE, "table's logical name", here.at("entity"));
    named(mapping.sourceKey(), ATTRIBUTE, "column's logical name", here.at("sourceKey"));
    named(mapping.resource(), RESOURCE, "resource's name", here.at("resource"));
    named(mapping.targetKey(), RESOURCE, "field's name", here.at("targetKey"));
    Set<String> targets = new HashSet<>();
    targets.add(String.valueOf(mapping.targetKey()));
    List<AttributeMapping> attributes = mapping.attributes();
    here.at("attributes")
        .require(
            attributes.size() <= MAX_ATTRIBUTES,
            "More than %d fields are mapped.".formatted(MAX_ATTRIBUTES),
            "Take some out.");
    boolean fewExpressions =
        attributes.stream().filter(each -> each.expression() != null).count() <= MAX_EXPRESSIONS;
    here.at("attributes")
        .require(
            fewExpressions,
            "More than %d fields are computed.".formatted(MAX_EXPRESSIONS),
            "Map some of them by a source and a conversion.");
    for (int i = 0; fewExpressions && i < Math.min(attributes.size(), MAX_ATTRIBUTES); i++) {
      Misfits there = here.at("attributes").at(i);
      target(attributes.get(i).target(), targets, there.at("target"));
      attribute(attributes.get(i), there);
    }
    for (int i = 0; i < mapping.links().size(); i++) {
      Link link = mapping.links().get(i);
      Misfits there = here.at("links").at(i);
      target(link.target(), targets, there.at("target"));
      named(link.source(), ATTRIBUTE, "lookup's logical name", there.at("source"));
    }
    if (mapping.filter() != null) {
      here.at("filter")
          .require(
              mapping.filter().conditions().limit(MAX_CONDITIONS + 1).count() <= MAX_CONDITIONS,
              "The filter has more than %d conditions.".formatted(MAX_CONDITIONS),
              "Take some out.");
      filter(mapping.filter(), 0, here.at("filter"));
    }
  }

  private static void named(String name, Pattern pattern, String what, Misfits here) {
    here.require(
        name != null && pattern.matcher(name).matches(),
        name == null ? "A " + what + " is missing." : "This is not a " + what + ".",
        "Choose one from the list of the system.");
  }

  /** A field is fed once: neither twice, nor as a whole and in parts. */
  private static void target(String target, Set<String> targets, Misfits here) {
    named(target, TARGET, "field's name", here);
    if (target == null) {
      return;
    }
    boolean taken =
        targets.stream()
            .anyMatch(
                other ->
                    other.equals(target)
                        || other.startsWith(target + ".")
                        || target.startsWith(other + "."));
    here.require(
        !taken,
        "The field %s is fed by something else already.".formatted(target),
        "Feed each field once.");
    targets.add(target);
  }

  private static void attribute(AttributeMapping attribute, Misfits here) {
    long fed =
        Stream.of(attribute.source(), attribute.constant(), attribute.expression())
            .filter(Objects::nonNull)
            .count();
    here.require(
        fed == 1,
        fed == 0
            ? "Nothing feeds the field %s.".formatted(attribute.target())
            : "More than one thing feeds the field %s.".formatted(attribute.target()),
        "Give exactly one of source, constant and expression.");
    if (attribute.source() != null) {
      named(attribute.source(), ATTRIBUTE, "column's logical name", here.at("source"));
    }
    if (attribute.expression() != null) {
      try {
        Expression.of(attribute.expression());
      } catch (ExpressionException invalid) {
        here.at("expression")
            .add(
                invalid.getMessage(),
                "Write it in CEL, over the columns' logical names, such as firstname + \" \" +"
                    + " lastname.");
      }
    }
    scalar(attribute.constant(), here.at("constant"));
    scalar(attribute.empty(), here.at("empty"));
    if (attribute.conversion() != null) {
      conversion(attribute.conversion(), here.at("conversion"));
    }
  }

  private static void scalar(Object value, Misfits here) {
    here.require(
        value == null
            || value instanceof Number
            || value instanceof Boolean
            || (value instanceof String text && text.length() <= MAX_TEXT),
        "This is neither a text of up to %d characters, nor a number, nor yes or no."
            .formatted(MAX_TEXT),
        "Use one of these.");
  }

  private static void conversion(Conversion conversion, Misfits here) {
    if (conversion instanceof Conversion.Text text) {
      here.at("maxLength")
          .require(
              text.maxLength() >= 0,
              "A text cannot be shorter than 0 characters.",
              "Use 0 for no limit.");
    } else if (conversion instanceof Conversion.Decimal number) {
      here.at("decimals")
          .require(
              number.decimals() == null || (number.decimals() >= 0 && number.decimals() <= 10),
              "A number is rounded to 0 to 10 decimals.",
              "Use a number between 0 and 10, or none to leave it as it is.");
    } else if (conversion instanceof Conversion.DateTime time) {
      here.at("zone")
          .require(
              time.zone() == null || isZone(time.zone()),
              "There is no such time zone.",
              "Use an IANA name such as Europe/Rome, or none for UTC.");
    } else if (conversion instanceof Conversion.ValueTable table) {
      here.at("values")
          .require(
              table.values().size() <= MAX_TABLE_ROWS,
              "The table has more than %d rows.".formatted(MAX_TABLE_ROWS),
              "Take some out.");
      for (Map.Entry<String, Object> row : table.values().entrySet()) {
        scalar(row.getValue(), here.at("values").at(row.getKey()));
      }
      scalar(table.otherwise(), here.at("otherwise"));
    }
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.of(zone) != null;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private static void filter(Filter filter, int depth, Misfits here) {
    if (depth > MAX_DEPTH) {
      here.add("The filter is nested too deeply.", "Use at most %d levels.".formatted(MAX_DEPTH));
    } else if (filter instanceof Filter.All all) {
      parts(all.all(), depth, here.at("all"));
    } else if (filter instanceof Filter.Any any) {
      here.at("any")
          .require(
              !any.any().isEmpty(),
              "None of nothing is ever true: the filter would leave everything out.",
              "Add a condition, or take the group out.");
      parts(any.any(), depth, here.at("any"));
    } else if (filter instanceof Condition condition) {
      condition(condition, here);
    }
  }

  private static void parts(List<Filter> parts, int depth, Misfits here) {
    for (int i = 0; i < parts.size(); i++) {
      filter(parts.get(i), depth + 1, here.at(i));
    }
  }

  private static void condition(Condition condition, Misfits here) {
    named(condition.attribute(), ATTRIBUTE, "column's logical name", here.at("attribute"));
    if (condition.operator() == null) {
      here.at("operator")
          .add(
              "The comparison is missing.",
              "Use eq, ne, gt, ge, lt, le," + " contains, startswith or endswith.");
      return;
    }
    scalar(condition.value(), here.at("value"));
    here.at("value")
        .require(
            (condition.value() != null && !"".equals(condition.value()))
                || ON_EMPTY.contains(condition.operator()),
            "%s needs a value.".formatted(condition.operator().json()),
            "Give a value, or compare with eq or ne for empty and not empty.");
  }
}
