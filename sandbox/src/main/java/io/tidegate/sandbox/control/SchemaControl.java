package io.tidegate.sandbox.control;

import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.campaign.Integrity;
import io.tidegate.sandbox.campaign.SchemaChanges;
import io.tidegate.sandbox.campaign.SchemaChanges.NewValue;
import io.tidegate.sandbox.dynamics.Column;
import io.tidegate.sandbox.dynamics.ColumnType;
import io.tidegate.sandbox.dynamics.DataverseException;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.OnDelete;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Changes the schema of either system, as its administrator could. */
final class SchemaControl {
  private static final int USUAL_LENGTH = 100;
  private static final int LONGEST = 4000;
  private static final List<String> INTEGRITIES =
      Stream.of(Integrity.values()).map(Integrity::label).toList();
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

  private final DynamicsStore dynamics;
  private final CampaignApi campaign;

  SchemaControl(DynamicsStore dynamics, CampaignApi campaign) {
    this.dynamics = dynamics;
    this.campaign = campaign;
  }

  void change(Buffer body) {
    Input input =
        Input.of(
            body,
            "api",
            "entity",
            "dropAttribute",
            "addAttribute",
            "changeTracking",
            "attributeLength",
            "renameOption",
            "removeOption",
            "onDelete",
            "resource",
            "dropField",
            "addField",
            "dropFilter",
            "fieldLength",
            "renameValue",
            "removeValue",
            "mandatory",
            "integrity");
    String api =
        input
            .choice("api", List.of("dynamics", "campaign"))
            .orElseThrow(() -> input.bad("api", "is required"));
    if (api.equals("dynamics")) {
      dynamics(input);
    } else {
      campaign(input);
    }
  }

  private void dynamics(Input input) {
    String entity = input.requiredText("entity");
    if (dynamics.types().stream().noneMatch(type -> type.logicalName().equals(entity))) {
      throw input.bad("entity", "there is no table " + entity);
    }
    text(input, "dropAttribute", name -> dynamics.dropAttribute(entity, name));
    input
        .object("addAttribute", "name", "type", "maxLength")
        .ifPresent(added -> dynamics.addAttribute(entity, column(added)));
    input.flag("changeTracking").ifPresent(on -> dynamics.changeTracking(entity, on));
    part(
        input,
        "attributeLength",
        "name",
        length -> dynamics.maxLength(entity, length.requiredText("name"), longest(length)),
        "maxLength");
    part(
        input,
        "renameOption",
        "value",
        option ->
            dynamics.renameOption(
                entity,
                option.requiredText("attribute"),
                requiredWhole(option, "value"),
                Optional.of(option.requiredText("label"))),
        "attribute",
        "label");
    part(
        input,
        "removeOption",
        "value",
        option ->
            dynamics.renameOption(
                entity,
                option.requiredText("attribute"),
                requiredWhole(option, "value"),
                Optional.empty()),
        "attribute");
    input
        .choice("onDelete", Stream.of(OnDelete.values()).map(OnDelete::label).toList())
        .ifPresent(
            label ->
                Stream.of(OnDelete.values())
                    .filter(behaviour -> behaviour.label().equals(label))
                    .forEach(behaviour -> dynamics.onDelete(entity, behaviour)));
  }

  private static Column column(Input input) {
    String name = input.requiredText("name");
    ColumnType type =
        ColumnType.valueOf(
            input.choice("type", COLUMN_TYPES).orElse("string").toUpperCase(Locale.ROOT));
    int maxLength = input.whole("maxLength", 1, LONGEST).orElse(USUAL_LENGTH);
    return type == ColumnType.STRING ? Column.text(name, maxLength) : Column.of(name, type);
  }

  private void campaign(Input input) {
    SchemaChanges schema = campaign.schema();
    String resource = input.text("resource").orElse("profile");
    if (!schema.exists(resource)) {
      throw input.bad("resource", "there is no resource " + resource);
    }
    text(input, "dropField", name -> schema.dropField(resource, name));
    text(input, "dropFilter", name -> schema.dropFilter(resource, name));
    part(
        input,
        "fieldLength",
        "name",
        length -> schema.maxLength(resource, length.requiredText("name"), longest(length)),
        "maxLength");
    part(
        input,
        "renameValue",
        "name",
        value ->
            schema.value(
                resource,
                value.requiredText("field"),
                value.requiredText("name"),
                Optional.of(new NewValue(value.text("to"), value.text("label")))),
        "field",
        "to",
        "label");
    part(
        input,
        "removeValue",
        "name",
        value ->
            schema.value(
                resource,
                value.requiredText("field"),
                value.requiredText("name"),
                Optional.empty()),
        "field");
    part(
        input,
        "mandatory",
        "field",
        rule ->
            schema.mandatory(
                resource, rule.requiredText("field"), rule.flag("mandatory").orElse(true)),
        "mandatory");
    part(
        input,
        "integrity",
        "field",
        rule ->
            schema.integrity(
                resource,
                rule.requiredText("field"),
                Integrity.valueOf(
                    rule.choice("integrity", INTEGRITIES)
                        .orElseThrow(() -> rule.bad("integrity", "is required"))
                        .toUpperCase(Locale.ROOT))),
        "integrity");
    input
        .object("addField", "name", "type", "maxLength")
        .ifPresent(
            added -> {
              int maxLength = added.whole("maxLength", 1, LONGEST).orElse(USUAL_LENGTH);
              String name = added.requiredText("name");
              String type = added.text("type").orElse("string");
              attempt(added, "type", () -> schema.addField(resource, name, type, maxLength));
            });
  }

  /** Carries out a change that has an object of its own; refusals name the given field of it. */
  private static void part(
      Input input, String name, String blamed, Consumer<Input> change, String... otherFields) {
    String[] fields =
        Stream.concat(Stream.of(blamed), Stream.of(otherFields)).toArray(String[]::new);
    input
        .object(name, fields)
        .ifPresent(object -> attempt(object, blamed, () -> change.accept(object)));
  }

  private static int longest(Input input) {
    return input
        .whole("maxLength", 1, LONGEST)
        .orElseThrow(() -> input.bad("maxLength", "is required"));
  }

  private static int requiredWhole(Input input, String field) {
    return input
        .whole(field, 0, Integer.MAX_VALUE)
        .orElseThrow(() -> input.bad(field, "is required"));
  }

  private static void text(Input input, String field, Consumer<String> change) {
    input.text(field).ifPresent(name -> attempt(input, field, () -> change.accept(name)));
  }

  private static void attempt(Input input, String field, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException | DataverseException e) {
      throw input.bad(field, e.getMessage());
    }
  }
}
