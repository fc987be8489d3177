package io.tidegate.sandbox.dynamics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;

/** What the service answered. */
record Answer(int status, HttpHeaders headers, String body) {
  JsonObject json() {
    return new JsonObject(body);
  }

  List<JsonObject> rows() {
    JsonArray value = json().getJsonArray("value");
    return value.stream().map(JsonObject.class::cast).toList();
  }

  /** One member of every row. */
  List<Object> column(String name) {
    return rows().stream().map(row -> row.getValue(name)).toList();
  }

  String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  String errorCode() {
    return json().getJsonObject("error").getString("code");
  }

  String errorMessage() {
    return json().getJsonObject("error").getString("message");
  }

  String nextLink() {
    return json().getString("@odata.nextLink");
  }

  String deltaLink() {
    return json().getString("@odata.deltaLink");
  }

  /** The id in the OData-EntityId header. */
  String entityId() {
    String url = header("OData-EntityId");
    return url.substring(url.indexOf('(') + 1, url.length() - 1);
  }
}
