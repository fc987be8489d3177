package io.tidegate.sandbox.dynamics;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tidegate.sandbox.dynamics.odata.Multipart;
import io.tidegate.sandbox.dynamics.odata.Multipart.InnerRequest;
import io.tidegate.sandbox.dynamics.odata.Multipart.Part;
import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code $batch}: requests in one multipart body, carried out one after the other. A change set is
 * done whole or not at all, and later requests of it may refer to earlier ones by Content-ID. The
 * first failure ends the batch, unless {@code odata.continue-on-error} is preferred. Source: the
 * vendor's page "Execute batch operations using the Web API".
 */
final class Batch {
  private static final int MOST_REQUESTS = 1000;
  private static final String NEW_LINE = "\r\n";

  private final DynamicsStore store;
  private final Dispatcher dispatcher;
  private final ApiRequest outer;
  private final boolean continueOnError;
  private final String boundary = "batchresponse_" + UUID.randomUUID();
  private final StringBuilder body = new StringBuilder();
  private final ApiResponse effects = ApiResponse.empty(200);
  private int status = 200;

  Batch(DynamicsStore store, Dispatcher dispatcher, ApiRequest outer) {
    this.store = store;
    this.dispatcher = dispatcher;
    this.outer = outer;
    this.continueOnError = outer.preferences().continueOnError();
  }

  Future<ApiResponse> answer() {
    List<Part> parts;
    try {
      parts = parts();
    } catch (ODataSyntaxException e) {
      return Future.succeededFuture(ApiResponse.error(400, "0x80060888", e.getMessage()));
    }
    return run(parts, 0).map(done -> finished());
  }

  private List<Part> parts() {
    String boundary =
        Multipart.boundary(outer.headers().get("Content-Type"))
            .orElseThrow(
                () -> new ODataSyntaxException("A batch must be multipart/mixed with a boundary."));
    List<Part> parts = Multipart.parts(outer.body().toString(), boundary);
    int requests = 0;
    for (Part part : parts) {
      requests +=
          part.boundary().map(inner -> Multipart.parts(part.content(), inner).size()).orElse(1);
    }
    if (requests > MOST_REQUESTS) {
      throw new ODataSyntaxException(
          "The batch has " + requests + " requests; at most " + MOST_REQUESTS + " are allowed.");
    }
    return parts;
  }

  private Future<Void> run(List<Part> parts, int index) {
    if (index == parts.size()) {
      return Future.succeededFuture();
    }
    Part part = parts.get(index);
    Future<ApiResponse> answered =
        part.boundary().isPresent()
            ? Future.succeededFuture(changeSet(part))
            : single(part).onSuccess(response -> write(body, boundary, response, null));
    return answered.compose(
        response -> {
          effects.including(response);
          if (response.failed() && !continueOnError) {
            status = response.status();
            return Future.succeededFuture();
          }
          return run(parts, index + 1);
        });
  }

  private Future<ApiResponse> single(Part part) {
    ApiRequest request;
    try {
      request = inner(Multipart.request(part), Map.of());
    } catch (ODataSyntaxException e) {
      return Future.succeededFuture(ApiResponse.error(400, "0x80060888", e.getMessage()));
    }
    return dispatcher.handle(request);
  }

  /** Carries out a change set and writes its part of the answer: one error if it failed. */
  private ApiResponse changeSet(Part set) {
    StringBuilder inner = new StringBuilder();
    String innerBoundary = "changesetresponse_" + UUID.randomUUID();
    ApiResponse outcome =
        Dispatcher.answering(
            () ->
                store.write(
                    outer.caller(),
                    transaction -> changeSet(set, transaction, inner, innerBoundary)));
    if (outcome.failed()) {
      write(body, boundary, outcome, null);
    } else {
      line(body, "--" + boundary);
      line(body, "Content-Type: multipart/mixed; boundary=" + innerBoundary);
      line(body, "");
      body.append(inner);
      line(body, "--" + innerBoundary + "--");
    }
    return outcome;
  }

  private ApiResponse changeSet(
      Part set, Transaction transaction, StringBuilder inner, String innerBoundary) {
    ApiResponse whole = ApiResponse.empty(200);
    Map<String, String> contentIds = new HashMap<>();
    for (Part part : Multipart.parts(set.content(), set.boundary().orElseThrow())) {
      String contentId = part.headers().get("Content-ID");
      ApiRequest request = inner(Multipart.request(part), contentIds);
      if (!Dispatcher.isWrite(request)) {
        throw new ODataSyntaxException("A change set must not contain GET requests.");
      }
      ApiResponse response = dispatcher.write(request, transaction);
      String row = response.headers().get("OData-EntityId");
      if (contentId != null && row != null) {
        contentIds.put(contentId, row);
      }
      whole.including(response);
      write(inner, innerBoundary, response, contentId);
    }
    return whole;
  }

  private ApiRequest inner(InnerRequest request, Map<String, String> contentIds) {
    String relative = ApiRequest.relative(request.url(), contentIds);
    if (relative.startsWith("$batch")) {
      throw new ODataSyntaxException("A batch must not contain a batch.");
    }
    int question = relative.indexOf('?');
    String path = question < 0 ? relative : relative.substring(0, question);
    String query = question < 0 ? null : relative.substring(question + 1);
    return new ApiRequest(
        request.method(),
        outer.root(),
        Segment.parse(path),
        QueryOptions.parse(query),
        request.headers(),
        Buffer.buffer(request.body()),
        outer.caller(),
        contentIds);
  }

  private ApiResponse finished() {
    line(body, "--" + boundary + "--");
    return ApiResponse.of(
            status, "multipart/mixed; boundary=" + boundary, Buffer.buffer(body.toString()))
        .including(effects);
  }

  private static void write(
      StringBuilder into, String boundary, ApiResponse response, String contentId) {
    line(into, "--" + boundary);
    line(into, "Content-Type: application/http");
    line(into, "Content-Transfer-Encoding: binary");
    if (contentId != null) {
      line(into, "Content-ID: " + contentId);
    }
    line(into, "");
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
    line(into, "HTTP/1.1 " + status.code() + " " + status.reasonPhrase());
    response.headers().forEach((name, value) -> line(into, name + ": " + value));
    if (response.failed()) {
      line(into, "REQ_ID: " + UUID.randomUUID());
    }
    line(into, "");
    line(into, response.body().toString());
  }

  private static void line(StringBuilder into, String text) {
    into.append(text).append(NEW_LINE);
  }
}
