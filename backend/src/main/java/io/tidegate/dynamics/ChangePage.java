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
    Optional<String> deltaLink) {}
