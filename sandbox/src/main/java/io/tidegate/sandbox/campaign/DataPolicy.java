package io.tidegate.sandbox.campaign;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Campaign does to a text before it keeps it, named in the metadata as {@code dataPolicy}. */
enum DataPolicy {
  NONE(""),
  /** Refuses what is no e-mail address. */
  EMAIL("email"),
  /** Makes the first letter of each word upper case and the others lower case. */
  SMART_CASE("smartCase");

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>(),;:\"]+@[^\\s@<>(),;:\"]+\\.[^\\s@<>(),;:\".]{2,}");

  private final String label;

  DataPolicy(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The text as it is kept; empty when the policy refuses it. */
  Optional<String> apply(String text) {
    return switch (this) {
      case NONE -> Optional.of(text);
      case EMAIL -> ADDRESS.matcher(text).matches() ? Optional.of(text) : Optional.empty();
      case SMART_CASE -> Optional.of(smartCase(text));
    };
  }

  private static String smartCase(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
      i += Character.charCount(c);
    }
    return result.toString();
  }
}
