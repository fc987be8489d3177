package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The page of a list, newest first, that a request asks for.
 *
 * @param limit how many entries at most
 * @param before only those with a smaller id
 */
record Paging(int limit, OptionalLong before) {
  private static final int DEFAULT_LIMIT = 50;

  static Paging of(RoutingContext context) {
    ValidatedRequest request = Answers.validated(context);
    RequestParameter limit = request.getQuery().get("limit");
    RequestParameter before = request.getQuery().get("before");
    return new Paging(
        limit.isNull() ? DEFAULT_LIMIT : limit.getInteger(),
        before.isNull() ? OptionalLong.empty() : OptionalLong.of(before.getLong()));
  }

  /** Asks for so many entries with a smaller id. */
  interface Source<T> {
    Future<List<T>> entries(int limit, OptionalLong before);
  }

  /** The page as JSON; one entry more is asked for, to know whether there is a next page. */
  <T> Future<JsonObject> read(
      String name, Source<T> source, ToLongFunction<T> id, Function<T, JsonObject> json) {
    return source
        .entries(limit + 1, before)
        .map(
            found -> {
              List<T> shown = found.subList(0, Math.min(limit, found.size()));
              JsonArray array = new JsonArray();
              shown.stream().map(json).forEach(array::add);
              Long next = found.size() > limit ? id.applyAsLong(shown.get(limit - 1)) : null;
              return new JsonObject().put(name, array).put("next", next);
            });
  }
}
