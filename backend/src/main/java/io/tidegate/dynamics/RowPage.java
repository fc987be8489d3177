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
public record RowPage(List<JsonObject> rows, Optional<String> nextLink) {}
