package io.tidegate.mapping;

import io.vertx.core.json.JsonObject;

/** Dotted paths into a target record, such as {@code postalAddress.city}. */
public final class FieldPath {
  private FieldPath() {}

  public static String root(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  public static void put(JsonObject record, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      record.put(path, value);
      return;
    }
    JsonObject item = record.getJsonObject(path.substring(0, dot));
    if (item == null) {
      item = new JsonObject();
      record.put(path.substring(0, dot), item);
    }
    put(item, path.substring(dot + 1), value);
  }

  public static Object get(JsonObject record, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return record.getValue(path);
    }
    return record.getValue(path.substring(0, dot)) instanceof JsonObject item
        ? get(item, path.substring(dot + 1))
        : null;
  }

  /** Takes a value out, and the items that are empty without it. */
  public static void remove(JsonObject record, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      record.remove(path);
    } else if (record.getValue(path.substring(0, dot)) instanceof JsonObject item) {
      remove(item, path.substring(dot + 1));
      if (item.isEmpty()) {
        record.remove(path.substring(0, dot));
      }
    }
  }
}
