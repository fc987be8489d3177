package io.tidegate.sandbox.dynamics.odata;

import io.tidegate.sandbox.dynamics.odata.Filter.Operand;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code $filter}: {@code or} binds weakest, then {@code and}, then {@code not}; parameter
 * aliases ({@code @p1}) stand for the literal given elsewhere in the query.
 */
public final class FilterParser {
  private static final int DEEPEST = 100;

  private final Lexer lexer;
  private final Map<String, String> aliases;
  private int depth;

  private FilterParser(String expression, Map<String, String> aliases) {
    this.lexer = new Lexer(expression);
    this.aliases = aliases;
  }

  /**
   * Parses an expression.
   *
   * @param aliases value by alias, the {@code @} included
   * @throws ODataSyntaxException when it is none
   */
  public static Filter parse(String expression, Map<String, String> aliases) {
    FilterParser parser = new FilterParser(expression, aliases);
    Filter filter = parser.or();
    parser.lexer.requireEnd();
    return filter;
  }

  private Filter or() {
    Filter filter = and();
    while (lexer.takeWord("or")) {
      filter = new Filter.Or(filter, and());
    }
    return filter;
  }

  private Filter and() {
    Filter filter = not();
    while (lexer.takeWord("and")) {
      filter = new Filter.And(filter, not());
    }
    return filter;
  }

  private Filter not() {
    if (++depth > DEEPEST) {
      throw new ODataSyntaxException("The recursion limit of the query has been exceeded.");
    }
    Filter filter = lexer.takeWord("not") ? new Filter.Not(not()) : primary();
    depth--;
    return filter;
  }

  private Filter primary() {
    if (lexer.takeMark("(")) {
      Filter inner = or();
      lexer.require(")");
      return inner;
    }
    Lexer.Token first = lexer.take();
    if (first.kind() == Lexer.Kind.WORD && lexer.peek().is("(")) {
      return textMatch(first.text());
    }
    Operand left = operand(first);
    Filter.Operator operator = operator(lexer.take());
    Operand right = operand(lexer.take());
    if (left instanceof Operand.Constant && right instanceof Operand.Constant) {
      throw new ODataSyntaxException("A comparison of two literals is not supported.");
    }
    return new Filter.Comparison(operator, left, right);
  }

  private Filter textMatch(String name) {
    Filter.TextFunction function =
        switch (name) {
          case "contains" -> Filter.TextFunction.CONTAINS;
          case "startswith" -> Filter.TextFunction.STARTSWITH;
          case "endswith" -> Filter.TextFunction.ENDSWITH;
          default ->
              throw new ODataSyntaxException(
                  "An unknown function with name '" + name + "' was found.");
        };
    lexer.require("(");
    Operand property = operand(lexer.take());
    lexer.require(",");
    Operand text = operand(lexer.take());
    lexer.require(")");
    if (property instanceof Operand.Property found
        && text instanceof Operand.Constant constant
        && constant.literal() instanceof Literal.Text literal) {
      return new Filter.TextMatch(function, found, literal.value());
    }
    throw new ODataSyntaxException(
        "No function signature for the function with name '"
            + name
            + "' matches the specified arguments.");
  }

  private static Filter.Operator operator(Lexer.Token token) {
    return switch (token.text()) {
      case "eq", "ne", "gt", "ge", "lt", "le" ->
          Filter.Operator.valueOf(token.text().toUpperCase(Locale.ROOT));
      default ->
          throw new ODataSyntaxException(
              "Syntax error: operator expected, found '" + token.text() + "'.");
    };
  }

  private Operand operand(Lexer.Token token) {
    if (token.kind() == Lexer.Kind.TEXT) {
      return new Operand.Constant(new Literal.Text(token.text()));
    }
    if (token.kind() != Lexer.Kind.WORD) {
      throw new ODataSyntaxException("Syntax error at '" + token.text() + "'.");
    }
    Lexer.Token following = lexer.peek();
    if (following.kind() == Lexer.Kind.TEXT && !following.spaced()) {
      return new Operand.Constant(new Literal.Enumeration(token.text(), lexer.take().text()));
    }
    if (token.text().startsWith("@")) {
      return new Operand.Constant(alias(token.text()));
    }
    Optional<Literal> literal = Literal.ofWord(token.text());
    return literal.isPresent()
        ? new Operand.Constant(literal.get())
        : new Operand.Property(token.text());
  }

  private Literal alias(String name) {
    String value = aliases.get(name);
    if (value == null) {
      throw new ODataSyntaxException("The parameter alias '" + name + "' has no value.");
    }
    Lexer inner = new Lexer(value);
    Lexer.Token token = inner.take();
    inner.requireEnd();
    return token.kind() == Lexer.Kind.TEXT
        ? new Literal.Text(token.text())
        : Literal.ofWord(token.text())
            .orElseThrow(
                () -> new ODataSyntaxException("The value of '" + name + "' is no literal."));
  }
}
