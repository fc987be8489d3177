package io.tidegate.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.List;

/** One term of {@code $orderby}. */
public record OrderBy(String path, boolean descending) {
  /** Reads {@code a,b desc}. */
  public static List<OrderBy> parse(String expression) {
    Lexer lexer = new Lexer(expression);
    List<OrderBy> terms = new ArrayList<>();
    do {
      Lexer.Token property = lexer.take();
      if (property.kind() != Lexer.Kind.WORD) {
        throw new ODataSyntaxException("Syntax error in $orderby at '" + property.text() + "'.");
      }
      boolean descending = lexer.takeWord("desc");
      if (!descending) {
        lexer.takeWord("asc");
      }
      terms.add(new OrderBy(property.text(), descending));
    } while (lexer.takeMark(","));
    lexer.requireEnd();
    return terms;
  }
}
