package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Literal;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@code EntityDefinitions}: the tables' definitions, their columns (all, or cast to one kind of
 * column for what only that kind has) and their keys. Source: the vendor's page "Query table
 * definitions using the Web API".
 */
final class Metadata {
  static final String DEFINITIONS = "EntityDefinitions";

  private static final String CRM = "Microsoft.Dynamics.CRM.";
  private static final String ATTRIBUTES = "Attributes";
  private static final String KEYS = "Keys";

  private final DynamicsStore store;

  Metadata(DynamicsStore store) {
    this.store = store;
  }

  ApiResponse answer(ApiRequest request) {
    List<Segment> path = request.path();
    Optional<RowKey> key = path.get(0).key();
    if (key.isEmpty()) {
      List<JsonObject> all =
          store.types().stream().map(type -> definition(type, request.query())).toList();
      return list(request, DEFINITIONS, CRM + "EntityMetadata", all);
    }
    EntityType type = find(key.get());
    if (path.size() == 1) {
      MetadataQuery query = new MetadataQuery(request.query(), CRM + "EntityMetadata");
      return single(request, DEFINITIONS, query.project(definition(type, request.query())));
    }
    String context = DEFINITIONS + "('" + type.logicalName() + "')/" + path.get(1).name();
    return switch (path.get(1).name()) {
      case ATTRIBUTES -> attributes(request, type, context);
      case KEYS -> list(request, context, CRM + "EntityKeyMetadata", keys(type));
      default -> throw DataverseException.noSuchResource(path.get(1).name());
    };
  }

  private ApiResponse attributes(ApiRequest request, EntityType type, String context) {
    List<Segment> path = request.path();
    Optional<RowKey> key = path.get(1).key();
    String cast = path.size() > 2 && path.get(2).name().startsWith(CRM) ? path.get(2).name() : null;
    if (path.size() > (cast == null ? 2 : 3)) {
      throw DataverseException.noSuchResource(path.get(path.size() - 1).name());
    }
    boolean typed = cast != null || request.query().select().isEmpty();
    Function<Column, JsonObject> describe =
        column -> AttributeMetadata.describe(type, column, typed, cast != null);
    List<Column> columns =
        type.columns().stream()
            .filter(column -> cast == null || AttributeMetadata.typeName(column).equals(cast))
            .toList();
    String named = cast == null ? CRM + "AttributeMetadata" : cast;
    if (key.isEmpty()) {
      return list(
          request,
          cast == null ? context : context + "/" + cast,
          named,
          columns.stream().map(describe).toList());
    }
    String name = logicalName(key.get());
    MetadataQuery query = new MetadataQuery(request.query(), named);
    return columns.stream()
        .filter(column -> id(type, column).equals(name) || column.name().equals(name))
        .findFirst()
        .map(column -> single(request, context, query.project(describe.apply(column))))
        .orElseThrow(
            () ->
                new DataverseException(
                    404, "0x80060888", "Could not find an attribute with name: " + name));
  }

  private EntityType find(RowKey key) {
    String name = logicalName(key);
    return store.types().stream()
        .filter(type -> type.logicalName().equals(name) || id(type).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataverseException(
                    404,
                    "0x80060888",
                    "Could not find an entity with name: " + name + " in the MetadataCache."));
  }

  private static String logicalName(RowKey key) {
    if (key instanceof RowKey.Id byId) {
      return byId.id().toString();
    }
    return ((RowKey.Attributes) key).values().get("LogicalName") instanceof Literal.Text text
        ? text.value()
        : "";
  }

  private static ApiResponse list(
      ApiRequest request, String context, String typeName, List<JsonObject> all) {
    List<JsonObject> found = new MetadataQuery(request.query(), typeName).apply(all);
    return ApiResponse.json(
        200,
        new JsonObject()
            .put("@odata.context", request.root() + "$metadata#" + context)
            .put("value", new JsonArray(found))
            .toBuffer());
  }

  private static ApiResponse single(ApiRequest request, String context, JsonObject found) {
    JsonObject body =
        new JsonObject()
            .put("@odata.context", request.root() + "$metadata#" + context + "/$entity");
    return ApiResponse.json(200, body.mergeIn(found).toBuffer());
  }

  private static JsonObject definition(EntityType type, QueryOptions query) {
    JsonObject definition =
        new JsonObject()
            .put("MetadataId", id(type))
            .put("LogicalName", type.logicalName())
            .put("SchemaName", type.logicalName())
            .put("EntitySetName", type.entitySetName())
            .put("LogicalCollectionName", type.entitySetName())
            .put("PrimaryIdAttribute", type.primaryId())
            .put("PrimaryNameAttribute", type.primaryName())
            .put("ChangeTrackingEnabled", type.changeTracking())
            .put(
                "CanChangeTrackingBeEnabled",
                new JsonObject()
                    .put("Value", true)
                    .put("CanBeChanged", true)
                    .put("ManagedPropertyLogicalName", "canchangetrackingbeenabled"))
            .put("IsActivity", type.activity())
            .put("IsCustomEntity", type.custom())
            .put("IsOptimisticConcurrencyEnabled", true)
            .put("OwnershipType", type.column("ownerid").isPresent() ? "UserOwned" : "None")
            .put("DisplayName", AttributeMetadata.label(Labels.of(type.logicalName())))
            .put("DisplayCollectionName", AttributeMetadata.label(Labels.of(type.entitySetName())));
    for (String expanded : MetadataQuery.expansions(query)) {
      switch (expanded) {
        case ATTRIBUTES -> definition.put(ATTRIBUTES, new JsonArray(columns(type)));
        case KEYS -> definition.put(KEYS, new JsonArray(keys(type)));
        default ->
            throw DataverseException.badQuery(
                "Could not find a property named '"
                    + expanded
                    + "' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.");
      }
    }
    return definition;
  }

  private static List<JsonObject> columns(EntityType type) {
    return type.columns().stream()
        .map(column -> AttributeMetadata.describe(type, column, true, false))
        .toList();
  }

  private static List<JsonObject> keys(EntityType type) {
    List<JsonObject> keys = new ArrayList<>();
    for (EntityKey key : type.keys()) {
      keys.add(
          new JsonObject()
              .put("MetadataId", stableId(type.logicalName() + "/key/" + key.name()))
              .put("LogicalName", key.name())
              .put("SchemaName", key.name())
              .put("EntityLogicalName", type.logicalName())
              .put("KeyAttributes", new JsonArray(key.columns()))
              .put("EntityKeyIndexStatus", "Active"));
    }
    return keys;
  }

  private static String id(EntityType type) {
    return stableId(type.logicalName());
  }

  static String id(EntityType type, Column column) {
    return stableId(type.logicalName() + "/" + column.name());
  }

  private static String stableId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
