package io.tidegate.workflow.consent;

import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Vendor;
import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A person's record as one side shows it.
 *
 * @param person the contact's id
 * @param version of the record: Dynamics' row version, Campaign's time of modification in
 *     milliseconds; grows with each modification
 * @param modifiedAt when it was last modified, by that side's clock
 * @param address where to read and write it: Dynamics' ETag, Campaign's {@code href}; empty when
 *     the feed does not tell
 */
record Sighting(
    String person, Consents consents, long version, Instant modifiedAt, String address) {

  /**
   * A row of the contact table.
   *
   * @throws RetriableException if it cannot be understood: then nobody knows what was decided
   */
  static Sighting ofContact(JsonObject row, ConsentConfig config, List<Row> rows) {
    return understood(Vendor.DYNAMICS, () -> contact(row, config, rows));
  }

  private static Sighting contact(JsonObject row, ConsentConfig config, List<Row> rows) {
    String etag = row.getString("@odata.etag", "");
    Instant modifiedAt = Instant.parse(row.getString("modifiedon"));
    return new Sighting(
        row.getString(config.key()),
        consents(row, rows, Side.DYNAMICS),
        rowVersion(etag, modifiedAt),
        modifiedAt,
        etag);
  }

  /**
   * A profile.
   *
   * @throws RetriableException if it cannot be understood
   */
  static Sighting ofProfile(JsonObject profile, ConsentConfig config, List<Row> rows) {
    return understood(Vendor.CAMPAIGN, () -> profile(profile, config, rows));
  }

  private static Sighting profile(JsonObject profile, ConsentConfig config, List<Row> rows) {
    Instant modifiedAt = campaignTime(profile.getString("lastModified"));
    return new Sighting(
        profile.getString(config.targetKey()),
        consents(profile, rows, Side.CAMPAIGN),
        modifiedAt.toEpochMilli(),
        modifiedAt,
        profile.getString("href", ""));
  }

  private static Sighting understood(Vendor vendor, Supplier<Sighting> record) {
    try {
      return record.get();
    } catch (ClassCastException | DateTimeException | NullPointerException unreadable) {
      throw new RetriableException(
          vendor.system(),
          vendor.title() + " shows somebody's consent in a record that cannot be understood.",
          Optional.empty(),
          false);
    }
  }

  /**
   * A value that is there but empty means not opted out. One that is not there at all (hidden,
   * renamed, no right to read it), or cannot be understood, means nothing: least of all an opt-in.
   */
  private static Consents consents(JsonObject record, List<Row> rows, Side side) {
    Consents consents = Consents.NONE;
    for (Row row : rows) {
      String name = side == Side.DYNAMICS ? row.attribute() : row.field();
      if (record.containsKey(name)) {
        consents = consents.with(row.channel(), value(record.getValue(name)));
      }
    }
    return consents;
  }

  /** Export files write a boolean as a text or a digit. */
  private static Boolean value(Object value) {
    if (value == null) {
      return false;
    }
    return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> null;
    };
  }

  /** {@code 2026-01-02 03:04:05.000Z}, or with a T. */
  static Instant campaignTime(String text) {
    return Instant.parse(text.strip().replace(' ', 'T'));
  }

  /** As Campaign writes it. */
  static String campaignText(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ');
  }

  /**
   * The number in {@code W/"12345"}. It is opaque by the letter of OData; were it none, the time of
   * modification does.
   */
  private static long rowVersion(String etag, Instant modifiedAt) {
    String digits = etag.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 18
        ? modifiedAt.toEpochMilli()
        : Long.parseLong(digits);
  }
}
