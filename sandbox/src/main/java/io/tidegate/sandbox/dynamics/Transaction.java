package io.tidegate.sandbox.dynamics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Writes that are done together or not at all, while the store's lock is held. It keeps the columns
 * that no client sets: who and when, owner, state.
 */
final class Transaction {
  private record Written(Table table, Row row, Row before) {}

  private final Reference actor;
  private final Instant now;
  private final LongSupplier versions;
  private final ValuePool pool;
  private final Cascade cascade;
  private final List<Written> written = new ArrayList<>();

  Transaction(
      Reference actor, Instant now, LongSupplier versions, ValuePool pool, Cascade cascade) {
    this.actor = actor;
    this.now = now;
    this.versions = versions;
    this.pool = pool;
    this.cascade = cascade;
  }

  /** Adds a row; fails when there is one of this id or with the same alternate key. */
  Row create(Table table, UUID id, Map<Column, Object> values) {
    if (table.find(id) != null) {
      throw DataverseException.duplicateId();
    }
    Object[] cells = new Object[table.type().width()];
    values.forEach((column, value) -> set(cells, column, value));
    return create(table, id, cells);
  }

  /** The same with values that are in place already; takes the array over. */
  Row create(Table table, UUID id, Object[] cells) {
    EntityType type = table.type();
    setDefault(type, cells, "createdon", now);
    setDefault(type, cells, "modifiedon", now);
    setDefault(type, cells, "createdby", actor);
    setDefault(type, cells, "modifiedby", actor);
    setDefault(type, cells, "ownerid", actor);
    setDefault(type, cells, "statecode", 0);
    setDefault(type, cells, "statuscode", 1);
    pool.share(cells);
    return put(table, new Row(id, table.slotFor(id), versions.getAsLong(), cells));
  }

  /** Changes some columns of a row. */
  Row update(Table table, Row row, Map<Column, Object> values) {
    EntityType type = table.type();
    Object[] cells = row.copy(type.width());
    values.forEach((column, value) -> set(cells, column, value));
    type.column("modifiedon").ifPresent(column -> cells[column.ordinal()] = now);
    type.column("modifiedby").ifPresent(column -> cells[column.ordinal()] = actor);
    pool.share(cells);
    return put(table, new Row(row.id(), row.slot(), versions.getAsLong(), cells));
  }

  /** Deletes a row, with what that brings with it for the rows that refer to it. */
  void delete(Table table, Row row) {
    put(table, Row.tombstone(row, versions.getAsLong()));
    // Afterwards: rows that refer to each other in a circle are then seen to be gone.
    cascade.deleted(this, table, row);
  }

  void rollBack() {
    for (int i = written.size() - 1; i >= 0; i--) {
      Written write = written.get(i);
      write.table().restore(write.row(), write.before());
    }
  }

  private Row put(Table table, Row row) {
    Row before = table.before(row.slot());
    table.put(row);
    written.add(new Written(table, row, before));
    return row;
  }

  private static void set(Object[] cells, Column column, Object value) {
    if (column.ordinal() >= 0) {
      cells[column.ordinal()] = value;
    }
  }

  private static void setDefault(EntityType type, Object[] cells, String name, Object value) {
    type.column(name)
        .filter(column -> cells[column.ordinal()] == null)
        .ifPresent(column -> cells[column.ordinal()] = value);
  }
}
