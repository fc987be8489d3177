package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The columns to ask the source for, its key first: of attributes, expressions, filter and links.
   *
   * @param types Dynamics' attribute types by logical name: a lookup's column is {@code
   *     _parentcustomerid_value}
   */
  public List<String> select(Map<String, String> types) {
    Set<String> lookups = links.stream().map(Link::source).collect(Collectors.toUnmodifiableSet());
    return sources().stream()
        .map(
            source ->
                lookups.contains(source)
                    ? SourceTypes.lookupColumn(source)
                    : SourceTypes.column(source, types.get(source)))
        .distinct()
        .toList();
  }

  /** The same where no types are known: then links alone are taken for lookups. */
  public List<String> select() {
    return select(Map.of());
  }

  /**
   * The attributes that are needed, by their logical names, the key first.
   *
   * @throws ExpressionException when an expression is none
   */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    sources.add(sourceKey);
    for (AttributeMapping attribute : attributes) {
      if (attribute.source() != null) {
        sources.add(attribute.source());
      }
      if (attribute.expression() != null) {
        sources.addAll(Expression.of(attribute.expression()).attributes());
      }
    }
    if (filter != null) {
      sources.addAll(filter.attributes());
    }
    links.forEach(link -> sources.add(link.source()));
    return Collections.unmodifiableSet(sources);
  }

  /** The target's top-level fields that this mapping writes, its key included. */
  public List<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    fields.add(targetKey);
    attributes.forEach(attribute -> fields.add(FieldPath.root(attribute.target())));
    links.forEach(link -> fields.add(link.target()));
    return List.copyOf(fields);
  }

  /** The targets that are written at the initial load and at a replay only, as dotted paths. */
  public Set<String> initialOnly() {
    return attributes.stream()
        .filter(attribute -> !attribute.applyUpdates())
        .map(AttributeMapping::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The same whose configured values are as the target wants them: files and pages may write yes/no
   * and numbers as text.
   *
   * @param kinds Campaign's kinds of fields, by their dotted paths
   */
  public Mapping typed(Map<String, String> kinds) {
    return new Mapping(
        entity,
        sourceKey,
        resource,
        targetKey,
        picklists,
        filter,
        attributes.stream()
            .map(attribute -> attribute.typed(kinds.get(attribute.target())))
            .toList(),
        links);
  }

  /**
   * Maps one record without knowing anything of the source; see {@link RowMapper#map}. For many
   * records make a {@link RowMapper}.
   */
  public JsonObject map(JsonObject row) {
    return new RowMapper(this, Map.of(), Map.of(), Map.of()).map(row);
  }
}
