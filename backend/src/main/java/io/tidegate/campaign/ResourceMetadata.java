package io.tidegate.campaign;

import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.campaign.ResourceType.Listed;
import io.tidegate.campaign.ResourceType.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what Campaign's metadata says; whatever it leaves out is taken for not known. */
final class ResourceMetadata {

  /** A resource whose filters are still to be asked for, at their own address. */
  record Described(String name, String label, Map<String, Field> fields, Optional<String> filters) {
    ResourceType with(Map<String, List<String>> filterParameters) {
      return new ResourceType(name, label, fields, filterParameters);
    }
  }

  private ResourceMetadata() {}

  /**
   * The resources that the root of the extended API lists: profiles, and what is linked to them.
   */
  static List<Listed> resources(JsonObject body) {
    List<Listed> resources = new ArrayList<>();
    JsonObject listed = body.getValue("content") instanceof JsonObject content ? content : body;
    for (String name : listed.fieldNames()) {
      if (listed.getValue(name) instanceof JsonObject resource && resource.containsKey("href")) {
        String apiName = text(resource, "apiName", name);
        String label = text(resource, "label", text(resource, "help", apiName));
        resources.add(new Listed(apiName, label, true));
      }
    }
    return resources;
  }

  static Described resource(String name, JsonObject body) {
    Map<String, Field> fields = new LinkedHashMap<>();
    addFields(fields, "", body.getJsonObject("content"));
    return new Described(
        name, text(body, "label", name), fields, CampaignAnswers.href(body.getValue("filters")));
  }

  private static void addFields(Map<String, Field> fields, String prefix, JsonObject content) {
    for (String name : content.fieldNames()) {
      if (content.getValue(name) instanceof JsonObject field) {
        String path = prefix + name;
        fields.put(path, field(path, field));
        if (field.getValue("content") instanceof JsonObject inner) {
          addFields(fields, path + ".", inner);
        }
      }
    }
  }

  private static Field field(String path, JsonObject field) {
    return new Field(
        path,
        text(field, "label", path),
        text(field, "type", ""),
        text(field, "resType", ""),
        field.getValue("length") instanceof Number length && length.intValue() > 0
            ? OptionalInt.of(length.intValue())
            : OptionalInt.empty(),
        values(field.getValue("values")),
        optional(field, "resTarget"),
        optional(field, "dataPolicy"),
        Boolean.TRUE.equals(field.getValue("readOnly")),
        Boolean.TRUE.equals(field.getValue("mandatory")));
  }

  /** The keys of an object, or a list of texts or of objects. */
  private static List<Value> values(Object described) {
    List<Value> values = new ArrayList<>();
    if (described instanceof JsonObject byName) {
      for (String name : byName.fieldNames()) {
        values.add(
            byName.getValue(name) instanceof JsonObject value
                ? new Value(name, text(value, "label", name))
                : new Value(name, String.valueOf(byName.getValue(name))));
      }
    } else if (described instanceof JsonArray list) {
      for (Object item : list) {
        if (item instanceof JsonObject value) {
          String name = text(value, "name", "");
          values.add(new Value(name, text(value, "label", name)));
        } else {
          values.add(new Value(String.valueOf(item), String.valueOf(item)));
        }
      }
    }
    return values;
  }

  /** Each filter's {@code data} shows how it is used: {@code …/byText?text=$value}. */
  static Map<String, List<String>> filters(JsonObject body) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (String name : body.fieldNames()) {
      String usage =
          body.getValue(name) instanceof JsonObject filter ? text(filter, "data", "") : "";
      int query = usage.indexOf('?');
      filters.put(
          name,
          query < 0
              ? List.of()
              : Arrays.stream(usage.substring(query + 1).split("&", -1))
                  .map(parameter -> parameter.replaceFirst("=.*", ""))
                  .filter(parameter -> !parameter.isEmpty())
                  .toList());
    }
    return filters;
  }

  private static Optional<String> optional(JsonObject described, String member) {
    return Optional.of(text(described, member, "")).filter(text -> !text.isEmpty());
  }

  private static String text(JsonObject described, String member, String otherwise) {
    return described.getValue(member) instanceof String text && !text.isBlank() ? text : otherwise;
  }
}
