package io.tidegate.sandbox.delivery;

import java.util.List;
import java.util.function.Function;

/**
 * A column of a log, as Campaign exports and shows it.
 *
 * @param read its value in a row: a text, a number, or milliseconds since 1970 for a time
 */
public record LogColumn<R extends LogRow>(String name, Kind kind, Function<R, Object> read) {
  /** What a column holds. */
  public enum Kind {
    TEXT,
    NUMBER,
    TIME
  }

  /** Those of the delivery logs. */
  public static final List<LogColumn<BroadLog>> BROAD_LOG =
      List.of(
          number("logId", BroadLog::id),
          text("externalId", BroadLog::externalId),
          text("campaignId", row -> row.delivery().campaignId()),
          text("campaignName", row -> row.delivery().campaignName()),
          text("deliveryId", row -> row.delivery().deliveryId()),
          text("deliveryName", row -> row.delivery().deliveryName()),
          text("status", BroadLog::status),
          text("failureType", BroadLog::failureType),
          text("failureReason", BroadLog::failureReason),
          time("eventDate", BroadLog::eventDate),
          text("mirrorPage", row -> row.delivery().mirrorPage(row.id())),
          time("lastModified", BroadLog::lastModified));

  /** Those of the tracking logs. */
  public static final List<LogColumn<TrackingLog>> TRACKING_LOG =
      List.of(
          number("trackingId", TrackingLog::id),
          number("logId", TrackingLog::broadLogId),
          text("externalId", TrackingLog::externalId),
          text("campaignId", row -> row.delivery().campaignId()),
          text("campaignName", row -> row.delivery().campaignName()),
          text("deliveryId", row -> row.delivery().deliveryId()),
          text("deliveryName", row -> row.delivery().deliveryName()),
          text("type", row -> row.type().label()),
          text("url", TrackingLog::url),
          time("eventDate", TrackingLog::eventDate),
          time("lastModified", TrackingLog::lastModified));

  private static <R extends LogRow> LogColumn<R> text(String name, Function<R, Object> read) {
    return new LogColumn<>(name, Kind.TEXT, read);
  }

  private static <R extends LogRow> LogColumn<R> number(String name, Function<R, Object> read) {
    return new LogColumn<>(name, Kind.NUMBER, read);
  }

  private static <R extends LogRow> LogColumn<R> time(String name, Function<R, Object> read) {
    return new LogColumn<>(name, Kind.TIME, read);
  }
}
