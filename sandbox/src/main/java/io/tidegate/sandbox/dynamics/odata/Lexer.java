package io.tidegate.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.List;

/** Cuts an OData expression into words, quoted texts and marks. */
final class Lexer {
  enum Kind {
    WORD,
    TEXT,
    MARK,
    END
  }

  /** A piece of the expression; {@code spaced}: white space stands before it. */
  record Token(Kind kind, String text, boolean spaced) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }
  }

  private static final String MARKS = "(),=;[]";

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Lexer(String expression) {
    int at = 0;
    boolean spaced = false;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      int start = at;
      if (Character.isWhitespace(c)) {
        spaced = true;
        at++;
        continue;
      } else if (c == '\'') {
        at = endOfText(expression, at);
        String inner = expression.substring(start + 1, at - 1).replace("''", "'");
        tokens.add(new Token(Kind.TEXT, inner, spaced));
      } else if (MARKS.indexOf(c) >= 0) {
        at++;
        tokens.add(new Token(Kind.MARK, String.valueOf(c), spaced));
      } else {
        at = endOfWord(expression, at);
        tokens.add(new Token(Kind.WORD, expression.substring(start, at), spaced));
      }
      spaced = false;
    }
  }

  Token peek() {
    return next < tokens.size() ? tokens.get(next) : new Token(Kind.END, "", true);
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  boolean takeMark(String mark) {
    boolean is = peek().is(mark);
    next += is ? 1 : 0;
    return is;
  }

  boolean takeWord(String word) {
    boolean is = peek().isWord(word);
    next += is ? 1 : 0;
    return is;
  }

  void require(String mark) {
    if (!takeMark(mark)) {
      throw new ODataSyntaxException(
          "Syntax error: '" + mark + "' expected, found '" + peek().text() + "'.");
    }
  }

  void requireEnd() {
    if (peek().kind() != Kind.END) {
      throw new ODataSyntaxException("Syntax error at '" + peek().text() + "'.");
    }
  }

  private static int endOfText(String expression, int start) {
    int at = start + 1;
    while (at < expression.length()) {
      if (expression.charAt(at) == '\'') {
        boolean escaped = at + 1 < expression.length() && expression.charAt(at + 1) == '\'';
        if (!escaped) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    throw new ODataSyntaxException(
        "There is an unterminated string literal in '" + expression + "'.");
  }

  private static int endOfWord(String expression, int start) {
    int at = start;
    while (at < expression.length()
        && !Character.isWhitespace(expression.charAt(at))
        && expression.charAt(at) != '\''
        && MARKS.indexOf(expression.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
