package io.tidegate.campaign;

import io.tidegate.campaign.ResourceType.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the bodies of Campaign's REST API. */
final class CampaignAnswers {

  /** A resource whose filters are still to be asked for, at their own address. */
  record Described(String name, Map<String, Field> fields, Optional<String> filters) {
    ResourceType with(Set<String> filterNames) {
      return new ResourceType(name, fields, filterNames);
    }
  }

  private CampaignAnswers() {}

  /** The content must be there: a look-up that found nothing says so with an empty list. */
  static ResourcePage page(JsonObject body) {
    JsonArray items = Objects.requireNonNull(body.getJsonArray("content"), "no content");
    List<JsonObject> content = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      content.add(items.getJsonObject(i));
    }
    return new ResourcePage(content, href(body.getValue("next")));
  }

  /** A record that was created; without an address it is of no use to us. */
  static JsonObject created(JsonObject body) {
    Objects.requireNonNull(body.getString("href"), "no href");
    return body;
  }

  static Described resourceType(String resource, JsonObject body) {
    Map<String, Field> fields = new LinkedHashMap<>();
    JsonObject content = body.getJsonObject("content");
    for (String name : content.fieldNames()) {
      if (content.getValue(name) instanceof JsonObject field) {
        fields.put(
            name,
            new Field(
                name,
                field.getString("type", ""),
                values(field.getValue("values")),
                Optional.ofNullable(field.getString("dataPolicy")).filter(p -> !p.isEmpty())));
      }
    }
    return new Described(resource, fields, href(body.getValue("filters")));
  }

  private static Optional<String> href(Object link) {
    return link instanceof JsonObject object
        ? Optional.ofNullable(object.getString("href"))
        : Optional.empty();
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
