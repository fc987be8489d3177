package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A row as a client sends it, checked against the table: {@code id} if the body names the primary
 * key, and the values of the columns a client may set.
 */
record Payload(Optional<UUID> id, Map<Column, Object> values) {
  private static final String BIND = "@odata.bind";

  /** Reads bodies of one table; to be used within a transaction, since bindings are looked up. */
  record Reader(DynamicsStore store, EntityType type, Map<String, String> contentIds) {

    Payload read(JsonObject body) {
      Map<Column, Object> values = new LinkedHashMap<>();
      UUID id = null;
      for (Map.Entry<String, Object> member : body) {
        String name = member.getKey();
        if (name.endsWith(BIND)) {
          bind(values, name.substring(0, name.length() - BIND.length()), member.getValue());
        } else if (name.equals(type.primaryId())) {
          Column column = type.column(name).orElseThrow();
          id = (UUID) Values.accept(type, column, member.getValue());
        } else if (name.indexOf('@') < 0) {
          set(values, name, member.getValue());
        }
      }
      return new Payload(Optional.ofNullable(id), values);
    }

    private void set(Map<Column, Object> values, String name, Object value) {
      Optional<Column> navigation = type.navigation(name);
      if (navigation.isPresent() && value == null) {
        values.put(navigation.get(), null);
        return;
      }
      Column column = type.property(name).orElseThrow(() -> unknown(name));
      if (column.type().isReference()) {
        throw DataverseException.badPayload(
            type,
            "CRM do not support direct update of Entity Reference properties, Use Navigation"
                + " properties instead.");
      }
      if (column.writable()) {
        values.put(column, Values.accept(type, column, value));
      }
    }

    private void bind(Map<Column, Object> values, String navigation, Object value) {
      Column column = type.navigation(navigation).orElseThrow(() -> unknown(navigation));
      if (value == null) {
        values.put(column, null);
      } else if (value instanceof String url) {
        Reference reference = reference(url);
        if (!navigation.equals(column.navigations().get(reference.entity()))) {
          throw DataverseException.badPayload(
              type,
              "The property '"
                  + navigation
                  + "' cannot refer to a row of '"
                  + reference.entity()
                  + "'.");
        }
        values.put(column, reference);
      } else {
        throw DataverseException.badPayload(
            type, "The value of '" + navigation + BIND + "' must be a URL.");
      }
    }

    /** The row a URL in a body refers to; it must exist. */
    Reference reference(String url) {
      List<Segment> path = Segment.parse(ApiRequest.relative(url, contentIds));
      if (path.size() != 1) {
        throw new ODataSyntaxException("Invalid URI '" + url + "' in the request body.");
      }
      Table target =
          store
              .entitySet(path.get(0).name())
              .orElseThrow(() -> DataverseException.noSuchResource(path.get(0).name()));
      RowKey key =
          path.get(0).key().orElseThrow(() -> new ODataSyntaxException("No key in '" + url + "'."));
      Keys keys = Keys.of(target.type(), key);
      Row row = store.row(target, keys);
      if (row == null) {
        throw keys.absent(target.type());
      }
      return new Reference(target.type().logicalName(), row.id());
    }

    private DataverseException unknown(String name) {
      return DataverseException.badPayload(
          type,
          "The property '"
              + name
              + "' does not exist on type 'Microsoft.Dynamics.CRM."
              + type.logicalName()
              + "'. Make sure to only use property names that are defined by the type.");
    }
  }
}
