package io.tidegate.dynamics;

import io.tidegate.connector.Vendor;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the bodies of the Dataverse Web API. */
final class DynamicsAnswers {

  private DynamicsAnswers() {}

  /**
   * Rows and deleted items stand side by side in {@code value}; a deleted one is told by its
   * context and holds its key as {@code id}, whatever the table's key is called.
   */
  static ChangePage changes(JsonObject body) {
    List<JsonObject> rows = new ArrayList<>();
    List<String> deletedIds = new ArrayList<>();
    for (JsonObject item : value(body)) {
      if (item.getString("@odata.context", "").endsWith("/$deletedEntity")) {
        deletedIds.add(item.getString("id"));
      } else {
        rows.add(item);
      }
    }
    Optional<String> nextLink = Optional.ofNullable(body.getString("@odata.nextLink"));
    Optional<String> deltaLink = Optional.ofNullable(body.getString("@odata.deltaLink"));
    if (nextLink.isEmpty() && deltaLink.isEmpty()) {
      throw Vendor.DYNAMICS.unusable(
          "Dynamics reads the table but does not track its changes.",
          "Turn on change tracking for the table in Dynamics.");
    }
    return new ChangePage(rows, deletedIds, nextLink, deltaLink);
  }

  static WhoAmI whoAmI(JsonObject body) {
    return new WhoAmI(
        body.getString("UserId"),
        body.getString("BusinessUnitId"),
        body.getString("OrganizationId"));
  }

  static Map<String, String> attributeTypes(JsonObject body) {
    Map<String, String> types = new LinkedHashMap<>();
    value(body).forEach(a -> types.put(a.getString("LogicalName"), a.getString("AttributeType")));
    return types;
  }

  static Map<String, Integer> maxLengths(JsonObject body) {
    Map<String, Integer> lengths = new HashMap<>();
    value(body).forEach(a -> lengths.put(a.getString("LogicalName"), a.getInteger("MaxLength")));
    return lengths;
  }

  static EntityDefinition entity(
      JsonObject definition, Map<String, String> types, Map<String, Integer> maxLengths) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> attributes.put(name, new Attribute(name, type, length(maxLengths, name))));
    return new EntityDefinition(
        definition.getString("LogicalName"),
        definition.getString("EntitySetName"),
        definition.getString("PrimaryIdAttribute"),
        definition.getBoolean("ChangeTrackingEnabled", false),
        attributes);
  }

  private static OptionalInt length(Map<String, Integer> maxLengths, String name) {
    Integer length = maxLengths.get(name);
    return length == null ? OptionalInt.empty() : OptionalInt.of(length);
  }

  private static List<JsonObject> value(JsonObject body) {
    JsonArray value = Objects.requireNonNull(body.getJsonArray("value"), "no value");
    List<JsonObject> items = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      items.add(value.getJsonObject(i));
    }
    return items;
  }
}
