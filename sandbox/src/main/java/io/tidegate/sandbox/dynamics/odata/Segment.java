package io.tidegate.sandbox.dynamics.odata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a resource path: {@code contacts}, {@code contacts(guid)}, {@code
 * contacts(new_externalid='42')}, {@code WhoAmI()}.
 *
 * @param name what stands before the parentheses, decoded
 * @param arguments what stands within them, decoded; null without parentheses
 */
public record Segment(String name, String arguments) {

  /**
   * Cuts a path, still percent-encoded and without leading slash, at the slashes outside quotes.
   */
  public static List<Segment> parse(String path) {
    List<Segment> segments = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at <= path.length(); at++) {
      boolean end = at == path.length();
      if (!end && (path.charAt(at) == '\'' || path.startsWith("%27", at))) {
        quoted = !quoted;
      }
      if (end || (path.charAt(at) == '/' && !quoted)) {
        if (at > start) {
          segments.add(one(decode(path.substring(start, at))));
        }
        start = at + 1;
      }
    }
    return segments;
  }

  private static Segment one(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new Segment(text, null);
    }
    if (!text.endsWith(")")) {
      throw new ODataSyntaxException("Syntax error in the path at '" + text + "'.");
    }
    return new Segment(text.substring(0, open), text.substring(open + 1, text.length() - 1));
  }

  /** Undoes percent-encoding; a plus sign is a plus sign in a path. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ODataSyntaxException("The path is not well encoded: " + e.getMessage());
    }
  }

  /** The key in the parentheses; empty without parentheses. */
  public Optional<RowKey> key() {
    if (arguments == null) {
      return Optional.empty();
    }
    Lexer lexer = new Lexer(arguments);
    Lexer.Token first = lexer.take();
    if (lexer.peek().kind() == Lexer.Kind.END
        && Literal.ofWord(first.text()).orElse(null) instanceof Literal.Guid guid) {
      return Optional.of(new RowKey.Id(guid.value()));
    }
    Map<String, Literal> values = new LinkedHashMap<>();
    Lexer again = new Lexer(arguments);
    do {
      String name = again.take().text();
      again.require("=");
      values.put(name, literal(again.take()));
    } while (again.takeMark(","));
    again.requireEnd();
    return Optional.of(new RowKey.Attributes(values));
  }

  private static Literal literal(Lexer.Token token) {
    return token.kind() == Lexer.Kind.TEXT
        ? new Literal.Text(token.text())
        : Literal.ofWord(token.text())
            .orElseThrow(() -> new ODataSyntaxException("Bad key value '" + token.text() + "'."));
  }
}
