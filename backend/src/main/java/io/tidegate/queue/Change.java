package io.tidegate.queue;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/**
 * One change to one record, as it is queued.
 *
 * @param key the record's identity at its source; changes with the same key stay in order
 * @param operation what happened to it
 * @param payload JSON as UTF-8 bytes; empty for {@link Operation#DELETE}
 */
public record Change(String key, Operation operation, Buffer payload) {

  public Change {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(payload, "payload");
    if (key.isEmpty() || key.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A key must not be empty nor hold a NUL character");
    }
  }

  /** The record exists and has these values. */
  public static Change upsert(String key, Buffer payload) {
    return new Change(key, Operation.UPSERT, payload);
  }

  /** The record is gone. */
  public static Change delete(String key) {
    return new Change(key, Operation.DELETE, Buffer.buffer());
  }

  /** Without the payload: it is personal data. */
  @Override
  public String toString() {
    return "Change[key=" + key + ", " + operation + ", " + payload.length() + " bytes]";
  }
}
