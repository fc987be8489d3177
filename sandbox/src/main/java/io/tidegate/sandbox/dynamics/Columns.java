package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Attribute;
import io.tidegate.sandbox.dynamics.odata.Attribute.Kind;
import io.tidegate.sandbox.dynamics.odata.Criteria;
import java.util.List;

/** A table's columns as queries name them. */
final class Columns {
  private Columns() {}

  /** The columns a client selected, or all of them when it selected none. */
  static List<Column> selected(EntityType type, List<String> select) {
    return select.isEmpty()
        ? type.columns()
        : select.stream().map(property -> property(type, property)).toList();
  }

  /** What {@code $filter} and {@code $orderby} may refer to. */
  static Criteria<Row> criteria(EntityType type) {
    return new Criteria<>(property -> attribute(type, property(type, property)));
  }

  private static Column property(EntityType type, String property) {
    return type.property(property)
        .orElseThrow(() -> DataverseException.noSuchProperty(type, property));
  }

  static Attribute<Row> attribute(EntityType type, Column column) {
    Kind kind =
        switch (column.type()) {
          case STRING, MEMO, MULTI_SELECT -> Kind.TEXT;
          case INTEGER, BIGINT, DECIMAL, MONEY, PICKLIST, STATE, STATUS -> Kind.NUMBER;
          case BOOLEAN -> Kind.BOOLEAN;
          case DATE -> Kind.DAY;
          case DATETIME -> Kind.TIME;
          case ID, LOOKUP, CUSTOMER, OWNER -> Kind.GUID;
        };
    return new Attribute<>(
        kind,
        row -> {
          Object value = type.read(row, column);
          return value instanceof Reference reference ? reference.id() : value;
        });
  }
}
