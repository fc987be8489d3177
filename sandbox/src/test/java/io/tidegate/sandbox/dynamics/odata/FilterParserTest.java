package io.tidegate.sandbox.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.dynamics.odata.Filter.Operand;
import io.tidegate.sandbox.dynamics.odata.Filter.Operator;
import io.tidegate.sandbox.dynamics.odata.Filter.TextFunction;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterParserTest {

  @Property
  void anExpressionThatIsWrittenOutIsReadAsItWas(@ForAll("filters") Filter filter) {
    assertThat(FilterParser.parse(write(filter), Map.of())).isEqualTo(filter);
  }

  @Property
  void anyTextIsReadOrRefusedButNeverCausesAnotherFailure(@ForAll String text) {
    try {
      assertThat(FilterParser.parse(text, Map.of())).isNotNull();
    } catch (ODataSyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Example
  void andBindsStrongerThanOrAndNotStrongest() {
    assertThat(FilterParser.parse("a eq 1 or not b eq 2 and c eq 3", Map.of()))
        .isEqualTo(
            new Filter.Or(
                equal("a", 1), new Filter.And(new Filter.Not(equal("b", 2)), equal("c", 3))));
  }

  @Example
  void anExpressionNestedTooDeepIsRefused() {
    String deep = "(".repeat(10_000) + "a eq 1" + ")".repeat(10_000);
    assertThatThrownBy(() -> FilterParser.parse(deep, Map.of()))
        .isInstanceOf(ODataSyntaxException.class)
        .hasMessageContaining("recursion limit");
  }

  private static Filter equal(String property, int value) {
    return new Filter.Comparison(
        Operator.EQ,
        new Operand.Property(property),
        new Operand.Constant(new Literal.Numeric(BigDecimal.valueOf(value))));
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filters(3);
  }

  private static Arbitrary<Filter> filters(int depth) {
    Arbitrary<Operand.Property> property =
        Arbitraries.of("firstname", "_ownerid_value", "Can/Value").map(Operand.Property::new);
    Arbitrary<Filter> comparison =
        Combinators.combine(Arbitraries.of(Operator.class), property, literals())
            .as(
                (operator, left, literal) ->
                    new Filter.Comparison(operator, left, new Operand.Constant(literal)));
    Arbitrary<Filter> match =
        Combinators.combine(
                Arbitraries.of(TextFunction.class), property, Arbitraries.strings().ofMaxLength(12))
            .as(Filter.TextMatch::new);
    if (depth == 0) {
      return Arbitraries.oneOf(comparison, match);
    }
    Arbitrary<Filter> inner = filters(depth - 1);
    Arbitrary<Filter> and = Combinators.combine(inner, inner).as(Filter.And::new);
    Arbitrary<Filter> or = Combinators.combine(inner, inner).as(Filter.Or::new);
    return Arbitraries.oneOf(comparison, match, and, or, inner.map(Filter.Not::new));
  }

  private static Arbitrary<Literal> literals() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12).map(Literal.Text::new),
        Arbitraries.bigDecimals()
            .map(number -> new BigDecimal(number.toPlainString()))
            .map(Literal.Numeric::new),
        Arbitraries.of(true, false).map(Literal.Bool::new),
        Arbitraries.create(java.util.UUID::randomUUID).map(Literal.Guid::new),
        Arbitraries.integers()
            .between(0, 40_000)
            .map(day -> new Literal.Day(java.time.LocalDate.ofEpochDay(day))),
        Arbitraries.integers()
            .map(second -> new Literal.Time(java.time.Instant.ofEpochSecond(second))),
        Arbitraries.just(new Literal.Null()),
        Arbitraries.strings()
            .alpha()
            .ofMinLength(1)
            .map(member -> new Literal.Enumeration("Microsoft.Dynamics.CRM.Kind", member)));
  }

  private static String write(Filter filter) {
    if (filter instanceof Filter.And and) {
      return "(" + write(and.left()) + " and " + write(and.right()) + ")";
    }
    if (filter instanceof Filter.Or or) {
      return "(" + write(or.left()) + " or " + write(or.right()) + ")";
    }
    if (filter instanceof Filter.Not not) {
      return "not (" + write(not.inner()) + ")";
    }
    if (filter instanceof Filter.TextMatch match) {
      return match.function().name().toLowerCase(Locale.ROOT)
          + "("
          + match.property().path()
          + ", "
          + quote(match.text())
          + ")";
    }
    Filter.Comparison comparison = (Filter.Comparison) filter;
    return ((Operand.Property) comparison.left()).path()
        + " "
        + comparison.operator().name().toLowerCase(Locale.ROOT)
        + " "
        + write(((Operand.Constant) comparison.right()).literal());
  }

  private static String write(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return quote(text.value());
    }
    if (literal instanceof Literal.Numeric number) {
      return number.value().toPlainString();
    }
    if (literal instanceof Literal.Bool bool) {
      return String.valueOf(bool.value());
    }
    if (literal instanceof Literal.Guid guid) {
      return guid.value().toString();
    }
    if (literal instanceof Literal.Day day) {
      return day.value().toString();
    }
    if (literal instanceof Literal.Time time) {
      return time.value().toString();
    }
    return literal instanceof Literal.Enumeration enumeration
        ? enumeration.type() + quote(enumeration.member())
        : "null";
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
