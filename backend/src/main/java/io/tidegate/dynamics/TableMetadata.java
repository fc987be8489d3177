package io.tidegate.dynamics;

import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.dynamics.EntityDefinition.AlternateKey;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks for the definitions of tables. What only some kinds of columns have (length, options,
 * targets) is told by casts to those kinds, each asked for once; a kind that an environment does
 * not know is left out.
 *
 * @param get sends a GET to a path below the API's
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api">Query
 *     table definitions</a>
 */
record TableMetadata(Function<String, Future<JsonObject>> get) {
  private static final String DEFINITION =
      "$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute"
          + ",ChangeTrackingEnabled,IsCustomEntity,DisplayName";

  private static final String COLUMN =
      "?$select=LogicalName,AttributeType,AttributeTypeName,RequiredLevel,DisplayName"
          + ",IsValidForRead";

  private static final List<String> OPTION_KINDS =
      List.of("Picklist", "MultiSelectPicklist", "State", "Status", "Boolean");

  /** All tables, without their columns. One request. */
  Future<List<EntityDefinition>> all() {
    return get.apply("/EntityDefinitions?" + DEFINITION).map(MetadataAnswers::entities);
  }

  /** A table with its columns. */
  Future<EntityDefinition> one(String logicalName) {
    String path = "/EntityDefinitions(LogicalName='" + quoted(logicalName) + "')";
    String columns = path + "/Attributes";
    Future<JsonObject> definition = get.apply(path + "?" + DEFINITION);
    Future<List<JsonObject>> attributes = get.apply(columns + COLUMN).map(MetadataAnswers::value);
    Future<List<AlternateKey>> keys =
        optional(path + "/Keys?$select=LogicalName,KeyAttributes").map(MetadataAnswers::keys);
    Future<Map<String, JsonObject>> details = details(columns);
    Future<Map<String, List<Option>>> options = options(columns);
    return Future.all(definition, attributes, keys, details, options)
        .map(
            all ->
                MetadataAnswers.entity(
                    definition.result(),
                    MetadataAnswers.attributes(
                        attributes.result(), details.result(), options.result()),
                    keys.result()));
  }

  /** Lengths, targets and formats, by column. */
  private Future<Map<String, JsonObject>> details(String columns) {
    List<Future<List<JsonObject>>> asked =
        List.of(
            optional(cast(columns, "String") + ",MaxLength"),
            optional(cast(columns, "Memo") + ",MaxLength"),
            optional(cast(columns, "Lookup") + ",Targets"),
            optional(cast(columns, "DateTime") + ",Format,DateTimeBehavior"));
    return Future.all(asked)
        .map(
            all -> {
              Map<String, JsonObject> details = new HashMap<>();
              asked.forEach(
                  kind ->
                      kind.result()
                          .forEach(column -> details.put(MetadataAnswers.name(column), column)));
              return details;
            });
  }

  private Future<Map<String, List<Option>>> options(String columns) {
    List<Future<List<JsonObject>>> asked =
        OPTION_KINDS.stream()
            .map(kind -> optional(cast(columns, kind) + "&$expand=OptionSet,GlobalOptionSet"))
            .toList();
    return Future.all(asked)
        .map(
            all -> {
              Map<String, List<Option>> options = new HashMap<>();
              asked.forEach(
                  kind ->
                      kind.result()
                          .forEach(
                              column ->
                                  options.put(
                                      MetadataAnswers.name(column),
                                      MetadataAnswers.options(column))));
              return options;
            });
  }

  private static String cast(String columns, String kind) {
    return columns + "/Microsoft.Dynamics.CRM." + kind + "AttributeMetadata?$select=LogicalName";
  }

  private static String quoted(String name) {
    return URLEncoder.encode(name.replace("'", "''"), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Nothing where the environment does not understand the question. */
  private Future<List<JsonObject>> optional(String path) {
    return get.apply(path)
        .map(MetadataAnswers::value)
        .recover(
            failure ->
                failure instanceof RefusedException || failure instanceof GoneException
                    ? Future.succeededFuture(List.of())
                    : Future.failedFuture(failure));
  }
}
