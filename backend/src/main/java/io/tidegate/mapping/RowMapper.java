package io.tidegate.mapping;

import io.tidegate.mapping.Mapping.Picklists;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping together with what is known of its source. Immutable; made once and used for many rows.
 */
public final class RowMapper {
  /** Stands where a link goes, until the parent's address is known. */
  public static final String LINK = "$link";

  /** Of which table a row is that a lookup points to; only there if annotations were asked for. */
  private static final String POINTS_TO = "@Microsoft.Dynamics.CRM.lookuplogicalname";

  private final Mapping mapping;
  private final Map<String, String> types;
  private final Map<String, Map<String, String>> labels;
  private final Map<String, String> parents;
  private final List<Field> fields;

  private record Field(AttributeMapping attribute, Expression expression) {}

  /**
   * One target field of one row, for people who look how it comes about.
   *
   * @param source an attribute's logical name; null for a constant or an expression
   * @param before the source's value; null where there is no source
   * @param after what is written
   * @param problem what keeps it from being mapped, or null
   */
  public record Mapped(String target, String source, Object before, Object after, String problem) {}

  /**
   * A mapper.
   *
   * @param types Dynamics' attribute types by logical name, as far as they are known
   * @param labels the labels of options by attribute and option number
   * @param parents the entity of each flow that links name, where a lookup may point to several
   *     tables and the rows say to which (by annotation); what points to another is no link
   * @throws ExpressionException when an expression is none
   */
  public RowMapper(
      Mapping mapping,
      Map<String, String> types,
      Map<String, Map<String, String>> labels,
      Map<String, String> parents) {
    this.mapping = mapping;
    this.types = Map.copyOf(types);
    this.labels = Map.copyOf(labels);
    this.parents = Map.copyOf(parents);
    this.fields =
        mapping.attributes().stream()
            .map(
                attribute ->
                    new Field(
                        attribute,
                        attribute.expression() == null
                            ? null
                            : Expression.of(attribute.expression())))
            .toList();
  }

  /** The columns to ask the source for; see {@link Mapping#select(Map)}. */
  public List<String> select() {
    return mapping.select(types);
  }

  /** Whether the flow is about a row. */
  public boolean matches(JsonObject row) {
    return mapping.filter() == null || mapping.filter().matches(row, types);
  }

  /**
   * Maps one record.
   *
   * @param row a source row holding at least the selected columns
   * @return the target record with its key; an absent value is null, never missing, so that a value
   *     cleared at the source is cleared at the target. A link to a parent is {@code {"$link":
   *     {"flow": …, "key": …}}}
   * @throws UnmappableException naming the attribute, without its value
   */
  public JsonObject map(JsonObject row) {
    JsonObject record =
        new JsonObject().put(mapping.targetKey(), row.getString(mapping.sourceKey()));
    for (Field field : fields) {
      FieldPath.put(record, field.attribute().target(), value(field, row));
    }
    for (Link link : mapping.links()) {
      record.put(link.target(), parent(link, row));
    }
    return record;
  }

  /** The same field by field, whether they can be mapped or not. */
  public List<Mapped> explain(JsonObject row) {
    List<Mapped> explained = new ArrayList<>();
    explained.add(
        new Mapped(
            mapping.targetKey(),
            mapping.sourceKey(),
            row.getValue(mapping.sourceKey()),
            row.getValue(mapping.sourceKey()),
            null));
    for (Field field : fields) {
      explained.add(explain(field, row));
    }
    for (Link link : mapping.links()) {
      JsonObject parent = parent(link, row);
      explained.add(
          new Mapped(
              link.target(),
              link.source(),
              SourceTypes.value(row, link.source()),
              parent == null ? null : parent.getJsonObject(LINK),
              null));
    }
    return explained;
  }

  private Mapped explain(Field field, JsonObject row) {
    AttributeMapping attribute = field.attribute();
    String source = attribute.source();
    Object before = source == null ? null : SourceTypes.value(row, source);
    try {
      return new Mapped(attribute.target(), source, before, value(field, row), null);
    } catch (UnmappableException problem) {
      return new Mapped(attribute.target(), source, before, null, problem.getMessage());
    }
  }

  private Object value(Field field, JsonObject row) {
    AttributeMapping attribute = field.attribute();
    try {
      Object value = raw(field, row);
      Object converted =
          value == null || attribute.conversion() == null
              ? value
              : attribute.conversion().convert(value);
      return converted == null ? attribute.empty() : writable(converted);
    } catch (UnmappableException problem) {
      throw new UnmappableException(place(attribute) + " " + problem.getMessage() + ".");
    }
  }

  /** No system stores half a character, nor NUL; where it came from is the place to mend it. */
  private static Object writable(Object value) {
    if (value instanceof String text
        && text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw new UnmappableException("holds a character that is none (NUL, or half of one)");
    }
    return value;
  }

  private Object raw(Field field, JsonObject row) {
    AttributeMapping attribute = field.attribute();
    if (field.expression() != null) {
      Map<String, Object> values = new HashMap<>();
      for (String name : field.expression().attributes()) {
        values.put(name, typed(name, read(name, row)));
      }
      return field.expression().value(values);
    }
    return attribute.source() == null ? attribute.constant() : read(attribute.source(), row);
  }

  /** An option column is read as its label where the mapping says so. */
  private Object read(String attribute, JsonObject row) {
    Object value = SourceTypes.value(row, attribute);
    if (value instanceof JsonObject || value instanceof JsonArray) {
      throw new UnmappableException("is no single value");
    }
    if (value == null || mapping.picklists() != Picklists.LABEL || !labels.containsKey(attribute)) {
      return value;
    }
    List<String> shown = new ArrayList<>();
    for (String option : value.toString().split(",", -1)) {
      String label = labels.get(attribute).get(option.strip());
      if (label == null) {
        throw new UnmappableException("reads an option of " + attribute + " that has no label");
      }
      shown.add(label);
    }
    return String.join(", ", shown);
  }

  /** A price of 100 is 100.0 to an expression, or it would be divided as a whole number. */
  private Object typed(String attribute, Object value) {
    return value instanceof Number number && SourceTypes.fraction(types.get(attribute))
        ? (Object) number.doubleValue()
        : value;
  }

  private JsonObject parent(Link link, JsonObject row) {
    Object key = SourceTypes.value(row, link.source());
    Object table = row.getValue(SourceTypes.lookupColumn(link.source()) + POINTS_TO);
    boolean elsewhere =
        table != null && !table.equals(parents.getOrDefault(link.flow(), table.toString()));
    return key == null || elsewhere
        ? null
        : new JsonObject()
            .put(LINK, new JsonObject().put("flow", link.flow()).put("key", key.toString()));
  }

  private static String place(AttributeMapping attribute) {
    if (attribute.source() != null) {
      return "The attribute " + attribute.source();
    }
    return (attribute.expression() == null ? "The constant of " : "The expression of ")
        + attribute.target();
  }
}
