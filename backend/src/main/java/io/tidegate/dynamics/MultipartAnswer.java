package io.tidegate.dynamics;

import io.tidegate.connector.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the HTTP answers within the {@code multipart/mixed} answer to a {@code $batch}. */
final class MultipartAnswer {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s\"]{1,200}))");
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  private final String text;
  private int at;

  private MultipartAnswer(String text) {
    this.text = text;
  }

  /**
   * The parts in their order, up to the first that cannot be read.
   *
   * @param most more than that are not looked at
   */
  static List<Answer> parts(Answer answer, int most) {
    String type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
    Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
    if (!boundary.find()) {
      return List.of();
    }
    String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    String body = answer.body().toString();
    List<Answer> parts = new ArrayList<>();
    int start = nextLineWith(body, delimiter, 0);
    while (start >= 0 && parts.size() < most) {
      int from = start + delimiter.length();
      int end = nextLineWith(body, delimiter, from);
      if (body.startsWith("--", from) || end < 0) {
        break;
      }
      Answer part = new MultipartAnswer(body.substring(from, end)).part();
      if (part == null) {
        break;
      }
      parts.add(part);
      start = end;
    }
    return parts;
  }

  private static int nextLineWith(String body, String delimiter, int from) {
    int found = body.indexOf(delimiter, from);
    while (found > 0 && body.charAt(found - 1) != '\n') {
      found = body.indexOf(delimiter, found + 1);
    }
    return found;
  }

  /** Null if it holds no HTTP answer. */
  private Answer part() {
    line();
    headers();
    Matcher status = STATUS_LINE.matcher(line());
    if (!status.matches()) {
      return null;
    }
    MultiMap headers = headers();
    return new Answer(
        Integer.parseInt(status.group(1)), headers, Buffer.buffer(text.substring(at).strip()));
  }

  private MultiMap headers() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** The next line; empty at the end. */
  private String line() {
    int feed = text.indexOf('\n', at);
    int end = feed < 0 ? text.length() : feed;
    String line = text.substring(at, end).stripTrailing();
    at = feed < 0 ? text.length() : feed + 1;
    return line;
  }
}
