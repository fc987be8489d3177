package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.ApiResponse.Deed;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creating, changing and deleting one row, with the conditions of {@code If-Match} and {@code
 * If-None-Match}. Runs within a transaction, alone or as part of a change set. Source: the vendor's
 * page "Perform conditional operations using the Web API".
 */
final class RowWrite {
  private final DynamicsStore store;
  private final Table table;
  private final EntityType type;
  private final ApiRequest request;
  private final Transaction transaction;

  RowWrite(DynamicsStore store, Table table, ApiRequest request, Transaction transaction) {
    this.store = store;
    this.table = table;
    this.type = table.type();
    this.request = request;
    this.transaction = transaction;
  }

  /** {@code POST} to the entity set. */
  ApiResponse create() {
    Payload payload = payload();
    Row row = transaction.create(table, payload.id().orElseGet(UUID::randomUUID), payload.values());
    return written(row, 201).did(Deed.CREATED, row);
  }

  /** {@code PATCH}: update, or create where there is no such row. */
  ApiResponse upsert(RowKey key) {
    Keys keys = Keys.of(type, key);
    Row row = keys.find(table);
    Payload payload = payload();
    if (row != null) {
      if (request.ifNoneMatch().isPresent()) {
        throw DataverseException.duplicateId();
      }
      requireMatch(row);
      Row updated = transaction.update(table, row, payload.values());
      return written(updated, 200).did(Deed.UPDATED, updated);
    }
    if (request.ifMatch().isPresent()) {
      throw keys.absent(type);
    }
    Row created = keys.create(transaction, table, payload);
    return written(created, 201).did(Deed.CREATED, created);
  }

  ApiResponse delete(RowKey key) {
    Row row = existing(key);
    requireMatch(row);
    transaction.delete(table, row);
    return ApiResponse.empty(204).did(Deed.DELETED, row);
  }

  /** {@code PUT} or {@code DELETE} of one property; a null value empties it. */
  ApiResponse property(RowKey key, String property, boolean clear) {
    Row row = existing(key);
    requireMatch(row);
    Column column =
        type.property(property)
            .or(() -> type.navigation(property))
            .orElseThrow(() -> DataverseException.noSuchProperty(type, property));
    Object value = clear ? null : propertyValue(column);
    Row updated = transaction.update(table, row, mapOf(column, value));
    return ApiResponse.empty(204).did(Deed.UPDATED, updated);
  }

  private Object propertyValue(Column column) {
    return column.type().isReference()
        ? reader().reference(request.json(type).getString("@odata.id", ""))
        : Values.accept(type, column, request.json(type).getValue("value"));
  }

  private static Map<Column, Object> mapOf(Column column, Object value) {
    Map<Column, Object> values = new HashMap<>();
    values.put(column, value);
    return values;
  }

  private Row existing(RowKey key) {
    Keys keys = Keys.of(type, key);
    Row row = keys.find(table);
    if (row == null) {
      throw keys.absent(type);
    }
    return row;
  }

  private void requireMatch(Row row) {
    Optional<String> expected = request.ifMatch().filter(etag -> !etag.equals("*"));
    if (expected.isPresent() && !expected.get().equals(row.etag())) {
      throw DataverseException.versionMismatch();
    }
  }

  private Payload payload() {
    return reader().read(request.json(type));
  }

  private Payload.Reader reader() {
    return new Payload.Reader(store, type, request.contentIds());
  }

  /** The answer to a write: no body, or the row if the client prefers. */
  private ApiResponse written(Row row, int statusWithBody) {
    String url = Links.row(request, type, row);
    ApiResponse response =
        request.preferences().returnRepresentation()
            ? RowRead.answer(store, type, request, row, statusWithBody)
                .header("Preference-Applied", "return=representation")
            : ApiResponse.empty(204);
    return response.header("OData-EntityId", url).header("Location", url);
  }
}
