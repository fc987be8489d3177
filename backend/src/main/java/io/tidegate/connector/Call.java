package io.tidegate.connector;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * One request to a system.
 *
 * @param target the path and query, sent as they are
 * @param headers those of this call only; the pipeline adds the system's own and the token
 * @param body null for none
 */
public record Call(HttpMethod method, String target, Map<String, String> headers, Buffer body) {

  public static Call get(String target, Map<String, String> headers) {
    return new Call(HttpMethod.GET, target, headers, null);
  }

  /** Whether carrying it out changes something. */
  public boolean writes() {
    return !method.equals(HttpMethod.GET);
  }

  /** The path only: a query may hold the value of a filter, which is nobody's business. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Method and path. */
  @Override
  public String toString() {
    return method + " " + path();
  }
}
