package io.tidegate.sandbox.dynamics.odata;

import io.tidegate.sandbox.dynamics.odata.Filter.Operand;
import io.tidegate.sandbox.dynamics.odata.Filter.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a predicate or an order of a query's words for items of some kind. A missing value equals
 * only {@code null}, and is neither greater nor smaller than anything.
 *
 * @param attributes finds a property by its path, or throws what the client is to be told
 */
public record Criteria<T>(Function<String, Attribute<T>> attributes) {

  /** The items for which the filter holds. */
  public Predicate<T> predicate(Filter filter) {
    if (filter instanceof Filter.And and) {
      return predicate(and.left()).and(predicate(and.right()));
    }
    if (filter instanceof Filter.Or or) {
      return predicate(or.left()).or(predicate(or.right()));
    }
    if (filter instanceof Filter.Not not) {
      return predicate(not.inner()).negate();
    }
    if (filter instanceof Filter.TextMatch match) {
      return textMatch(match);
    }
    return comparison((Filter.Comparison) filter);
  }

  private Predicate<T> comparison(Filter.Comparison comparison) {
    if (comparison.left() instanceof Operand.Property left) {
      return comparison.right() instanceof Operand.Property right
          ? twoProperties(comparison.operator(), left, right)
          : withLiteral(comparison.operator(), left, constant(comparison.right()));
    }
    return withLiteral(
        comparison.operator().mirrored(),
        (Operand.Property) comparison.right(),
        constant(comparison.left()));
  }

  private static Literal constant(Operand operand) {
    return ((Operand.Constant) operand).literal();
  }

  private Predicate<T> withLiteral(Operator operator, Operand.Property property, Literal literal) {
    Attribute<T> attribute = attributes.apply(property.path());
    if (literal instanceof Literal.Null) {
      return switch (operator) {
        case EQ -> item -> attribute.value().apply(item) == null;
        case NE -> item -> attribute.value().apply(item) != null;
        default -> item -> false;
      };
    }
    Object expected = attribute.fit(literal);
    if (expected == null) {
      throw new ODataSyntaxException(
          "A binary operator with incompatible types was detected. Found operand types '"
              + attribute.kind().edm()
              + "' and '"
              + literal.edm()
              + "' for operator kind '"
              + operator.kind()
              + "'.");
    }
    return item -> {
      Object value = attribute.value().apply(item);
      return value == null
          ? operator == Operator.NE
          : operator.holds(attribute.compare(value, expected));
    };
  }

  private Predicate<T> twoProperties(
      Operator operator, Operand.Property left, Operand.Property right) {
    Attribute<T> first = attributes.apply(left.path());
    Attribute<T> second = attributes.apply(right.path());
    if (first.kind() != second.kind()) {
      throw new ODataSyntaxException(
          "The columns '" + left.path() + "' and '" + right.path() + "' cannot be compared.");
    }
    return item -> {
      Object one = first.value().apply(item);
      Object other = second.value().apply(item);
      if (one == null || other == null) {
        return operator == Operator.EQ ? one == other : operator == Operator.NE && one != other;
      }
      return operator.holds(first.compare(one, other));
    };
  }

  private Predicate<T> textMatch(Filter.TextMatch match) {
    Attribute<T> attribute = attributes.apply(match.property().path());
    if (attribute.kind() != Attribute.Kind.TEXT) {
      throw new ODataSyntaxException(
          "No function signature matches the type of '" + match.property().path() + "'.");
    }
    String wanted = match.text();
    int length = wanted.length();
    return item -> {
      String value = (String) attribute.value().apply(item);
      if (value == null) {
        return false;
      }
      return switch (match.function()) {
        case STARTSWITH -> value.regionMatches(true, 0, wanted, 0, length);
        case ENDSWITH -> value.regionMatches(true, value.length() - length, wanted, 0, length);
        case CONTAINS -> contains(value, wanted);
      };
    };
  }

  private static boolean contains(String value, String wanted) {
    int last = value.length() - wanted.length();
    for (int start = 0; start <= last; start++) {
      if (value.regionMatches(true, start, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The order of {@code $orderby}, which must have terms; missing values come first, as the
   * vendor's database has it.
   */
  public Comparator<T> order(List<OrderBy> terms) {
    return terms.stream().map(this::order).reduce(Comparator::thenComparing).orElseThrow();
  }

  private Comparator<T> order(OrderBy term) {
    Attribute<T> attribute = attributes.apply(term.path());
    Comparator<T> order =
        Comparator.comparing(attribute.value(), Comparator.nullsFirst(attribute::compare));
    return term.descending() ? order.reversed() : order;
  }
}
