package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Attribute;
import io.tidegate.sandbox.dynamics.odata.Attribute.Kind;
import io.tidegate.sandbox.dynamics.odata.Criteria;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The names in {@code $expand}, without what stands in parentheses behind them. */
  static List<String> expansions(QueryOptions query) {
    List<String> names = new ArrayList<>();
    query
        .get("$expand")
        .ifPresent(
            expand -> {
              for (String term : expand.replaceAll("\\([^)]*\\)", "").split(",", -1)) {
                names.add(term.trim());
              }
            });
    return names;
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
    if (!(value instanceof JsonArray items) || !EXPANDABLE.contains(name)) {
      return value;
    }
    String expand = query.get("$expand").orElse("");
    int open = expand.indexOf(name + "($select=");
    if (open < 0) {
      return value;
    }
    int start = open + name.length() + "($select=".length();
    String select = expand.substring(start, expand.indexOf(')', start)).split(";", -1)[0];
    MetadataQuery narrowed =
        new MetadataQuery(
            new QueryOptions(Map.of("$select", select)), "Microsoft.Dynamics.CRM." + name);
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
