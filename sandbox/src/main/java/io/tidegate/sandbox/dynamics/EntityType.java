package io.tidegate.sandbox.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of one table, immutable: a change of the schema makes a new one. Ordinals are
 * never used twice, so that rows written under an older definition can still be read under a newer
 * one.
 */
public final class EntityType {
  private final Header header;
  private final List<Column> columns;
  private final List<EntityKey> keys;
  private final List<Column> related;
  private final int width;
  private final Map<String, Column> byName = new HashMap<>();
  private final Map<String, Column> byProperty = new HashMap<>();
  private final Map<String, Column> byNavigation = new HashMap<>();

  /** What a table is called and what it is capable of. */
  record Header(
      String logicalName,
      String entitySetName,
      String primaryId,
      String primaryName,
      boolean activity,
      boolean custom,
      boolean changeTracking) {}

  EntityType(Header header, List<Column> columns, List<EntityKey> keys) {
    this(header, columns, keys, 0);
  }

  private EntityType(Header header, List<Column> columns, List<EntityKey> keys, int minWidth) {
    this.header = header;
    this.columns = List.copyOf(columns);
    this.keys = List.copyOf(keys);
    int highest = minWidth;
    for (Column column : columns) {
      highest = Math.max(highest, column.ordinal() + 1);
      byName.put(column.name(), column);
      byProperty.put(column.property(), column);
      column.navigations().values().forEach(name -> byNavigation.put(name, column));
    }
    this.width = highest;
    this.related = columns.stream().filter(column -> column.traits().related()).toList();
  }

  public String logicalName() {
    return header.logicalName();
  }

  public String entitySetName() {
    return header.entitySetName();
  }

  /** Logical name of the column that identifies a row. */
  public String primaryId() {
    return header.primaryId();
  }

  /** Logical name of the column people know a row by. */
  public String primaryName() {
    return header.primaryName();
  }

  public boolean activity() {
    return header.activity();
  }

  public boolean custom() {
    return header.custom();
  }

  public boolean changeTracking() {
    return header.changeTracking();
  }

  /** The columns, in the order in which they were defined. */
  public List<Column> columns() {
    return columns;
  }

  public List<EntityKey> keys() {
    return keys;
  }

  int width() {
    return width;
  }

  /** The lookups for which it matters that the row they refer to is deleted. */
  List<Column> related() {
    return related;
  }

  /** A column by its logical name. */
  public Optional<Column> column(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A column by the name under which clients read it ({@code _ownerid_value}). */
  public Optional<Column> property(String property) {
    return Optional.ofNullable(byProperty.get(property));
  }

  /** A lookup by one of the navigation properties that bind it. */
  public Optional<Column> navigation(String navigation) {
    return Optional.ofNullable(byNavigation.get(navigation));
  }

  /**
   * The value of a column in a row: stored, or computed where the column has no place of its own.
   */
  Object read(Row row, Column column) {
    if (column.ordinal() >= 0) {
      return row.value(column.ordinal());
    }
    if (column.name().equals(primaryId())) {
      return row.id();
    }
    return switch (column.name()) {
      case "versionnumber" -> row.version();
      case "fullname" -> fullName(row);
      default -> null;
    };
  }

  private String fullName(Row row) {
    StringBuilder name = new StringBuilder();
    for (String part : List.of("firstname", "middlename", "lastname")) {
      Column column = byName.get(part);
      if (column != null && row.value(column.ordinal()) instanceof String text) {
        name.append(name.isEmpty() ? "" : " ").append(text);
      }
    }
    return name.isEmpty() ? null : name.toString();
  }

  EntityType withoutColumn(String name) {
    List<Column> left = columns.stream().filter(column -> !column.name().equals(name)).toList();
    List<EntityKey> kept = keys.stream().filter(key -> !key.columns().contains(name)).toList();
    return new EntityType(header, left, kept, width);
  }

  EntityType withColumn(Column column) {
    List<Column> more = new ArrayList<>(columns);
    more.removeIf(old -> old.name().equals(column.name()));
    more.add(column.at(width));
    return new EntityType(header, more, keys, width);
  }

  /** With another definition of a column, in its place. */
  EntityType replacing(Column changed) {
    List<Column> all =
        columns.stream()
            .map(column -> column.name().equals(changed.name()) ? changed : column)
            .toList();
    return new EntityType(header, all, keys, width);
  }

  EntityType withChangeTracking(boolean changeTracking) {
    Header changed =
        new Header(
            header.logicalName(),
            header.entitySetName(),
            header.primaryId(),
            header.primaryName(),
            header.activity(),
            header.custom(),
            changeTracking);
    return new EntityType(changed, columns, keys, width);
  }
}
