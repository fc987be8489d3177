package io.tidegate.workflow.egress;

import java.util.List;
import java.util.Map;

/**
 * How Campaign's logs are written.
 *
 * @param columns the names of columns that are not called as usual, by field
 * @param timestamp a {@link java.time.format.DateTimeFormatter} pattern; ISO 8601 is understood
 *     besides
 * @param sent statuses of an e-mail that went out
 * @param failed statuses of one that came back; with a failure type of {@code returned} it went out
 *     first
 * @param returned failure types of e-mails that went out
 * @param bounces failure types that count as bounces
 * @param opens types of tracking rows
 * @param clicks types of tracking rows
 */
public record LogFormat(
    Map<LogField, String> columns,
    String timestamp,
    List<String> sent,
    List<String> failed,
    List<String> returned,
    List<String> bounces,
    List<String> opens,
    List<String> clicks) {

  /** Hard bounces only, as in the product that Tidegate replaces. */
  public static final LogFormat STANDARD =
      new LogFormat(
          Map.of(),
          "uuuu-MM-dd HH:mm:ss.SSSX",
          List.of("sent"),
          List.of("failed"),
          List.of("hard", "soft"),
          List.of("hard"),
          List.of("open"),
          List.of("click"));

  public LogFormat withBounces(List<String> failureTypes) {
    return new LogFormat(columns, timestamp, sent, failed, returned, failureTypes, opens, clicks);
  }

  String column(LogField field) {
    return columns.getOrDefault(field, field.usualName());
  }
}
