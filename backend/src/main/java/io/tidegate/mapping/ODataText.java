package io.tidegate.mapping;

import io.tidegate.mapping.Filter.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A filter as text for {@code $filter}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows">Filter
 *     rows</a>
 */
final class ODataText {
  private static final Set<String> TEXTS = Set.of("String", "Memo", "EntityName");

  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z:.+-]+");

  private ODataText() {}

  static String of(Filter filter, Map<String, String> types) {
    if (filter instanceof Filter.All all) {
      return joined(all.all().stream().map(part -> nested(part, types)).toList(), " and ");
    }
    if (filter instanceof Filter.Any any) {
      List<String> parts = any.any().stream().map(part -> nested(part, types)).toList();
      // A part that is always true makes it all true.
      return parts.contains("") ? "" : joined(parts, " or ");
    }
    Condition condition = (Condition) filter;
    return text(condition, types.get(condition.attribute()));
  }

  private static String nested(Filter filter, Map<String, String> types) {
    String text = of(filter, types);
    boolean single = filter instanceof Condition || filter.conditions().count() < 2;
    return single || text.isEmpty() ? text : "(" + text + ")";
  }

  private static String joined(List<String> parts, String with) {
    return String.join(with, parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private static String text(Condition condition, String type) {
    String column = SourceTypes.column(condition.attribute(), type);
    boolean several = SourceTypes.MULTI_SELECT.equals(type);
    String value = several ? quoted(condition.value()) : literal(condition.value(), type);
    return switch (condition.operator()) {
      case CONTAINS ->
          several
              ? "Microsoft.Dynamics.CRM.ContainValues(PropertyName='%s',PropertyValues=[%s])"
                  .formatted(column, value)
              : "contains(%s,%s)".formatted(column, value);
      case STARTSWITH, ENDSWITH ->
          "%s(%s,%s)".formatted(condition.operator().json(), column, value);
      default -> "%s %s %s".formatted(column, condition.operator().json(), value);
    };
  }

  private static String literal(Object value, String type) {
    if (value == null || value.equals("")) {
      return "null";
    }
    if (type == null) {
      return value instanceof String ? quoted(value) : plain(value);
    }
    return TEXTS.contains(type) ? quoted(value) : plain(value);
  }

  /** GUIDs, dates, numbers and booleans stand without quotes; nothing else ever does. */
  private static String plain(Object value) {
    String text = text(value);
    return PLAIN.matcher(text).matches() ? text : quoted(value);
  }

  private static String quoted(Object value) {
    return value == null ? "null" : "'" + text(value).replace("'", "''") + "'";
  }

  private static String text(Object value) {
    return value instanceof Number number ? Numbers.text(number) : value.toString();
  }
}
