package io.tidegate.sandbox.dynamics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** What the metadata says of a column. */
final class AttributeMetadata {
  private static final String CRM = "Microsoft.Dynamics.CRM.";
  private static final int ENGLISH = 1033;

  /** Prefixes by which customers and publishers of solutions tell their columns. */
  private static final Pattern PUBLISHED = Pattern.compile("(new|adobe|msdyn)_");

  private AttributeMetadata() {}

  /** The type a client casts to for what only this kind of column has. */
  static String typeName(Column column) {
    return CRM
        + switch (column.type()) {
          case CUSTOMER, OWNER -> "LookupAttributeMetadata";
          case ID -> "AttributeMetadata";
          case MULTI_SELECT -> "MultiSelectPicklistAttributeMetadata";
          default -> column.type().attributeType() + "AttributeMetadata";
        };
  }

  /**
   * Describes a column.
   *
   * @param typed with what only this kind of column has
   * @param cast as an element of a list of this kind; else the element names its type
   */
  static JsonObject describe(EntityType type, Column column, boolean typed, boolean cast) {
    JsonObject described = new JsonObject();
    if (!cast) {
      described.put("@odata.type", "#" + typeName(column));
    }
    boolean primaryId = column.name().equals(type.primaryId());
    described
        .put("MetadataId", Metadata.id(type, column))
        .put("LogicalName", column.name())
        .put("SchemaName", column.name())
        .put("EntityLogicalName", type.logicalName())
        .put("AttributeType", column.type().attributeType())
        .put("AttributeTypeName", new JsonObject().put("Value", typeLabel(column) + "Type"))
        .put("IsPrimaryId", primaryId)
        .put("IsPrimaryName", column.name().equals(type.primaryName()))
        .put("IsCustomAttribute", PUBLISHED.matcher(column.name()).lookingAt())
        .put("IsValidForRead", true)
        .put("IsValidForCreate", column.writable())
        .put("IsValidForUpdate", column.writable() && !primaryId)
        .put(
            "RequiredLevel",
            new JsonObject()
                .put("Value", requiredLevel(primaryId, column))
                .put("CanBeChanged", !primaryId)
                .put("ManagedPropertyLogicalName", "canmodifyrequirementlevelsettings"))
        .put("DisplayName", label(column.label()));
    if (typed) {
      addTyped(described, column, cast);
    }
    return described;
  }

  private static String requiredLevel(boolean primaryId, Column column) {
    if (primaryId) {
      return "SystemRequired";
    }
    return column.traits().required() ? "ApplicationRequired" : "None";
  }

  /** Unlike {@code AttributeType} it has a name for several choices. */
  private static String typeLabel(Column column) {
    return column.type() == ColumnType.MULTI_SELECT
        ? "MultiSelectPicklist"
        : column.type().attributeType();
  }

  private static void addTyped(JsonObject described, Column column, boolean cast) {
    switch (column.type()) {
      case STRING, MEMO ->
          described
              .put("MaxLength", column.maxLength())
              .put("Format", column.name().startsWith("emailaddress") ? "Email" : "Text");
      case DATE -> dateTime(described, "DateOnly");
      case DATETIME -> dateTime(described, "DateAndTime");
      case INTEGER ->
          described.put("MinValue", Integer.MIN_VALUE).put("MaxValue", Integer.MAX_VALUE);
      case LOOKUP, CUSTOMER, OWNER ->
          described.put("Targets", new JsonArray(column.navigations().keySet().stream().toList()));
      case DECIMAL, MONEY -> described.put("Precision", 2);
      case PICKLIST, MULTI_SELECT, STATE, STATUS, BOOLEAN -> {
        if (cast) {
          described.put("OptionSet", optionSet(column)).putNull("GlobalOptionSet");
        }
      }
      default -> {
        // nothing beyond what every column has
      }
    }
  }

  private static void dateTime(JsonObject described, String format) {
    described
        .put("Format", format)
        .put(
            "DateTimeBehavior",
            new JsonObject().put("Value", format.equals("DateOnly") ? format : "UserLocal"));
  }

  private static JsonObject optionSet(Column column) {
    JsonObject set =
        new JsonObject()
            .put("Name", column.name())
            .put("IsGlobal", false)
            .put(
                "OptionSetType",
                column.type() == ColumnType.MULTI_SELECT
                    ? "Picklist"
                    : column.type().attributeType());
    if (column.type() == ColumnType.BOOLEAN) {
      return set.put("FalseOption", option(column.options().get(0)))
          .put("TrueOption", option(column.options().get(1)));
    }
    JsonArray options = new JsonArray();
    column.options().forEach(option -> options.add(option(option)));
    return set.put("Options", options);
  }

  private static JsonObject option(Column.Option option) {
    return new JsonObject().put("Value", option.value()).put("Label", label(option.label()));
  }

  static JsonObject label(String text) {
    JsonObject localized = new JsonObject().put("Label", text).put("LanguageCode", ENGLISH);
    return new JsonObject()
        .put("LocalizedLabels", new JsonArray().add(localized))
        .put("UserLocalizedLabel", localized.copy());
  }
}
