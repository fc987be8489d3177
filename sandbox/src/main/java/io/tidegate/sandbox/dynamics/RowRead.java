package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.RowKey;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** {@code GET} of one row or of one of its properties. */
final class RowRead {
  private RowRead() {}

  static ApiResponse read(DynamicsStore store, Table table, ApiRequest request, RowKey key) {
    EntityType type = table.type();
    Keys keys = Keys.of(type, key);
    Row row = store.row(table, keys);
    if (row == null) {
      throw keys.absent(type);
    }
    List<Segment> path = request.path();
    if (path.size() > 1) {
      boolean raw = path.size() == 3 && path.get(2).name().equals("$value");
      return property(type, request, row, path.get(1).name(), raw);
    }
    if (request.ifNoneMatch().filter(row.etag()::equals).isPresent()) {
      return ApiResponse.empty(304).header("ETag", row.etag());
    }
    return CollectionRead.applied(
        answer(store, type, request, row, 200).read(1, 0), request.preferences());
  }

  /** A row with the columns the request selects. */
  static ApiResponse answer(
      DynamicsStore store, EntityType type, ApiRequest request, Row row, int status) {
    RowWriter writer = RowWriter.of(store, type, request);
    return ApiResponse.json(
            status,
            JsonBody.write(
                2048,
                json -> {
                  json.writeStringField("@odata.context", Links.context(request, type, "/$entity"));
                  writer.writeFields(json, row);
                }))
        .header("ETag", row.etag());
  }

  private static ApiResponse property(
      EntityType type, ApiRequest request, Row row, String property, boolean raw) {
    Column column =
        type.property(property)
            .orElseThrow(() -> DataverseException.noSuchProperty(type, property));
    Object value = type.read(row, column);
    if (value == null) {
      return ApiResponse.empty(204);
    }
    if (raw) {
      return ApiResponse.of(200, "text/plain", Buffer.buffer(value.toString()));
    }
    String context =
        request.root()
            + "$metadata#"
            + type.entitySetName()
            + "("
            + row.id()
            + ")/"
            + column.property();
    return ApiResponse.json(
            200,
            JsonBody.write(
                256,
                json -> {
                  json.writeStringField("@odata.context", context);
                  json.writeFieldName("value");
                  RowWriter.writeValue(json, value);
                }))
        .read(1, 0);
  }
}
