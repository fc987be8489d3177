package io.tidegate.sandbox.faults;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Answers a request with an error in the words of the vendor whose API was called. */
final class VendorError {
  private VendorError() {}

  static void answer(Fault fault, HttpServerResponse response) {
    response.setStatusCode(fault.status());
    if (fault.status() < 400) {
      response.putHeader(HttpHeaders.LOCATION, "/signed-out").end();
      return;
    }
    fault
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, "" + seconds));
    switch (fault.api()) {
      case DYNAMICS -> json(response, dynamics(fault));
      case CAMPAIGN -> campaign(fault, response);
      case ENTRA, IMS -> json(response, token(fault));
    }
  }

  private static void json(HttpServerResponse response, JsonObject body) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(body.toBuffer());
  }

  private static JsonObject dynamics(Fault fault) {
    String code =
        fault
            .code()
            .orElse(
                switch (fault.status()) {
                  case 403 -> "0x80040220";
                  case 404 -> "0x80040217";
                  case 429 -> "0x80072322";
                  default -> "0x80040216";
                });
    return new JsonObject()
        .put(
            "error",
            new JsonObject().put("code", code).put("message", dynamicsMessage(fault, code)));
  }

  private static String dynamicsMessage(Fault fault, String code) {
    return switch (code) {
      case "0x80072322" ->
          "Number of requests exceeded the limit of 6000 over time window of 300 seconds.";
      case "0x80072321" ->
          "Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds"
              + " over time window of 300 seconds. Decrease number of concurrent requests or reduce"
              + " the duration of requests and try again later.";
      case "0x80072326" -> "Number of concurrent requests exceeded the limit of 52.";
      case "0x80040220" -> "Principal user is missing a privilege for this operation.";
      case "0x80040217" -> "Entity Does Not Exist";
      default ->
          fault.status() == 503 ? "The service is unavailable." : "An unexpected error occurred.";
    };
  }

  /** Gateway errors are JSON objects, the application's own are lines of text. */
  private static void campaign(Fault fault, HttpServerResponse response) {
    String code = fault.code().orElse("");
    switch (fault.status()) {
      case 401 -> json(response, gateway(code, "401013", "Oauth token is not valid"));
      case 403 -> json(response, gateway(code, "403023", "Profile is not valid"));
      case 429 -> json(response, gateway(code, "429050", "Too many requests"));
      case 502, 503, 504 ->
          json(
              response,
              new JsonObject()
                  .put("code", fault.status())
                  .put(
                      "message",
                      fault.status() == 502
                          ? "Oops. Something went wrong. Check your URI and try again."
                          : fault.status() == 503 ? "Service Unavailable" : "Gateway Timeout"));
      default ->
          response
              .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
              .end(
                  (code.isEmpty() ? "RST-360011" : code)
                      + " An error has occurred - please contact your administrator.");
    }
  }

  private static JsonObject gateway(String code, String usual, String message) {
    return new JsonObject()
        .put("error_code", code.isEmpty() ? usual : code)
        .put("message", message);
  }

  private static JsonObject token(Fault fault) {
    String usual =
        switch (fault.status()) {
          case 400 -> "invalid_request";
          case 401 -> "invalid_client";
          case 403 -> "access_denied";
          case 429 -> "too_many_requests";
          case 503 -> "temporarily_unavailable";
          default -> "server_error";
        };
    return new JsonObject()
        .put("error", fault.code().orElse(usual))
        .put("error_description", "The request was refused on purpose by the sandbox.");
  }
}
