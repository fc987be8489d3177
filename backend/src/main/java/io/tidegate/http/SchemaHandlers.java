package io.tidegate.http;

import io.tidegate.configuration.SchemaDiscovery;
import io.tidegate.configuration.SchemaDiscovery.Attribute;
import io.tidegate.configuration.SchemaDiscovery.Entity;
import io.tidegate.configuration.SchemaDiscovery.EntityDetails;
import io.tidegate.configuration.SchemaDiscovery.Field;
import io.tidegate.configuration.SchemaDiscovery.Read;
import io.tidegate.configuration.SchemaDiscovery.Resource;
import io.tidegate.configuration.SchemaDiscovery.ResourceDetails;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** What the two systems consist of. */
final class SchemaHandlers {
  private final SchemaDiscovery schemas;

  SchemaHandlers(SchemaDiscovery schemas) {
    this.schemas = schemas;
  }

  void entities(RoutingContext context) {
    answer(
        context,
        schemas.entities(refresh(context)),
        entities ->
            new JsonObject()
                .put("entities", ConfigurationJson.array(entities, SchemaHandlers::toJson)));
  }

  void entity(RoutingContext context) {
    String name = Answers.pathParameter(context, "name");
    answer(context, schemas.entity(name, refresh(context)), SchemaHandlers::toJson);
  }

  void resources(RoutingContext context) {
    answer(
        context,
        schemas.resources(refresh(context)),
        resources ->
            new JsonObject()
                .put("resources", ConfigurationJson.array(resources, SchemaHandlers::toJson)));
  }

  void resource(RoutingContext context) {
    String name = Answers.pathParameter(context, "name");
    answer(context, schemas.resource(name, refresh(context)), SchemaHandlers::toJson);
  }

  private static <T> void answer(
      RoutingContext context, Future<Read<T>> reading, Function<T, JsonObject> json) {
    reading
        .onSuccess(
            read ->
                Answers.ok(context, json.apply(read.value()).put("readAt", read.at().toString())))
        .onFailure(context::fail);
  }

  private static boolean refresh(RoutingContext context) {
    return "true".equals(Answers.query(context, "refresh"));
  }

  private static JsonObject toJson(Entity entity) {
    return new JsonObject()
        .put("name", entity.name())
        .put("label", entity.label())
        .put("entitySet", entity.entitySet())
        .put("primaryId", entity.primaryId())
        .put("primaryName", entity.primaryName())
        .put("changeTracking", entity.changeTracking())
        .put("custom", entity.custom());
  }

  private static JsonObject toJson(EntityDetails details) {
    return toJson(details.entity())
        .put("attributes", ConfigurationJson.array(details.attributes(), SchemaHandlers::toJson))
        .put(
            "keys",
            ConfigurationJson.array(
                details.keys(),
                key ->
                    new JsonObject()
                        .put("name", key.name())
                        .put("attributes", new JsonArray(key.attributes()))));
  }

  private static JsonObject toJson(Attribute attribute) {
    JsonObject json =
        new JsonObject()
            .put("name", attribute.name())
            .put("label", attribute.label())
            .put("type", attribute.type())
            .put("required", attribute.required())
            .put(
                "options",
                ConfigurationJson.array(
                    attribute.options(),
                    option ->
                        new JsonObject().put("value", option.value()).put("label", option.label())))
            .put("targets", new JsonArray(attribute.targets()));
    return with(json, "maxLength", attribute.maxLength());
  }

  private static JsonObject toJson(Resource resource) {
    return new JsonObject()
        .put("name", resource.name())
        .put("label", resource.label())
        .put("linkedToProfile", resource.linkedToProfile());
  }

  private static JsonObject toJson(ResourceDetails details) {
    return new JsonObject()
        .put("name", details.name())
        .put("label", details.label())
        .put("fields", ConfigurationJson.array(details.fields(), SchemaHandlers::toJson))
        .put(
            "filters",
            ConfigurationJson.array(
                details.filters(),
                filter ->
                    new JsonObject()
                        .put("name", filter.name())
                        .put("parameters", new JsonArray(filter.parameters()))));
  }

  private static JsonObject toJson(Field field) {
    JsonObject json =
        new JsonObject()
            .put("name", field.name())
            .put("label", field.label())
            .put("type", field.type())
            .put(
                "values",
                ConfigurationJson.array(
                    field.values(),
                    value ->
                        new JsonObject().put("name", value.name()).put("label", value.label())))
            .put("readOnly", field.readOnly());
    with(json, "maxLength", field.maxLength());
    with(json, "target", field.target());
    return with(json, "dataPolicy", field.dataPolicy());
  }

  private static JsonObject with(JsonObject json, String name, Object value) {
    return value == null ? json : json.put(name, value);
  }
}
