package io.tidegate.workflow.egress;

import io.tidegate.queue.Change;
import io.tidegate.workflow.export.ExportRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes events of one kind of the rows of Campaign's logs. */
final class LogRows {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final EventType type;
  private final LogFormat format;
  private final DateTimeFormatter timestamp;
  private final Predicate<ExportRow> ofThisType;
  private final boolean reportsBrokenRows;

  /**
   * @param reportsBrokenRows false when another flow that reads the same rows does
   */
  LogRows(EventType type, LogFormat format, boolean reportsBrokenRows) {
    this.type = type;
    this.format = format;
    this.timestamp = DateTimeFormatter.ofPattern(format.timestamp(), Locale.ROOT);
    this.reportsBrokenRows = reportsBrokenRows;
    this.ofThisType =
        switch (type) {
          case SEND -> this::wentOut;
          case BOUNCE ->
              row ->
                  is(row, LogField.STATUS, format.failed())
                      && is(row, LogField.FAILURE_TYPE, format.bounces());
          case OPEN -> row -> is(row, LogField.TYPE, format.opens());
          case CLICK -> row -> is(row, LogField.TYPE, format.clicks());
        };
  }

  /** Without those that tell of something else, or of somebody who is not from Dynamics. */
  List<Change> changes(List<ExportRow> rows) {
    return rows.stream().map(this::change).flatMap(Optional::stream).collect(Collectors.toList());
  }

  private Optional<Change> change(ExportRow row) {
    if (row.isBroken()) {
      return reportsBrokenRows ? Optional.of(notUnderstood(row, row.problem())) : Optional.empty();
    }
    String person = value(row, LogField.EXTERNAL_ID).toLowerCase(Locale.ROOT);
    if (person.isEmpty() || !ofThisType.test(row)) {
      return Optional.empty();
    }
    if (!GUID.matcher(person).matches()) {
      return Optional.of(problem(row, LogField.EXTERNAL_ID, "is no id of a contact"));
    }
    if (value(row, type.identity()).isEmpty()) {
      return Optional.of(problem(row, type.identity(), "is empty"));
    }
    Optional<Instant> at = instant(value(row, type.date()));
    return Optional.of(
        at.isEmpty()
            ? problem(row, type.date(), "is no timestamp")
            : Change.upsert(person, event(row, at.get()).encode()));
  }

  private Event event(ExportRow row, Instant at) {
    return new Event(
        value(row, type.identity()),
        at,
        value(row, LogField.CAMPAIGN_ID),
        value(row, LogField.CAMPAIGN_NAME),
        value(row, LogField.DELIVERY_ID),
        value(row, LogField.DELIVERY_NAME),
        type.isDelivery() ? value(row, LogField.MIRROR_PAGE) : "",
        type == EventType.CLICK ? value(row, LogField.URL) : "",
        type == EventType.BOUNCE ? value(row, LogField.FAILURE_REASON) : "",
        null,
        0,
        "");
  }

  /** Also if all we see of an e-mail is that it came back. */
  private boolean wentOut(ExportRow row) {
    return is(row, LogField.STATUS, format.sent())
        || (is(row, LogField.STATUS, format.failed())
            && is(row, LogField.FAILURE_TYPE, format.returned()));
  }

  private boolean is(ExportRow row, LogField field, List<String> values) {
    String value = value(row, field);
    return values.stream().anyMatch(value::equalsIgnoreCase);
  }

  private String value(ExportRow row, LogField field) {
    return row.value(format.column(field));
  }

  private Optional<Instant> instant(String text) {
    try {
      return Optional.of(timestamp.parse(text, Instant::from));
    } catch (DateTimeException notInThatFormat) {
      try {
        return Optional.of(Instant.parse(text));
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }

  /** Names the place and not the value, which is somebody's. */
  private Change problem(ExportRow row, LogField field, String what) {
    return notUnderstood(
        row, "Line %d of %s: %s %s.".formatted(row.line(), row.file(), format.column(field), what));
  }

  private static Change notUnderstood(ExportRow row, String problem) {
    return Change.upsert(row.file() + ":" + row.line(), Event.notUnderstood(problem).encode());
  }
}
