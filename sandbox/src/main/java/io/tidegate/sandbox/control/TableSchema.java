package io.tidegate.sandbox.control;

import static io.tidegate.sandbox.control.SchemaControl.part;

import io.tidegate.sandbox.dynamics.Column;
import io.tidegate.sandbox.dynamics.ColumnType;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.OnDelete;
import io.tidegate.sandbox.dynamics.SchemaChanges;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes the schema of Dynamics' tables. */
record TableSchema(DynamicsStore store) {
  static final List<String> FIELDS =
      List.of(
          "entity",
          "dropAttribute",
          "addAttribute",
          "attributeLength",
          "renameOption",
          "removeOption",
          "changeTracking",
          "onDelete");

  private static final List<String> COLUMN_TYPES =
      Stream.of(
              ColumnType.STRING,
              ColumnType.INTEGER,
              ColumnType.DECIMAL,
              ColumnType.BOOLEAN,
              ColumnType.DATETIME,
              ColumnType.DATE)
          .map(type -> type.name().toLowerCase(Locale.ROOT))
          .toList();

  void change(Input input) {
    String entity = input.requiredText("entity");
    if (store.types().stream().noneMatch(type -> type.logicalName().equals(entity))) {
      throw input.bad("entity", "there is no table " + entity);
    }
    SchemaChanges schema = store.schema();
    SchemaControl.text(input, "dropAttribute", name -> schema.dropAttribute(entity, name));
    part(
        input,
        "addAttribute",
        added -> schema.addAttribute(entity, column(added)),
        "name",
        "type",
        "maxLength");
    part(
        input,
        "attributeLength",
        length ->
            schema.maxLength(
                entity, length.requiredText("name"), SchemaControl.requiredLength(length)),
        "name",
        "maxLength");
    part(
        input,
        "renameOption",
        option -> option(entity, option, Optional.of(option.requiredText("label"))),
        "value",
        "attribute",
        "label");
    part(
        input,
        "removeOption",
        option -> option(entity, option, Optional.empty()),
        "value",
        "attribute");
    input.flag("changeTracking").ifPresent(on -> schema.changeTracking(entity, on));
    Map<String, OnDelete> behaviours =
        Stream.of(OnDelete.values())
            .collect(Collectors.toMap(OnDelete::label, behaviour -> behaviour));
    input
        .choice("onDelete", behaviours.keySet().stream().sorted().toList())
        .ifPresent(label -> schema.onDelete(entity, behaviours.get(label)));
  }

  private void option(String entity, Input option, Optional<String> label) {
    int value =
        option
            .whole("value", 0, Integer.MAX_VALUE)
            .orElseThrow(() -> option.bad("value", "is required"));
    store.schema().renameOption(entity, option.requiredText("attribute"), value, label);
  }

  private static Column column(Input input) {
    String name = input.requiredText("name");
    ColumnType type =
        ColumnType.valueOf(
            input.choice("type", COLUMN_TYPES).orElse("string").toUpperCase(Locale.ROOT));
    return type == ColumnType.STRING
        ? Column.text(name, SchemaControl.usualLength(input))
        : Column.of(name, type);
  }
}
