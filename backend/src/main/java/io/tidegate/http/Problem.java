package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An error as {@code application/problem+json} (RFC 9457), with a remedy.
 *
 * @param detail an English sentence: what went wrong this time
 * @param remedy an English sentence: what to do about it
 * @param parameter the parameter that is not valid, or null
 * @param reference finds the cause in the log, or null
 * @param errors what is wrong in a configuration, place by place; or null
 */
record Problem(
    ProblemType type,
    String detail,
    String remedy,
    String parameter,
    String reference,
    JsonArray errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, type.remedy(), null, null, null);
  }

  Problem withRemedy(String newRemedy) {
    return new Problem(type, detail, newRemedy, parameter, reference, errors);
  }

  Problem withParameter(String newParameter) {
    return new Problem(type, detail, remedy, newParameter, reference, errors);
  }

  Problem withReference(String newReference) {
    return new Problem(type, detail, remedy, parameter, newReference, errors);
  }

  Problem withErrors(JsonArray newErrors) {
    return new Problem(type, detail, remedy, parameter, reference, newErrors);
  }

  JsonObject toJson(String instance) {
    JsonObject json =
        new JsonObject()
            .put("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail)
            .put("instance", instance)
            .put("remedy", remedy);
    if (parameter != null) {
      json.put("parameter", parameter);
    }
    if (errors != null) {
      json.put("errors", errors);
    }
    if (reference != null) {
      json.put("reference", reference);
    }
    return json;
  }

  /** Answers the request with this problem, unless it is already being answered. */
  Future<Void> send(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.headWritten()) {
      return response.ended() ? Future.succeededFuture() : response.end();
    }
    if (type == ProblemType.UNAVAILABLE || type == ProblemType.TOO_MANY_CONNECTIONS) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    String path = request.path();
    return response
        .setStatusCode(type.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(toJson(path == null ? "/" : path).toBuffer());
  }
}
