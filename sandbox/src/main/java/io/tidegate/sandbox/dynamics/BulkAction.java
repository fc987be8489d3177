package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.ApiResponse.Deed;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code CreateMultiple}, {@code UpdateMultiple} and {@code UpsertMultiple}: many rows of one
 * table, all or none. Source: the vendor's page "Bulk operation messages".
 */
final class BulkAction {
  static final String PREFIX = "Microsoft.Dynamics.CRM.";

  private final DynamicsStore store;
  private final Table table;
  private final EntityType type;
  private final ApiRequest request;
  private final Transaction transaction;

  BulkAction(DynamicsStore store, Table table, ApiRequest request, Transaction transaction) {
    this.store = store;
    this.table = table;
    this.type = table.type();
    this.request = request;
    this.transaction = transaction;
  }

  ApiResponse run(String action) {
    JsonArray targets = request.json(type).getJsonArray("Targets");
    if (targets == null || targets.isEmpty()) {
      throw DataverseException.badPayload(type, "The parameter 'Targets' is missing or empty.");
    }
    return switch (action.substring(PREFIX.length())) {
      case "CreateMultiple" -> create(targets);
      case "UpdateMultiple" -> write(targets, false);
      case "UpsertMultiple" -> write(targets, true);
      default -> throw DataverseException.noSuchResource(action);
    };
  }

  private ApiResponse create(JsonArray targets) {
    JsonArray ids = new JsonArray();
    ApiResponse effects = ApiResponse.empty(204);
    for (int i = 0; i < targets.size(); i++) {
      Payload payload = payload(target(targets, i));
      UUID id = payload.id().orElseGet(UUID::randomUUID);
      Row row = transaction.create(table, id, payload.values());
      ids.add(row.id().toString());
      effects.did(Deed.CREATED, row);
    }
    JsonObject body =
        new JsonObject()
            .put(
                "@odata.context", request.root() + "$metadata#" + PREFIX + "CreateMultipleResponse")
            .put("Ids", ids);
    return ApiResponse.json(200, body.toBuffer()).including(effects);
  }

  private ApiResponse write(JsonArray targets, boolean mayCreate) {
    ApiResponse response = ApiResponse.empty(204);
    for (int i = 0; i < targets.size(); i++) {
      JsonObject target = target(targets, i);
      Payload payload = payload(target);
      Keys keys = keys(target, payload);
      Row row = keys.find(table);
      if (row != null) {
        response.did(Deed.UPDATED, transaction.update(table, row, payload.values()));
      } else if (mayCreate) {
        response.did(Deed.CREATED, keys.create(transaction, table, payload));
      } else {
        throw keys.absent(type);
      }
    }
    return response;
  }

  private Keys keys(JsonObject target, Payload payload) {
    String url = target.getString("@odata.id");
    if (url != null) {
      List<Segment> path = Segment.parse(ApiRequest.relative(url, Map.of()));
      RowKey key = path.get(path.size() - 1).key().orElseThrow(() -> unnamed());
      return Keys.of(type, key);
    }
    UUID id = payload.id().orElseThrow(() -> unnamed());
    return Keys.of(type, new RowKey.Id(id));
  }

  private DataverseException unnamed() {
    return DataverseException.badPayload(type, "A target names no key of its row.");
  }

  private JsonObject target(JsonArray targets, int index) {
    if (!(targets.getValue(index) instanceof JsonObject target)) {
      throw DataverseException.badPayload(type, "A target is not an object.");
    }
    String declared = target.getString("@odata.type", "");
    if (!declared.endsWith(PREFIX + type.logicalName())) {
      throw DataverseException.badPayload(
          type, "A target must carry '@odata.type': '" + PREFIX + type.logicalName() + "'.");
    }
    return target;
  }

  private Payload payload(JsonObject target) {
    return new Payload.Reader(store, type, Map.of()).read(target);
  }
}
