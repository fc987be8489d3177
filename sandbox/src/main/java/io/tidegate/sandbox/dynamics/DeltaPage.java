package io.tidegate.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of changes: rows created or changed, by version, and behind the last of them the rows
 * deleted (as tombstones).
 *
 * @param next where the next page starts, or null when this round is complete
 */
record DeltaPage(List<Row> rows, List<Row> deleted, DeltaCursor next) {

  /** Reads from the log; a row that was written again is told where its newest version is. */
  static DeltaPage read(Table table, DeltaCursor cursor, int limit) {
    List<Row> rows = new ArrayList<>();
    List<Row> deleted = new ArrayList<>();
    if (!cursor.deletions()) {
      long done = collect(table, cursor, limit, rows);
      if (rows.size() == limit) {
        return new DeltaPage(
            rows, deleted, new DeltaCursor(cursor.from(), cursor.to(), false, done));
      }
    }
    DeltaCursor deletions =
        cursor.deletions()
            ? cursor
            : new DeltaCursor(cursor.from(), cursor.to(), true, cursor.from());
    long done = collect(table, deletions, limit - rows.size(), deleted);
    boolean complete = rows.size() + deleted.size() < limit;
    return new DeltaPage(
        rows, deleted, complete ? null : new DeltaCursor(cursor.from(), cursor.to(), true, done));
  }

  private static long collect(Table table, DeltaCursor cursor, int limit, List<Row> into) {
    ChangeLog log = table.log();
    long done = cursor.done();
    int entry = log.after(done);
    while (entry < log.size() && log.version(entry) <= cursor.to() && into.size() < limit) {
      Row row = table.slot(log.slot(entry));
      if (table.current(entry) && row.deleted() == cursor.deletions()) {
        into.add(row);
      }
      done = log.version(entry++);
    }
    return done;
  }
}
