package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which source records a flow is about: conditions, joined by and/or. It is evaluated here, for
 * change tracking refuses {@code $filter}; it means what the same text means to Dynamics.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Filter.All.class),
  @JsonSubTypes.Type(Filter.Any.class),
  @JsonSubTypes.Type(Filter.Condition.class)
})
public sealed interface Filter {

  /**
   * Whether a row is meant.
   *
   * @param row holding at least {@link #attributes}
   * @param types Dynamics' attribute types by logical name, as far as they are known
   */
  boolean matches(JsonObject row, Map<String, String> types);

  /** Whether a row is meant, of which the attributes' types are not known. */
  default boolean matches(JsonObject row) {
    return matches(row, Map.of());
  }

  /** All conditions, in their order. */
  Stream<Condition> conditions();

  /** The logical names of the attributes it looks at. */
  default Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    conditions().map(Condition::attribute).forEach(attributes::add);
    return attributes;
  }

  /**
   * The text of a {@code $filter}; empty when everything is meant.
   *
   * @param types Dynamics' attribute types by logical name: they say what is quoted, and what is a
   *     lookup
   */
  default String toOData(Map<String, String> types) {
    return ODataText.of(this, types);
  }

  /** The same to be read by people, where the types are not at hand. */
  default String toOData() {
    return toOData(Map.of());
  }

  /** Every one of these; true when there is none. */
  record All(List<Filter> all) implements Filter {
    public All {
      all = List.copyOf(all);
    }

    @Override
    public boolean matches(JsonObject row, Map<String, String> types) {
      return all.stream().allMatch(filter -> filter.matches(row, types));
    }

    @Override
    public Stream<Condition> conditions() {
      return all.stream().flatMap(Filter::conditions);
    }
  }

  /** At least one of these. */
  record Any(List<Filter> any) implements Filter {
    public Any {
      any = List.copyOf(any);
    }

    @Override
    public boolean matches(JsonObject row, Map<String, String> types) {
      return any.stream().anyMatch(filter -> filter.matches(row, types));
    }

    @Override
    public Stream<Condition> conditions() {
      return any.stream().flatMap(Filter::conditions);
    }
  }

  /**
   * A comparison.
   *
   * @param attribute the Dynamics attribute's logical name, mapped or not
   * @param value a text, number or boolean; null for empty, with {@code eq} and {@code ne}
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Condition(String attribute, Operator operator, Object value) implements Filter {
    @Override
    public boolean matches(JsonObject row, Map<String, String> types) {
      return Comparison.holds(this, SourceTypes.value(row, attribute), types.get(attribute));
    }

    @Override
    public Stream<Condition> conditions() {
      return Stream.of(this);
    }
  }

  /** OData's comparison operators and functions. */
  enum Operator {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    CONTAINS,
    STARTSWITH,
    ENDSWITH;

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
