package io.tidegate.sandbox.dynamics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Carries the deletion of a row on to the rows that refer to it by a related column.
 *
 * @param tables all tables, as they are when something is deleted
 * @param behaviours by logical name of the table that is referred to, where they were set
 */
record Cascade(Collection<Table> tables, Map<String, OnDelete> behaviours) {
  void deleted(Transaction transaction, Table deleted, Row row) {
    String entity = deleted.type().logicalName();
    OnDelete behaviour = behaviours.getOrDefault(entity, OnDelete.REMOVE_LINK);
    for (Table table : tables) {
      for (Column column : table.type().columns()) {
        if (column.traits().related() && column.navigations().containsKey(entity)) {
          for (UUID id : table.referring(column, row.id())) {
            carryOn(transaction, behaviour, table, column, id);
          }
        }
      }
    }
  }

  private static void carryOn(
      Transaction transaction, OnDelete behaviour, Table table, Column column, UUID id) {
    Row referring = table.find(id);
    if (referring == null) {
      return;
    }
    switch (behaviour) {
      case CASCADE -> transaction.delete(table, referring);
      case REMOVE_LINK -> {
        Map<Column, Object> emptied = new HashMap<>();
        emptied.put(column, null);
        transaction.update(table, referring, emptied);
      }
      case RESTRICT -> throw DataverseException.referredTo();
    }
  }
}
