package io.tidegate.connector;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole HTTP answer. */
public record Answer(int status, MultiMap headers, Buffer body) {

  /** As much of a body as is worth keeping with a dead letter. */
  private static final int TEXT_LIMIT = 4_000;

  private static final Pattern E_MAIL = Pattern.compile("[^\\s'\"<>]+@[^\\s'\"<>]+");

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /** How long the system asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return RetryAfter.parse(
        headers.get(HttpHeaders.RETRY_AFTER), headers.get(HttpHeaders.DATE), Instant.now());
  }

  /** The body, if it is a JSON object. */
  public Optional<JsonObject> jsonObject() {
    try {
      return Optional.of(new JsonObject(body));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      return Optional.empty();
    }
  }

  /** The body as text, cut to a few thousand characters. It may contain personal data. */
  public String text() {
    return body.length() <= TEXT_LIMIT
        ? body.toString()
        : body.getString(0, TEXT_LIMIT).concat("…");
  }

  /** A vendor's words, fit for a message: one line, not too long, e-mail addresses masked. */
  public static String quote(String words) {
    String line = E_MAIL.matcher(words.strip().replaceAll("\\s+", " ")).replaceAll("…");
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }

  /** The status only. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
