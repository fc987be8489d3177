package io.tidegate.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One term of {@code $expand}: what it leads to and the columns selected there; inner options other
 * than {@code $select} are refused.
 */
public record Expand(String path, List<String> select) {
  private static final int MOST = 15;
  private static final String SELECT = "$select=";

  /** Reads {@code a,b($select=x,y)}. */
  public static List<Expand> parse(String expression) {
    List<Expand> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at <= expression.length(); at++) {
      char c = at == expression.length() ? ',' : expression.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        terms.add(term(expression.substring(start, at).trim()));
        start = at + 1;
      }
    }
    if (depth != 0 || terms.size() > MOST) {
      throw new ODataSyntaxException(
          "Syntax error in $expand, or more than " + MOST + " terms: '" + expression + "'.");
    }
    return terms;
  }

  private static Expand term(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new Expand(text, List.of());
    }
    String options = text.substring(open + 1, text.length() - 1).trim();
    if (!text.endsWith(")") || !options.startsWith(SELECT) || options.indexOf(';') >= 0) {
      throw new ODataSyntaxException("Only $select is supported within $expand: '" + text + "'.");
    }
    List<String> select =
        Arrays.stream(options.substring(SELECT.length()).split(",", -1)).map(String::trim).toList();
    return new Expand(text.substring(0, open).trim(), select);
  }
}
