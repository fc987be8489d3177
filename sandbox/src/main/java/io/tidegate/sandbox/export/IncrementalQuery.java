package io.tidegate.sandbox.export;

import io.tidegate.sandbox.campaign.OptOuts;
import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.campaign.Timestamps;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.delivery.LogColumn;
import io.tidegate.sandbox.delivery.LogRow;
import io.tidegate.sandbox.delivery.LogTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes out what was modified since it was asked last. A row that is modified again comes again,
 * and one that was modified several times in between comes once, as it is now. To be used by one
 * thread at a time.
 */
final class IncrementalQuery {
  private static final int CHUNK = 10_000;

  private final DeliveryLogs logs;
  private final Profiles profiles;
  private int broadLogs;
  private int trackingLogs;
  private long optOuts;

  IncrementalQuery(DeliveryLogs logs, Profiles profiles) {
    this.logs = logs;
    this.profiles = profiles;
  }

  void broadLogs(CsvFiles into) throws IOException {
    broadLogs = write(logs.broadLogs(), broadLogs, LogColumn.BROAD_LOG, into);
  }

  void trackingLogs(CsvFiles into) throws IOException {
    trackingLogs = write(logs.trackingLogs(), trackingLogs, LogColumn.TRACKING_LOG, into);
  }

  /** Of whatever was modified in a profile, its opt-outs. */
  void optOuts(CsvFiles into) throws IOException {
    List<OptOuts> found = profiles.modified(optOuts, CHUNK);
    while (!found.isEmpty()) {
      for (OptOuts person : found) {
        into.write(row(person));
        optOuts = person.sequence();
      }
      found = profiles.modified(optOuts, CHUNK);
    }
  }

  static <R extends LogRow> List<String> header(List<LogColumn<R>> columns) {
    return columns.stream().map(LogColumn::name).toList();
  }

  static List<String> optOutsHeader() {
    return Stream.of(List.of("externalId"), OptOuts.FIELDS, List.of("lastModified"))
        .flatMap(List::stream)
        .toList();
  }

  /** Everything anew the next time. */
  void reset() {
    broadLogs = 0;
    trackingLogs = 0;
    optOuts = 0;
  }

  private static <R extends LogRow> int write(
      LogTable<R> table, int from, List<LogColumn<R>> columns, CsvFiles into) throws IOException {
    int end = table.modifications();
    for (int modification = from; modification < end; modification++) {
      R row = table.current(modification);
      if (row != null) {
        List<String> fields = new ArrayList<>(columns.size());
        for (LogColumn<R> column : columns) {
          Object value = column.read().apply(row);
          fields.add(
              column.kind() == LogColumn.Kind.TIME
                  ? Timestamps.format((Long) value)
                  : value.toString());
        }
        into.write(fields);
      }
    }
    return end;
  }

  private static List<String> row(OptOuts person) {
    List<String> fields = new ArrayList<>();
    fields.add(person.externalId());
    person.values().forEach(value -> fields.add(value.toString()));
    fields.add(Timestamps.format(person.lastModified()));
    return fields;
  }
}
