package io.tidegate.dynamics;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A page of a query.
 *
 * @param rows with all selected columns
 * @param nextLink the next page's; empty on the last one
 */
public record RowPage(List<JsonObject> rows, Optional<String> nextLink) {

  /**
   * The same, checked: every row has its key.
   *
   * @param key the column that holds it
   * @throws io.tidegate.connector.RetriableException if one has none that can be used
   */
  public RowPage keyed(String key) {
    RowKeys.require(rows, key);
    return this;
  }
}
