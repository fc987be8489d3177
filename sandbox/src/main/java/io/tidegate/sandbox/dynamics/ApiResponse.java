package io.tidegate.sandbox.dynamics;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** An answer of the Web API and what the request did, for the journal and the limits. */
final class ApiResponse {
  static final String JSON = "application/json; odata.metadata=minimal";

  /** What was done to a row. */
  enum Deed {
    CREATED,
    UPDATED,
    DELETED
  }

  /** One row's fate. */
  record Effect(Deed deed, String id) {}

  private final int status;
  private final Buffer body;
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private final List<Effect> effects = new ArrayList<>();
  private long rows;
  private long deleted;

  private ApiResponse(int status, Buffer body) {
    this.status = status;
    this.body = body;
    headers.add("OData-Version", "4.0");
  }

  static ApiResponse empty(int status) {
    return new ApiResponse(status, Buffer.buffer());
  }

  static ApiResponse json(int status, Buffer body) {
    return of(status, JSON, body);
  }

  static ApiResponse of(int status, String contentType, Buffer body) {
    return new ApiResponse(status, body).header("Content-Type", contentType);
  }

  /** The vendor's error body. */
  static ApiResponse error(int status, String code, String message) {
    JsonObject error = new JsonObject().put("code", code).put("message", message);
    return json(status, new JsonObject().put("error", error).toBuffer());
  }

  ApiResponse header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  ApiResponse did(Deed deed, Row row) {
    effects.add(new Effect(deed, row.id().toString()));
    return this;
  }

  /** So many rows and entries for deleted rows are in the body. */
  ApiResponse read(long rowsRead, long deletedRead) {
    rows += rowsRead;
    deleted += deletedRead;
    return this;
  }

  /** Takes over what the parts of a batch did. */
  ApiResponse including(ApiResponse part) {
    effects.addAll(part.effects);
    return read(part.rows, part.deleted);
  }

  int status() {
    return status;
  }

  Buffer body() {
    return body;
  }

  MultiMap headers() {
    return headers;
  }

  List<Effect> effects() {
    return effects;
  }

  long rows() {
    return rows;
  }

  long deletedRows() {
    return deleted;
  }

  boolean failed() {
    return status >= 400;
  }
}
