package io.tidegate.workflow.ingress;

import io.tidegate.dynamics.ChangePage;
import io.tidegate.mapping.UnmappableException;
import io.tidegate.queue.Change;
import io.tidegate.queue.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Maps a page of the source into the changes that are queued. */
final class PageChanges {
  private PageChanges() {}

  /** The changes of a page, in its order; deletions only where the flow follows them. */
  static List<Change> of(IngressConfig.Flow flow, ChangePage page) {
    List<Change> changes = new ArrayList<>(page.rows().size() + page.deletedIds().size());
    for (JsonObject row : page.rows()) {
      String key = row.getString(flow.mapping().sourceKey());
      changes.add(new Change(key, Operation.UPSERT, payload(flow, row)));
    }
    if (flow.deletions() != DeletionPolicy.OFF) {
      for (String id : page.deletedIds()) {
        changes.add(new Change(id, Operation.DELETE, Buffer.buffer()));
      }
    }
    return changes;
  }

  private static Buffer payload(IngressConfig.Flow flow, JsonObject row) {
    try {
      JsonObject record = flow.mapping().map(row);
      if (!flow.initialConsent().isEmpty()) {
        record.put(RecordWrite.ON_CREATE, initialConsent(flow, row));
      }
      return record.toBuffer();
    } catch (UnmappableException problem) {
      // It takes its place in the queue, so that the order per key holds, and is refused there.
      return new JsonObject().put(RecordWrite.UNMAPPABLE, problem.getMessage()).toBuffer();
    }
  }

  private static JsonObject initialConsent(IngressConfig.Flow flow, JsonObject row) {
    JsonObject consent = new JsonObject();
    flow.initialConsent()
        .forEach(
            initial ->
                consent.put(
                    initial.field(), Boolean.TRUE.equals(row.getBoolean(initial.attribute()))));
    return consent;
  }

  /** The keys that are there. */
  static List<String> upserted(List<Change> changes) {
    return changes.stream()
        .filter(change -> change.operation() == Operation.UPSERT)
        .map(Change::key)
        .toList();
  }
}
