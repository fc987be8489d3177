package io.tidegate.workflow.ingress;

import io.tidegate.mapping.FieldPath;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.RowMapper;
import io.tidegate.mapping.UnmappableException;
import io.tidegate.workflow.QueuedContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapped record as it lies in the queue.
 *
 * @param fields what is written; a link as {@code {"$link": {"flow", "key"}}}
 * @param initial fields that are written only to a record that is created; empty if none, or if
 *     they are to be written in any case and are among the others
 * @param onCreate what the record is born with, beside that
 * @param unmappable why the mapping refused it; null if it did not
 * @param readAt when it was read at the source, milliseconds since 1970
 */
record QueuedRecord(
    JsonObject fields, JsonObject initial, JsonObject onCreate, String unmappable, long readAt) {
  private static final String INITIAL = "$initial";
  private static final String ON_CREATE = "$onCreate";
  private static final String UNMAPPABLE = "$unmappable";
  private static final String READ_AT = "$readAt";
  private static final String LINK = RowMapper.LINK;

  /**
   * Maps a row.
   *
   * @param complete whether it is written with all its fields: at an initial load and a replay
   */
  static QueuedRecord map(Fitted fit, JsonObject row, boolean complete, long readAt) {
    try {
      JsonObject fields = fit.mapper().map(row);
      JsonObject initial = complete ? new JsonObject() : takeInitial(fit.flow().mapping(), fields);
      return new QueuedRecord(fields, initial, initialConsent(fit.flow(), row), null, readAt);
    } catch (UnmappableException problem) {
      // It takes its place in the queue, so that the order per key holds, and is refused there.
      JsonObject none = new JsonObject();
      return new QueuedRecord(none, none, none, problem.getMessage(), readAt);
    }
  }

  private static JsonObject takeInitial(Mapping mapping, JsonObject fields) {
    JsonObject initial = new JsonObject();
    mapping
        .initialOnly()
        .forEach(
            path -> {
              FieldPath.put(initial, path, FieldPath.get(fields, path));
              FieldPath.remove(fields, path);
            });
    return initial;
  }

  private static JsonObject initialConsent(IngressConfig.Flow flow, JsonObject row) {
    JsonObject consent = new JsonObject();
    flow.initialConsent()
        .forEach(
            initial ->
                consent.put(
                    initial.field(),
                    isTrue(initial.attribute(), row.getValue(initial.attribute()))));
    return consent;
  }

  /** What cannot be understood is no opt-in: nobody is created by it. */
  private static boolean isTrue(String attribute, Object value) {
    if (value != null && !(value instanceof Boolean)) {
      throw new UnmappableException("The attribute " + attribute + " is neither true nor false.");
    }
    return Boolean.TRUE.equals(value);
  }

  /** As it lies in the queue. */
  Buffer encode() {
    if (unmappable != null) {
      return new JsonObject().put(UNMAPPABLE, unmappable).toBuffer();
    }
    JsonObject payload = fields.copy();
    if (!initial.isEmpty()) {
      payload.put(INITIAL, initial);
    }
    if (!onCreate.isEmpty()) {
      payload.put(ON_CREATE, onCreate);
    }
    if (!links().isEmpty()) {
      payload.put(READ_AT, readAt);
    }
    return payload.toBuffer();
  }

  static QueuedRecord decode(Buffer payload) {
    JsonObject fields = new JsonObject(payload);
    JsonObject initial = (JsonObject) fields.remove(INITIAL);
    JsonObject onCreate = (JsonObject) fields.remove(ON_CREATE);
    String unmappable = (String) fields.remove(UNMAPPABLE);
    Long readAt = fields.getLong(READ_AT, 0L);
    fields.remove(READ_AT);
    return new QueuedRecord(
        fields,
        initial == null ? new JsonObject() : initial,
        onCreate == null ? new JsonObject() : onCreate,
        unmappable,
        readAt);
  }

  /** Whether an update writes all its fields. */
  boolean isComplete() {
    return initial.isEmpty();
  }

  /** The same, written with all its fields: an older change to it that is left out was. */
  QueuedRecord completed() {
    return isComplete()
        ? this
        : new QueuedRecord(
            fields.copy().mergeIn(initial, true), new JsonObject(), onCreate, unmappable, readAt);
  }

  /** All of it, for a record that is created. */
  JsonObject born() {
    return fields.copy().mergeIn(initial, true).mergeIn(onCreate);
  }

  /** The parents it links to, by link field. */
  Map<String, Parent> links() {
    Map<String, Parent> links = new LinkedHashMap<>();
    for (String field : fields.fieldNames()) {
      if (fields.getValue(field) instanceof JsonObject value
          && value.getValue(LINK) instanceof JsonObject link) {
        links.put(field, new Parent(link.getString("flow"), link.getString("key")));
      }
    }
    return links;
  }

  /** For people: all of it, links as the flow and the key of the parent. */
  QueuedContent content() {
    if (unmappable != null) {
      return QueuedContent.NONE;
    }
    JsonObject record = born();
    List<QueuedContent.Link> links = new ArrayList<>();
    links()
        .forEach(
            (field, parent) -> {
              record.put(
                  field, new JsonObject().put("flow", parent.flow()).put("key", parent.key()));
              links.add(new QueuedContent.Link(field, parent.flow(), parent.key()));
            });
    return new QueuedContent(record, links);
  }

  /** The same with each link as the target takes it. */
  QueuedRecord linked(Map<Parent, String> pkeys) {
    Map<String, Parent> links = links();
    if (links.isEmpty()) {
      return this;
    }
    JsonObject linked = fields.copy();
    links.forEach(
        (field, parent) -> linked.put(field, new JsonObject().put("PKey", pkeys.get(parent))));
    return new QueuedRecord(linked, initial, onCreate, unmappable, readAt);
  }
}
