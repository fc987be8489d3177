package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Attribute;
import io.tidegate.sandbox.dynamics.odata.Attribute.Kind;
import io.tidegate.sandbox.dynamics.odata.Criteria;
import io.tidegate.sandbox.dynamics.odata.Expand;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code $select}, {@code $filter} and {@code $expand} over definitions. There is no paging of
 * metadata, and {@code MetadataId} is always told.
 *
 * @param typeName what errors call the things asked for
 */
record MetadataQuery(QueryOptions query, String typeName) {
  private static final Set<String> ENUMERATIONS = Set.of("AttributeType", "OwnershipType");
  private static final Set<String> EXPANDABLE =
      Set.of("Attributes", "Keys", "OptionSet", "GlobalOptionSet");

  /** The names in {@code $expand}. */
  static List<String> expansions(QueryOptions query) {
    return query.expand().stream().map(Expand::path).toList();
  }

  List<JsonObject> apply(List<JsonObject> all) {
    Criteria<JsonObject> criteria = new Criteria<>(path -> attribute(all, path));
    return all.stream()
        .filter(query.filter().map(criteria::predicate).orElse(item -> true))
        .map(this::project)
        .toList();
  }

  /** What is asked for of one definition. */
  JsonObject project(JsonObject item) {
    List<String> expanded = expansions(query);
    List<String> select = query.select();
    JsonObject projection = new JsonObject();
    for (Map.Entry<String, Object> member : item) {
      String name = member.getKey();
      boolean wanted =
          EXPANDABLE.contains(name)
              ? expanded.contains(name)
              : select.isEmpty()
                  || select.contains(name)
                  || name.equals("MetadataId")
                  || name.startsWith("@");
      if (wanted) {
        projection.put(name, inner(name, member.getValue()));
      }
    }
    for (String name : select) {
      if (!item.containsKey(name)) {
        throw unknown(name);
      }
    }
    for (String name : expanded) {
      if (!item.containsKey(name)) {
        throw unknown(name);
      }
    }
    return projection;
  }

  /** Applies the {@code $select} that an expansion may have of its own. */
  private Object inner(String name, Object value) {
    Optional<String> select =
        query.expand().stream()
            .filter(term -> term.path().equals(name) && !term.select().isEmpty())
            .map(term -> String.join(",", term.select()))
            .findFirst();
    if (select.isEmpty() || !(value instanceof JsonArray items)) {
      return value;
    }
    MetadataQuery narrowed =
        new MetadataQuery(
            new QueryOptions(Map.of("$select", select.get())), "Microsoft.Dynamics.CRM." + name);
    JsonArray projected = new JsonArray();
    items.forEach(item -> projected.add(narrowed.project((JsonObject) item)));
    return projected;
  }

  private Attribute<JsonObject> attribute(List<JsonObject> all, String path) {
    String[] steps = path.split("/", -1);
    Object sample =
        all.stream()
            .map(item -> value(item, steps))
            .filter(value -> value != null)
            .findFirst()
            .orElseThrow(() -> unknown(path));
    Kind kind =
        sample instanceof Boolean
            ? Kind.BOOLEAN
            : sample instanceof Number
                ? Kind.NUMBER
                : ENUMERATIONS.contains(path) ? Kind.ENUMERATION : Kind.TEXT;
    return new Attribute<>(kind, item -> value(item, steps));
  }

  private static Object value(JsonObject item, String[] steps) {
    Object value = item;
    for (String step : steps) {
      value = value instanceof JsonObject object ? object.getValue(step) : null;
    }
    return value;
  }

  private DataverseException unknown(String name) {
    return DataverseException.badQuery(
        "Could not find a property named '" + name + "' on type '" + typeName + "'.");
  }
}
