package io.tidegate.sandbox.dynamics.odata;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code multipart/mixed} bodies of {@code $batch}. */
public final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  /** A part: its headers and what follows the blank line behind them. */
  public record Part(MultiMap headers, String content) {
    /** The boundary within this part, if it is multipart itself. */
    public Optional<String> boundary() {
      return Multipart.boundary(headers.get("Content-Type"));
    }
  }

  /** An HTTP request in a part of type {@code application/http}. */
  public record InnerRequest(String method, String url, MultiMap headers, String body) {}

  private Multipart() {}

  /** The boundary of a content type, if it is {@code multipart/mixed}. */
  public static Optional<String> boundary(String contentType) {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
      return Optional.empty();
    }
    Matcher matcher = BOUNDARY.matcher(contentType);
    return matcher.find()
        ? Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2))
        : Optional.empty();
  }

  /** Cuts a body into its parts. */
  public static List<Part> parts(String body, String boundary) {
    List<Part> parts = new ArrayList<>();
    String delimiter = "--" + boundary;
    StringBuilder current = null;
    boolean closed = false;
    for (String line : lines(body)) {
      String bare = line.stripTrailing();
      if (bare.equals(delimiter) || bare.equals(delimiter + "--")) {
        if (current != null) {
          parts.add(part(current.toString()));
        }
        closed = bare.endsWith("--") && bare.length() > delimiter.length();
        current = closed ? null : new StringBuilder();
      } else if (current != null) {
        current.append(line);
      }
    }
    if (!closed) {
      throw new ODataSyntaxException(
          "The batch request has no closing boundary " + delimiter + "--.");
    }
    return parts;
  }

  /** Reads the request in a part. */
  public static InnerRequest request(Part part) {
    String text = part.content().stripLeading();
    int end = endOfLine(text, 0);
    String[] line = text.substring(0, end).trim().split("\\s+", -1);
    if (line.length < 2) {
      throw new ODataSyntaxException("A part of the batch has no request line.");
    }
    Part rest = part(text.substring(end));
    return new InnerRequest(line[0], line[1], rest.headers(), rest.content().strip());
  }

  private static Part part(String text) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    int at = 0;
    while (at < text.length()) {
      int end = endOfLine(text, at);
      String line = text.substring(at, end).trim();
      at = end;
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new ODataSyntaxException("A header of a part of the batch is malformed: " + line);
      }
      headers.add(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
    }
    return new Part(headers, text.substring(at));
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfLine(text, at);
      lines.add(text.substring(at, end));
      at = end;
    }
    return lines;
  }

  /** Where the next line starts. */
  private static int endOfLine(String text, int from) {
    int feed = text.indexOf('\n', from);
    return feed < 0 ? text.length() : feed + 1;
  }
}
