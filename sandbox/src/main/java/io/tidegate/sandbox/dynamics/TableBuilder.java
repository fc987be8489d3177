package io.tidegate.sandbox.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down a table's definition; gives each stored column its place. */
final class TableBuilder {
  private static final int FIRST_OF_PUBLISHER = 100_000_000;

  private final String logicalName;
  private final String entitySetName;
  private final String primaryId;
  private final String primaryName;
  private final List<Column> columns = new ArrayList<>();
  private final List<EntityKey> keys = new ArrayList<>();
  private boolean activity;
  private boolean changeTracking = true;
  private int next;

  TableBuilder(String logicalName, String entitySetName, String primaryId, String primaryName) {
    this.logicalName = logicalName;
    this.entitySetName = entitySetName;
    this.primaryId = primaryId;
    this.primaryName = primaryName;
    columns.add(Column.of(primaryId, ColumnType.ID));
  }

  TableBuilder activity() {
    activity = true;
    return this;
  }

  TableBuilder untracked() {
    changeTracking = false;
    return this;
  }

  TableBuilder text(int maxLength, String... names) {
    for (String name : names) {
      stored(Column.text(name, maxLength));
    }
    return this;
  }

  TableBuilder computedText(String name, int maxLength) {
    columns.add(Column.text(name, maxLength).readOnly());
    return this;
  }

  TableBuilder memo(String name, int maxLength) {
    return stored(Column.of(name, ColumnType.MEMO).withMaxLength(maxLength));
  }

  TableBuilder plain(ColumnType type, String... names) {
    for (String name : names) {
      Column column = Column.of(name, type);
      stored(type == ColumnType.BOOLEAN ? column.with(options(0, "No", "Yes")) : column);
    }
    return this;
  }

  /** A choice whose values count from 1, as the vendor's do. */
  TableBuilder choice(String name, ColumnType type, String... labels) {
    return stored(Column.of(name, type).with(options(1, labels)));
  }

  /** A choice that the customer made: its values begin where those of a publisher do. */
  TableBuilder customChoice(String name, ColumnType type, String... labels) {
    return stored(Column.of(name, type).with(options(FIRST_OF_PUBLISHER, labels)));
  }

  TableBuilder state(int first, String... labels) {
    return stored(Column.of("statecode", ColumnType.STATE).with(options(first, labels)));
  }

  TableBuilder status(String... labels) {
    return choice("statuscode", ColumnType.STATUS, labels);
  }

  /** A lookup to one table, bound by its own name. */
  TableBuilder lookup(String name, String target) {
    return stored(Column.of(name, ColumnType.LOOKUP).targeting(Map.of(target, name)));
  }

  /** A lookup to one table whose deleted rows concern those that refer to them. */
  TableBuilder parent(String name, String target) {
    return stored(Column.of(name, ColumnType.LOOKUP).targeting(Map.of(target, name)).related());
  }

  TableBuilder customer(String name) {
    return stored(
        Column.of(name, ColumnType.CUSTOMER)
            .related()
            .targeting(Map.of("account", name + "_account", "contact", name + "_contact")));
  }

  /** What an activity is about; each pair of tables has a navigation property of its own. */
  TableBuilder regarding(String... targets) {
    Map<String, String> navigations = new LinkedHashMap<>();
    for (String target : targets) {
      navigations.put(target, "regardingobjectid_" + target + "_" + logicalName);
    }
    return stored(Column.of("regardingobjectid", ColumnType.LOOKUP).targeting(navigations));
  }

  TableBuilder systemColumns() {
    stored(Column.of("createdon", ColumnType.DATETIME).readOnly());
    stored(Column.of("modifiedon", ColumnType.DATETIME).readOnly());
    stored(Column.of("overriddencreatedon", ColumnType.DATETIME));
    stored(user("createdby").readOnly());
    stored(user("modifiedby").readOnly());
    stored(Column.of("ownerid", ColumnType.OWNER).targeting(Map.of("systemuser", "ownerid")));
    columns.add(Column.of("versionnumber", ColumnType.BIGINT).readOnly());
    return this;
  }

  private static Column user(String name) {
    return Column.of(name, ColumnType.LOOKUP).targeting(Map.of("systemuser", name));
  }

  /** Forms ask for values of these columns. */
  TableBuilder required(String... names) {
    columns.replaceAll(
        column -> List.of(names).contains(column.name()) ? column.required() : column);
    return this;
  }

  TableBuilder key(String name, String... columnNames) {
    keys.add(new EntityKey(name, List.of(columnNames)));
    return this;
  }

  EntityType build() {
    return new EntityType(
        new EntityType.Header(
            logicalName,
            entitySetName,
            primaryId,
            primaryName,
            activity,
            logicalName.contains("_"),
            changeTracking),
        columns,
        keys);
  }

  private TableBuilder stored(Column column) {
    columns.add(column.at(next++));
    return this;
  }

  private static List<Column.Option> options(int first, String... labels) {
    List<Column.Option> options = new ArrayList<>();
    for (String label : labels) {
      options.add(new Column.Option(first + options.size(), label));
    }
    return options;
  }
}
