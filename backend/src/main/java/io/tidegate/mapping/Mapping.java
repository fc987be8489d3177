package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the records of one Dynamics entity become records of one Campaign resource.
 *
 * @param entity the entity's logical name, for instance {@code contact}
 * @param sourceKey the attribute that identifies a source record, for instance {@code contactid}
 * @param resource the Campaign resource, for instance {@code profile}
 * @param targetKey the field that carries the source key, for instance {@code externalId}
 * @param picklists what an option column is read as, before it is converted; null means its value
 * @param filter which records are meant; null for all
 * @param attributes each target at most once
 * @param links to parents, which other flows bring
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mapping(
    String entity,
    String sourceKey,
    String resource,
    String targetKey,
    Picklists picklists,
    Filter filter,
    List<AttributeMapping> attributes,
    List<Link> links) {

  /** What an option column is read as. */
  public enum Picklists {
    /** The option's number, Dynamics' technical value. */
    VALUE,
    /** What users see, in the language of the application user. */
    LABEL;

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Mapping {
    picklists = picklists == null ? Picklists.VALUE : picklists;
    attributes = List.copyOf(attributes);
    links = links == null ? List.of() : List.copyOf(links);
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
      Object converted =
          value == null || attribute.conversion() == null
              ? value
              : attribute.conversion().convert(value);
      return converted == null ? attribute.empty() : converted;
    } catch (UnmappableException problem) {
      throw new UnmappableException(
          "The attribute " + attribute.source() + " " + problem.getMessage() + ".");
    }
  }
}
