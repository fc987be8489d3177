package io.tidegate.mapping;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How the records of one Dynamics entity become records of one Campaign resource.
 *
 * @param entity the entity's logical name, for instance {@code contact}
 * @param sourceKey the attribute that identifies a source record, for instance {@code contactid}
 * @param resource the Campaign resource, for instance {@code profile}
 * @param targetKey the field that carries the source key, for instance {@code externalId}
 * @param attributes each target at most once
 */
public record Mapping(
    String entity,
    String sourceKey,
    String resource,
    String targetKey,
    List<AttributeMapping> attributes) {

  public Mapping {
    attributes = List.copyOf(attributes);
  }

  /** The attributes to ask the source for, its key first. */
  public List<String> select() {
    List<String> select = new ArrayList<>();
    select.add(sourceKey);
    attributes.stream()
        .map(AttributeMapping::source)
        .filter(attribute -> !select.contains(attribute))
        .forEach(select::add);
    return List.copyOf(select);
  }

  /** The target's top-level fields that this mapping writes, its key included. */
  public List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add(targetKey);
    attributes.stream()
        .map(attribute -> FieldPath.root(attribute.target()))
        .filter(field -> !fields.contains(field))
        .forEach(fields::add);
    return List.copyOf(fields);
  }

  /**
   * Maps one record.
   *
   * @param row a source row holding at least the selected attributes
   * @return the target record with its key; an absent value is null, never missing, so that a value
   *     cleared at the source is cleared at the target
   * @throws UnmappableException naming the attribute, without its value
   */
  public JsonObject map(JsonObject row) {
    JsonObject record = new JsonObject().put(targetKey, row.getString(sourceKey));
    for (AttributeMapping attribute : attributes) {
      FieldPath.put(
          record, attribute.target(), convert(attribute, row.getValue(attribute.source())));
    }
    return record;
  }

  private static Object convert(AttributeMapping attribute, Object value) {
    try {
      Object converted = value == null ? null : attribute.conversion().convert(value);
      return converted == null ? attribute.empty() : converted;
    } catch (UnmappableException problem) {
      throw new UnmappableException(
          "The attribute " + attribute.source() + " " + problem.getMessage() + ".");
    }
  }
}
