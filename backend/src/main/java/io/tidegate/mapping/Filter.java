package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** Which source records a flow is about: conditions, joined by and/or. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Filter.All.class),
  @JsonSubTypes.Type(Filter.Any.class),
  @JsonSubTypes.Type(Filter.Condition.class)
})
public sealed interface Filter {

  /** Every one of these; true when there is none. */
  record All(List<Filter> all) implements Filter {
    public All {
      all = List.copyOf(all);
    }
  }

  /** At least one of these. */
  record Any(List<Filter> any) implements Filter {
    public Any {
      any = List.copyOf(any);
    }
  }

  /**
   * A comparison.
   *
   * @param attribute the Dynamics attribute's logical name, mapped or not
   * @param value a text, number or boolean; null for empty, with {@code eq} and {@code ne}
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Condition(String attribute, Operator operator, Object value) implements Filter {}

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
