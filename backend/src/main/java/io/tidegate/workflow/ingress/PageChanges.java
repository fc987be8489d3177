package io.tidegate.workflow.ingress;

import io.tidegate.queue.Change;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A page of the source as the changes that are queued.
 *
 * @param changes in the page's order
 * @param matching the keys of the rows that the flow is about
 * @param filteredOut the keys of those that its filter leaves out
 * @param ignored the keys of deletions that the flow does not follow
 */
record PageChanges(
    List<Change> changes, List<String> matching, List<String> filteredOut, List<String> ignored) {

  /**
   * What a row of the page means.
   *
   * @param complete whether rows are written with all their fields
   * @param deleteFilteredOut whether a row that is left out is a deletion
   * @param readAt when the page was asked for, milliseconds since 1970
   */
  record Reading(Fitted fit, boolean complete, boolean deleteFilteredOut, long readAt) {}

  static PageChanges of(Reading reading, List<JsonObject> rows, List<String> deletedIds) {
    PageChanges page =
        new PageChanges(
            new ArrayList<>(rows.size() + deletedIds.size()),
            new ArrayList<>(rows.size()),
            new ArrayList<>(),
            new ArrayList<>());
    rows.forEach(row -> page.add(reading, row));
    for (String id : deletedIds) {
      if (reading.fit().flow().deletions() == DeletionPolicy.OFF) {
        page.ignored().add(id);
      } else {
        page.changes().add(Change.delete(id));
      }
    }
    return page;
  }

  private void add(Reading reading, JsonObject row) {
    Fitted fit = reading.fit();
    String key = row.getString(fit.flow().mapping().sourceKey());
    if (fit.mapper().matches(row)) {
      matching.add(key);
      changes.add(
          Change.upsert(
              key, QueuedRecord.map(fit, row, reading.complete(), reading.readAt()).encode()));
    } else {
      filteredOut.add(key);
      if (reading.deleteFilteredOut()) {
        changes.add(Change.delete(key));
      }
    }
  }

  /** The same without the deletions of rows that were left out and that nothing is known of. */
  PageChanges deletingOnly(Set<String> known) {
    Set<String> unknown = new HashSet<>(filteredOut);
    unknown.removeAll(known);
    matching.forEach(unknown::remove);
    return new PageChanges(
        changes.stream().filter(change -> !unknown.contains(change.key())).toList(),
        matching,
        filteredOut,
        ignored);
  }

  /** Those of which the page says that nothing is to be written. */
  Collection<String> dropped() {
    List<String> dropped = new ArrayList<>(filteredOut);
    dropped.addAll(ignored);
    changes.forEach(change -> dropped.remove(change.key()));
    return dropped;
  }
}
