package io.tidegate.dynamics;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A page of a read with change tracking. Exactly one of the links is there: the next page's, or on
 * the last page the one that later tells what has changed since.
 *
 * @param rows new or changed, with all selected columns
 * @param deletedIds rows that are gone, also such as were never reported
 */
public record ChangePage(
    List<JsonObject> rows,
    List<String> deletedIds,
    Optional<String> nextLink,
    Optional<String> deltaLink) {

  /**
   * The same, checked: every row has its key.
   *
   * @param key the column that holds it
   * @throws io.tidegate.connector.RetriableException if one has none that can be used
   */
  public ChangePage keyed(String key) {
    RowKeys.require(rows, key);
    deletedIds.forEach(id -> RowKeys.require(id, key));
    return this;
  }
}
