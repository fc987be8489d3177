package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Literal;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which row a URL means: by primary key, or by the values of an alternate key of the table.
 *
 * @param id the primary key, if it is given
 * @param key the alternate key, if one is used
 * @param values its values by column
 */
record Keys(Optional<UUID> id, Optional<EntityKey> key, Map<Column, Object> values) {

  static Keys of(EntityType type, RowKey given) {
    if (given instanceof RowKey.Id byId) {
      return new Keys(Optional.of(byId.id()), Optional.empty(), Map.of());
    }
    Map<String, Literal> literals = ((RowKey.Attributes) given).values();
    if (literals.keySet().equals(Set.of(type.primaryId()))
        && literals.get(type.primaryId()) instanceof Literal.Guid guid) {
      return new Keys(Optional.of(guid.value()), Optional.empty(), Map.of());
    }
    Map<Column, Object> values = new LinkedHashMap<>();
    literals.forEach(
        (property, literal) -> {
          Column column = type.property(property).orElseThrow(() -> invalid(type));
          values.put(column, value(type, column, literal));
        });
    Set<String> names = Set.copyOf(values.keySet().stream().map(Column::name).toList());
    EntityKey key =
        type.keys().stream()
            .filter(candidate -> Set.copyOf(candidate.columns()).equals(names))
            .findFirst()
            .orElseThrow(() -> invalid(type));
    return new Keys(Optional.empty(), Optional.of(key), values);
  }

  private static Object value(EntityType type, Column column, Literal literal) {
    Object value = Columns.attribute(type, column).fit(literal);
    if (value == null) {
      throw invalid(type);
    }
    if (column.type().isReference()) {
      String target = column.navigations().keySet().iterator().next();
      return new Reference(target, (UUID) value);
    }
    return value instanceof BigDecimal number
            && column.type() != ColumnType.DECIMAL
            && column.type() != ColumnType.MONEY
        ? (Object) number.intValue()
        : value;
  }

  /** The row, or null when there is none. */
  Row find(Table table) {
    if (id.isPresent()) {
      return table.find(id.get());
    }
    List<Object> ordered = new ArrayList<>();
    for (String name : key.orElseThrow().columns()) {
      values.forEach(
          (column, value) -> {
            if (column.name().equals(name)) {
              ordered.add(value);
            }
          });
    }
    return table.find(key.get(), ordered);
  }

  /** Creates the row that is meant, which is not there yet: its key and what the client sent. */
  Row create(Transaction transaction, Table table, Payload payload) {
    Map<Column, Object> all = new LinkedHashMap<>(payload.values());
    all.putAll(values);
    UUID newId = id.or(payload::id).orElseGet(UUID::randomUUID);
    return transaction.create(table, newId, all);
  }

  DataverseException absent(EntityType type) {
    return id.map(given -> DataverseException.noSuchRow(type, given))
        .orElseGet(() -> DataverseException.noSuchKey(type));
  }

  private static DataverseException invalid(EntityType type) {
    return DataverseException.badQuery(
        "The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM."
            + type.logicalName()
            + "'. Ensure the names and number of key properties match the declared or alternate"
            + " key properties for the resource.");
  }
}
