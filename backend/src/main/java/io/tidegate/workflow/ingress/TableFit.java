package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.tidegate.mapping.Conversion.Unlisted;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Mapping.Picklists;
import io.tidegate.mapping.Misfits;
import io.tidegate.mapping.SourceTypes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a value table's rows are of values that both sides have. */
final class TableFit {
  private static final List<String> YES_NO = List.of("true", "false");

  private TableFit() {}

  /** The right-hand sides. */
  static void check(ValueTable table, Field field, Misfits here) {
    for (Map.Entry<String, Object> row : table.values().entrySet()) {
      ValueFit.check(row.getValue(), field, here.at("values").at(row.getKey()));
    }
    if (table.unlisted() == Unlisted.OTHERWISE) {
      ValueFit.check(table.otherwise(), field, here.at("otherwise"));
    }
  }

  /** The left-hand sides, where the column has a closed list of values. */
  static void listed(ValueTable table, Attribute column, Picklists picklists, Misfits here) {
    List<String> values = values(column, picklists);
    if (values.isEmpty()) {
      return;
    }
    for (String value : table.values().keySet()) {
      here.at(value)
          .require(
              values.contains(value),
              "The column %s has no %s %s."
                  .formatted(
                      column.logicalName(),
                      column.type().equals("Boolean") ? "value" : "option",
                      value),
              "Take the row out, or use one of %s."
                  .formatted(values.stream().limit(12).collect(Collectors.joining(", "))));
    }
  }

  /** Whether every value that the column can have is listed. */
  static boolean complete(ValueTable table, Attribute column, Picklists picklists) {
    List<String> values = values(column, picklists);
    return !values.isEmpty() && table.values().keySet().containsAll(values);
  }

  /** Of several options at once, all combinations are possible: there is no list. */
  private static List<String> values(Attribute column, Picklists picklists) {
    if (column.type().equals("Boolean")) {
      return YES_NO;
    }
    if (!SourceTypes.option(column.type()) || column.type().equals(SourceTypes.MULTI_SELECT)) {
      return List.of();
    }
    return column.options().stream()
        .map(option -> shown(option, picklists))
        .collect(Collectors.toList());
  }

  private static String shown(Option option, Picklists picklists) {
    return picklists == Picklists.LABEL ? option.label() : String.valueOf(option.value());
  }
}
