package io.tidegate.campaign;

import io.tidegate.campaign.ResourceType.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the bodies of Campaign's REST API. */
final class CampaignAnswers {

  private CampaignAnswers() {}

  static ResourcePage page(JsonObject body) {
    List<JsonObject> content = new ArrayList<>();
    if (body.getValue("content") instanceof JsonArray items) {
      for (int i = 0; i < items.size(); i++) {
        content.add(items.getJsonObject(i));
      }
    }
    return new ResourcePage(
        content,
        body.getValue("next") instanceof JsonObject next
            ? Optional.ofNullable(next.getString("href"))
            : Optional.empty());
  }

  static ResourceType resourceType(String resource, JsonObject type, JsonObject filters) {
    Map<String, Field> fields = new LinkedHashMap<>();
    JsonObject content = type.getJsonObject("content", new JsonObject());
    for (String name : content.fieldNames()) {
      if (content.getValue(name) instanceof JsonObject field) {
        fields.put(
            name,
            new Field(
                name,
                field.getString("type", ""),
                values(field.getValue("values")),
                Optional.ofNullable(field.getString("dataPolicy"))
                    .filter(policy -> !policy.isEmpty())));
      }
    }
    Set<String> names = new LinkedHashSet<>(filters.fieldNames());
    return new ResourceType(resource, fields, names);
  }

  /** The names of an enumeration's values: keys of an object, or a list of texts or of objects. */
  private static List<String> values(Object values) {
    List<String> names = new ArrayList<>();
    if (values instanceof JsonObject byName) {
      names.addAll(byName.fieldNames());
    } else if (values instanceof JsonArray list) {
      for (int i = 0; i < list.size(); i++) {
        names.add(
            list.getValue(i) instanceof JsonObject value
                ? value.getString("name")
                : String.valueOf(list.getValue(i)));
      }
    }
    return names;
  }
}
