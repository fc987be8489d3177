package io.tidegate.dynamics;

import io.tidegate.dynamics.EntityDefinition.AlternateKey;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what Dynamics' metadata says of tables; whatever it leaves out is taken for not known. */
final class MetadataAnswers {
  private static final String MULTI_SELECT = "MultiSelectPicklist";
  private static final Set<String> DEMANDED = Set.of("ApplicationRequired", "SystemRequired");

  private MetadataAnswers() {}

  static List<JsonObject> value(JsonObject body) {
    return objects(Objects.requireNonNull(body.getJsonArray("value"), "no value"));
  }

  static String name(JsonObject described) {
    return described.getString("LogicalName");
  }

  static List<EntityDefinition> entities(JsonObject body) {
    return value(body).stream().map(definition -> entity(definition, Map.of(), List.of())).toList();
  }

  static EntityDefinition entity(
      JsonObject definition, Map<String, Attribute> attributes, List<AlternateKey> keys) {
    return new EntityDefinition(
        name(definition),
        label(definition),
        definition.getString("EntitySetName"),
        definition.getString("PrimaryIdAttribute"),
        definition.getString("PrimaryNameAttribute"),
        Boolean.TRUE.equals(definition.getBoolean("ChangeTrackingEnabled")),
        Boolean.TRUE.equals(definition.getBoolean("IsCustomEntity")),
        attributes,
        keys);
  }

  /**
   * The columns that can be read. Virtual ones are shadows of others (an option's or a lookup's
   * name) or files: none can be asked for.
   */
  static Map<String, Attribute> attributes(
      List<JsonObject> columns,
      Map<String, JsonObject> details,
      Map<String, List<Option>> options) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (JsonObject column : columns) {
      String name = name(column);
      String type = type(column);
      if (!type.equals("Virtual") && !Boolean.FALSE.equals(column.getBoolean("IsValidForRead"))) {
        attributes.put(
            name,
            attribute(
                column,
                type,
                details.getOrDefault(name, new JsonObject()),
                options.getOrDefault(name, List.of())));
      }
    }
    return attributes;
  }

  private static Attribute attribute(
      JsonObject column, String type, JsonObject details, List<Option> options) {
    Integer length = details.getInteger("MaxLength");
    return new Attribute(
        name(column),
        label(column),
        type,
        length == null ? OptionalInt.empty() : OptionalInt.of(length),
        DEMANDED.contains(inner(column, "RequiredLevel", "")),
        Optional.ofNullable(details.getString("Format")),
        Optional.ofNullable(inner(details, "DateTimeBehavior", null)),
        options,
        texts(details.getJsonArray("Targets")));
  }

  /** Several choices at once have a type by name only. */
  private static String type(JsonObject column) {
    return inner(column, "AttributeTypeName", "").equals(MULTI_SELECT + "Type")
        ? MULTI_SELECT
        : Objects.toString(column.getString("AttributeType"), "");
  }

  static List<AlternateKey> keys(List<JsonObject> keys) {
    return keys.stream()
        .map(key -> new AlternateKey(name(key), texts(key.getJsonArray("KeyAttributes"))))
        .toList();
  }

  /** Those of the column's own set, or of the one it shares with others. */
  static List<Option> options(JsonObject column) {
    JsonObject set = column.getJsonObject("OptionSet");
    if (set == null) {
      set = column.getJsonObject("GlobalOptionSet", new JsonObject());
    }
    List<JsonObject> described = new ArrayList<>();
    for (String only : List.of("FalseOption", "TrueOption")) {
      if (set.getJsonObject(only) != null) {
        described.add(set.getJsonObject(only));
      }
    }
    if (set.getJsonArray("Options") != null) {
      described.addAll(objects(set.getJsonArray("Options")));
    }
    return described.stream()
        .filter(option -> option.getInteger("Value") != null)
        .map(
            option ->
                new Option(
                    option.getInteger("Value"),
                    text(option.getJsonObject("Label"), option.getInteger("Value").toString())))
        .toList();
  }

  private static String label(JsonObject described) {
    return text(described.getJsonObject("DisplayName"), name(described));
  }

  /** In the language of the application user. */
  private static String text(JsonObject label, String otherwise) {
    JsonObject localized = label == null ? null : label.getJsonObject("UserLocalizedLabel");
    String text = localized == null ? null : localized.getString("Label");
    return text == null || text.isBlank() ? otherwise : text;
  }

  private static String inner(JsonObject described, String member, String otherwise) {
    return described.getValue(member) instanceof JsonObject object
        ? object.getString("Value", otherwise)
        : otherwise;
  }

  private static List<JsonObject> objects(JsonArray array) {
    List<JsonObject> objects = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      objects.add(array.getJsonObject(i));
    }
    return objects;
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    if (array != null) {
      array.forEach(text -> texts.add(String.valueOf(text)));
    }
    return List.copyOf(texts);
  }
}
