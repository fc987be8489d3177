package io.tidegate.dynamics;

import io.vertx.core.json.JsonObject;

/**
 * A row to be created under an id of the caller's choice, unless there is one already.
 *
 * @param entitySet the table's name in addresses
 * @param id a GUID
 */
public record NewRow(String entitySet, String id, JsonObject columns) {

  /** Without the columns: they hold personal data. */
  @Override
  public String toString() {
    return "NewRow[" + entitySet + ", " + id + "]";
  }
}
