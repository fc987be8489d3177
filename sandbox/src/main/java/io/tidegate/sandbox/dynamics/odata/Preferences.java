package io.tidegate.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Prefer} header, possibly sent in several parts.
 *
 * @param maxPageSize rows a page may hold, if the client says
 * @param annotations which annotations to add, as a comma list with {@code *} wildcards
 */
public record Preferences(
    boolean returnRepresentation,
    Optional<Integer> maxPageSize,
    boolean trackChanges,
    boolean continueOnError,
    Optional<String> annotations) {

  /** Reads the header's values. */
  public static Preferences parse(List<String> headers) {
    boolean representation = false;
    boolean track = false;
    boolean carryOn = false;
    Optional<Integer> pageSize = Optional.empty();
    Optional<String> annotations = Optional.empty();
    for (String preference : split(String.join(",", headers))) {
      int equals = preference.indexOf('=');
      String name = (equals < 0 ? preference : preference.substring(0, equals)).trim();
      String value = equals < 0 ? "" : unquote(preference.substring(equals + 1).trim());
      switch (name) {
        case "return" -> representation = value.equals("representation");
        case "odata.maxpagesize", "maxpagesize" -> pageSize = pageSize(value);
        case "odata.track-changes", "track-changes" -> track = true;
        case "odata.continue-on-error", "continue-on-error" -> carryOn = !value.equals("false");
        case "odata.include-annotations", "include-annotations" -> annotations = Optional.of(value);
        default -> {
          // preferences are wishes: those not known are not granted
        }
      }
    }
    return new Preferences(representation, pageSize, track, carryOn, annotations);
  }

  private static Optional<Integer> pageSize(String value) {
    try {
      int size = Integer.parseInt(value);
      return size > 0 ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Splits at the commas outside of double quotes. */
  private static List<String> split(String header) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at <= header.length(); at++) {
      if (at == header.length() || (header.charAt(at) == ',' && !quoted)) {
        parts.add(header.substring(start, at).trim());
        start = at + 1;
      } else if (header.charAt(at) == '"') {
        quoted = !quoted;
      }
    }
    return parts;
  }

  private static String unquote(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Whether an annotation, by its full name, is asked for. */
  public boolean includes(String annotation) {
    if (annotations.isEmpty()) {
      return false;
    }
    boolean included = false;
    for (String pattern : annotations.get().split(",", -1)) {
      String wanted = pattern.trim();
      boolean excluded = wanted.startsWith("-");
      String regex =
          Pattern.quote(excluded ? wanted.substring(1) : wanted).replace("*", "\\E.*\\Q");
      if (annotation.matches(regex)) {
        included = !excluded;
      }
    }
    return included;
  }
}
