package io.tidegate.acceptance;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP as a stranger speaks it: none of the product's own code is used to check the product. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Http() {}

  public record Answer(int status, String body) {
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  public static Answer get(String url, Map<String, String> headers) {
    return send(request(url, headers).GET().build());
  }

  public static Answer send(String method, String url, JsonObject body) {
    return send(method, url, Map.of(), body);
  }

  public static Answer send(
      String method, String url, Map<String, String> headers, JsonObject body) {
    HttpRequest.Builder request = request(url, headers);
    if (body == null) {
      return send(request.method(method, BodyPublishers.noBody()).build());
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()))
            .build());
  }

  /** The access token that a client-credentials endpoint gives out. */
  public static String token(String url, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        request(url, Map.of("Content-Type", "application/x-www-form-urlencoded"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request).json().getString("access_token");
  }

  private static HttpRequest.Builder request(String url, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
    headers.forEach(request::header);
    return request;
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException unreachable) {
      return new Answer(0, "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
