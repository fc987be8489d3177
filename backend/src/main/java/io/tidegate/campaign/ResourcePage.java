package io.tidegate.campaign;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next the address of the next page, to be followed as it is; empty on the last
 */
public record ResourcePage(List<JsonObject> content, Optional<String> next) {}
