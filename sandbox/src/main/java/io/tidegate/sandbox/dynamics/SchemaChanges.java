package io.tidegate.sandbox.dynamics;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an administrator can change of the tables; clients find out by being refused. Throws {@link
 * IllegalArgumentException} or {@link DataverseException} for what is not there. Safe to use from
 * any thread.
 */
public final class SchemaChanges {
  private final DynamicsStore store;
  private final Map<String, OnDelete> onDelete;

  SchemaChanges(DynamicsStore store, Map<String, OnDelete> onDelete) {
    this.store = store;
    this.onDelete = onDelete;
  }

  /**
   * Removes a column and its data, as an administrator could: clients find out by being refused.
   */
  public void dropAttribute(String entity, String attribute) {
    alter(entity, type -> type.withoutColumn(DynamicsStore.column(type, attribute).name()));
  }

  /** Adds a column. */
  public void addAttribute(String entity, Column column) {
    alter(entity, type -> type.withColumn(column));
  }

  /** Sets the longest text of a column; rows stay as they are. */
  public void maxLength(String entity, String attribute, int maxLength) {
    alterAttribute(
        entity,
        attribute,
        column -> {
          if (!column.type().isText()) {
            throw new IllegalArgumentException(attribute + " is no text");
          }
          return column.withMaxLength(maxLength);
        });
  }

  /** Gives an option of a choice another label; without one, removes the option. */
  public void renameOption(String entity, String attribute, int value, Optional<String> label) {
    alterAttribute(
        entity,
        attribute,
        column -> {
          if (column.label(value).isEmpty()) {
            throw new IllegalArgumentException("There is no option " + value);
          }
          return column.with(
              column.options().stream()
                  .flatMap(
                      option ->
                          option.value() != value
                              ? Stream.of(option)
                              : label.stream().map(text -> new Column.Option(value, text)))
                  .toList());
        });
  }

  /** Sets what deleting a row of a table means for the rows that refer to it. */
  public void onDelete(String entity, OnDelete behaviour) {
    String known = store.table(entity).type().logicalName();
    store.locked(() -> onDelete.put(known, behaviour));
  }

  /** Switches change tracking; the vendor never lets it be switched off, a test may want to. */
  public void changeTracking(String entity, boolean enabled) {
    alter(entity, type -> type.withChangeTracking(enabled));
  }

  private void alterAttribute(String entity, String attribute, UnaryOperator<Column> change) {
    alter(entity, type -> type.replacing(change.apply(DynamicsStore.column(type, attribute))));
  }

  private void alter(String entity, UnaryOperator<EntityType> change) {
    Table table = store.table(entity);
    store.locked(
        () -> {
          table.type(change.apply(table.type()));
          return null;
        });
  }
}
