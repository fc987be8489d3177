package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.Preferences;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the Web API sees it, whether it came by itself or within a batch.
 *
 * @param root URL of the service root by which the client came, with a slash at the end
 * @param path steps below the service root
 * @param caller the application user
 * @param contentIds within a change set: the URL of the row each earlier request was about
 */
record ApiRequest(
    String method,
    String root,
    List<Segment> path,
    QueryOptions query,
    MultiMap headers,
    Buffer body,
    Reference caller,
    Map<String, String> contentIds) {

  Preferences preferences() {
    return Preferences.parse(headers.getAll("Prefer"));
  }

  Optional<String> ifMatch() {
    return header("If-Match");
  }

  /** The header unless it is {@code null}, which the vendor's clients send to ward off caches. */
  Optional<String> ifNoneMatch() {
    return header("If-None-Match").filter(value -> !value.equals("null"));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::trim).filter(text -> !text.isEmpty());
  }

  /** The body as a JSON object. */
  JsonObject json(EntityType type) {
    try {
      return body == null || body.length() == 0 ? new JsonObject() : new JsonObject(body);
    } catch (DecodeException e) {
      throw DataverseException.badPayload(type, "The request body is not a valid JSON object.");
    }
  }

  /**
   * The steps of a URL below the service root: the URL may be absolute, start at the host or be
   * relative to the root, and may stand for an earlier request of the change set by {@code $n}.
   */
  static String relative(String url, Map<String, String> contentIds) {
    String target = url;
    if (target.startsWith("/$") || (target.startsWith("$") && !target.startsWith("$batch"))) {
      String reference = target.substring(target.indexOf('$'));
      int slash = reference.indexOf('/');
      String id = slash < 0 ? reference.substring(1) : reference.substring(1, slash);
      String row = contentIds.get(id);
      if (row == null) {
        throw new ODataSyntaxException(
            "Content-ID Reference: '$" + id + "' does not exist in the batch context.");
      }
      target = row + (slash < 0 ? "" : reference.substring(slash));
    }
    int api = target.indexOf("/api/data/v9.");
    if (api >= 0) {
      int end = target.indexOf('/', api + "/api/data/v9.".length());
      return end < 0 ? "" : target.substring(end + 1);
    }
    return target.startsWith("/") ? target.substring(1) : target;
  }
}
