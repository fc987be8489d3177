package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.delivery.LogColumn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Describes the resources: their fields, and the filters by which they can be asked. Shapes from
 * the vendor's pages "Metadata mechanism" and "Filtering".
 */
final class Metadata {
  private Metadata() {}

  /** The opaque key under which the filters of a resource are found. */
  static String typeKey(String resource, OpaqueKeys keys) {
    return keys.seal("type " + resource);
  }

  /** A resource's fields. */
  static JsonObject resource(Schema schema, Address address, OpaqueKeys keys) {
    Schema.Header header = schema.header();
    String name = header.name();
    String typeKey = typeKey(name, keys);
    JsonObject content = new JsonObject();
    for (Field field : schema.fields()) {
      if (field.custom() && !address.extended()) {
        continue;
      }
      if (field.item().isEmpty()) {
        content.put(field.name(), field(name, field));
      } else {
        item(content, field.item()).getJsonObject("content").put(field.name(), field(name, field));
      }
    }
    schema
        .collections()
        .forEach((collection, target) -> content.put(collection, collection(collection, target)));
    return new JsonObject()
        .put("PKey", typeKey)
        .put("apiName", name)
        .put("content", content)
        .put("data", "/" + address.service() + "/" + name + "/")
        .put(
            "filters",
            new JsonObject()
                .put("href", address.resource("resourceType") + "/" + typeKey + "/filters/"))
        .put("help", header.help())
        .put("href", address.resource(name) + "/metadata")
        .put("label", header.label())
        .put("mandatory", false)
        .put("name", name)
        .put("pkgStatus", "never")
        .put("readOnly", false)
        .put("schema", header.schema())
        .put("type", "item");
  }

  /** The filters; each one's {@code data} shows how it is used. */
  static JsonObject filters(
      String resource, List<NamedFilter> filters, Address address, OpaqueKeys keys) {
    JsonObject all = new JsonObject();
    for (NamedFilter filter : filters) {
      String name = filter.name();
      all.put(
          name,
          new JsonObject()
              .put("PKey", keys.seal("filter " + name))
              .put("category", "99_none")
              .put("condition", new JsonObject())
              .put(
                  "data",
                  "/" + address.service() + "/" + resource + "/" + name + "?" + filter.usage())
              .put("formType", "none")
              .put("fragmentName", "")
              .put("label", name));
    }
    return all;
  }

  /** One of the resources that can be asked for, as their list shows it. */
  static JsonObject listed(Address address, String name, String help) {
    return new JsonObject()
        .put("apiName", name)
        .put("data", address.resource(name) + "/")
        .put("help", help)
        .put("href", address.resource("resourceType") + "/" + name)
        .put("name", name)
        .put("type", "item");
  }

  /** A log's columns; nothing in a log can be written. */
  static JsonObject log(LogResource<?> log, Address address, String typeKey) {
    JsonObject content = new JsonObject();
    for (LogColumn<?> column : log.columns()) {
      content.put(
          column.name(),
          new JsonObject()
              .put("apiName", column.name())
              .put("label", column.name())
              .put("name", column.name())
              .put("readOnly", true)
              .put("sortable", false)
              .put("resType", type(column).resType())
              .put("type", type(column).type()));
    }
    return new JsonObject()
        .put("PKey", typeKey)
        .put("apiName", log.name())
        .put("content", content)
        .put("data", "/" + address.service() + "/" + log.name() + "/")
        .put(
            "filters",
            new JsonObject()
                .put("href", address.resource("resourceType") + "/" + typeKey + "/filters/"))
        .put("href", address.resource(log.name()) + "/metadata")
        .put("name", log.name())
        .put("readOnly", true)
        .put("schema", "nms:" + log.name())
        .put("type", "item");
  }

  private static FieldType type(LogColumn<?> column) {
    return switch (column.kind()) {
      case TEXT -> FieldType.STRING;
      case NUMBER -> FieldType.NUMBER;
      case TIME -> FieldType.DATETIME;
    };
  }

  private static JsonObject item(JsonObject content, String name) {
    if (!content.containsKey(name)) {
      content.put(
          name,
          new JsonObject()
              .put("apiName", name)
              .put("content", new JsonObject())
              .put("name", name)
              .put("readOnly", false)
              .put("type", "item"));
    }
    return content.getJsonObject(name);
  }

  private static JsonObject field(String resource, Field field) {
    JsonObject described =
        new JsonObject()
            .put("apiName", field.name())
            .put("category", "0150_" + resource)
            .put("dataPolicy", field.policy().label())
            .put("label", field.label())
            .put("mandatory", field.mandatory())
            .put("name", field.name())
            .put("readOnly", field.readOnly())
            .put("resType", field.type().resType())
            .put("sortable", sortable(field))
            .put("type", field.type().type());
    if (field.maxLength() > 0) {
      described.put("length", field.maxLength());
    }
    field.link().ifPresent(link -> described.put("resTarget", link.target()));
    if (!field.values().isEmpty()) {
      described.put("values", values(field));
    }
    return described;
  }

  static boolean sortable(Field field) {
    return (field.ordinal() >= 0 && field.type() != FieldType.LINK)
        || field.name().equals("created")
        || field.name().equals("lastModified");
  }

  private static JsonArray values(Field field) {
    JsonArray values = new JsonArray();
    for (int i = 0; i < field.values().size(); i++) {
      Field.Value value = field.values().get(i);
      values.add(
          new JsonObject()
              .put("name", value.name())
              .put("label", value.label())
              .put("value", String.valueOf(i)));
    }
    return values;
  }

  private static JsonObject collection(String name, String target) {
    return new JsonObject()
        .put("apiName", name)
        .put("name", name)
        .put("readOnly", true)
        .put("resTarget", target)
        .put("resType", "link")
        .put("sortable", false)
        .put("type", "collection")
        .put("unbound", true);
  }
}
