package io.tidegate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;

/** The REST API, as the commands use it. The JDK's client: a command must start quickly. */
final class ServiceClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Where the service may have to ask Dynamics 365 or Campaign before it answers. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private static final String DEAD_LETTERS = "/api/v1/dead-letters";
  private static final String RECONCILIATIONS = "/api/v1/reconciliations";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;

  ServiceClient(URI url) {
    this.url = url;
  }

  URI url() {
    return url;
  }

  HttpClient http() {
    return http;
  }

  JsonArray workflows() throws ClientException, InterruptedException {
    JsonArray workflows = send("GET", "/api/v1/workflows").getJsonArray("workflows");
    if (workflows == null) {
      throw stranger();
    }
    return workflows;
  }

  JsonObject start(String id) throws ClientException, InterruptedException {
    return send("POST", "/api/v1/workflows/" + encode(id) + "/start");
  }

  JsonObject stop(String id) throws ClientException, InterruptedException {
    return send("POST", "/api/v1/workflows/" + encode(id) + "/stop");
  }

  /**
   * Replays.
   *
   * @param selection null for all records
   */
  JsonObject replay(String id, String flow, JsonObject selection)
      throws ClientException, InterruptedException {
    String path = replayPath(id, flow);
    return selection == null ? send("POST", path) : post(path, selection);
  }

  JsonObject previewReplay(String id, String flow, JsonObject selection)
      throws ClientException, InterruptedException {
    return post(replayPath(id, flow) + "/preview", selection);
  }

  private static String replayPath(String id, String flow) {
    return "/api/v1/workflows/" + encode(id) + "/flows/" + encode(flow) + "/replay";
  }

  String exportConfiguration() throws ClientException, InterruptedException {
    return text(
        HttpRequest.newBuilder(URI.create(url + "/api/v1/configuration/export"))
            .timeout(TIMEOUT)
            .header("Accept", "application/yaml, application/problem+json")
            .build());
  }

  /**
   * Applies a file.
   *
   * @param dryRun to only ask what it would change
   * @param author who; or null
   * @param note why; or null
   */
  JsonObject importConfiguration(byte[] yaml, boolean dryRun, String author, String note)
      throws ClientException, InterruptedException {
    HttpRequest.Builder request =
        request("/api/v1/configuration/import?dryRun=" + dryRun)
            .timeout(PATIENT)
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofByteArray(yaml));
    if (author != null) {
      request.header("X-Tidegate-Author", extended(author));
    }
    if (note != null) {
      request.header("X-Tidegate-Note", extended(note));
    }
    return send(request.build());
  }

  /** RFC 8187: the JDK's client sends no header that is not ASCII. */
  private static String extended(String text) {
    return "UTF-8''" + encode(text);
  }

  JsonObject deadLetters(JsonObject query) throws ClientException, InterruptedException {
    return send("GET", DEAD_LETTERS + query(query));
  }

  JsonObject deadLetterGroups(JsonObject query) throws ClientException, InterruptedException {
    return send("GET", DEAD_LETTERS + "/groups" + query(query));
  }

  JsonObject deadLetter(long id) throws ClientException, InterruptedException {
    return send("GET", DEAD_LETTERS + "/" + id);
  }

  JsonObject deadLetterSource(long id) throws ClientException, InterruptedException {
    return send(request(DEAD_LETTERS + "/" + id + "/source").timeout(PATIENT).build());
  }

  JsonObject previewDeadLetters(String action, JsonObject selection)
      throws ClientException, InterruptedException {
    return post(
        DEAD_LETTERS + "/preview",
        new JsonObject().put("action", action).put("selection", selection));
  }

  /** Replays or discards. */
  JsonObject deadLettersAction(String action, JsonObject selection)
      throws ClientException, InterruptedException {
    return post(DEAD_LETTERS + "/" + action, selection);
  }

  JsonObject reconcile(String workflow, String flow) throws ClientException, InterruptedException {
    return post(RECONCILIATIONS, new JsonObject().put("workflow", workflow).put("flow", flow));
  }

  JsonObject reconciliations(JsonObject query) throws ClientException, InterruptedException {
    return send("GET", RECONCILIATIONS + query(query));
  }

  JsonObject reconciliation(long id) throws ClientException, InterruptedException {
    return send("GET", RECONCILIATIONS + "/" + id);
  }

  JsonObject cancelReconciliation(long id) throws ClientException, InterruptedException {
    return send("POST", RECONCILIATIONS + "/" + id + "/cancel");
  }

  JsonObject differences(long id, JsonObject query) throws ClientException, InterruptedException {
    return send("GET", RECONCILIATIONS + "/" + id + "/differences" + query(query));
  }

  JsonObject difference(long id, long difference) throws ClientException, InterruptedException {
    String path = RECONCILIATIONS + "/" + id + "/differences/" + difference;
    return send(request(path).timeout(PATIENT).build());
  }

  /** Repairs, or counts what that would do. */
  JsonObject repair(long id, String action, JsonObject selection)
      throws ClientException, InterruptedException {
    return post(RECONCILIATIONS + "/" + id + action, selection);
  }

  /** The parameters that have a value, as a query. */
  private static String query(JsonObject parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (Map.Entry<String, Object> parameter : parameters) {
      if (parameter.getValue() != null) {
        query.add(parameter.getKey() + "=" + encode(parameter.getValue().toString()));
      }
    }
    return query.toString();
  }

  JsonObject consentLedger(String person, int limit) throws ClientException, InterruptedException {
    return send("GET", "/api/v1/consent/" + encode(person) + "/ledger?limit=" + limit);
  }

  JsonObject trace(JsonObject question) throws ClientException, InterruptedException {
    return post("/api/v1/trace", question);
  }

  JsonObject erase(String person) throws ClientException, InterruptedException {
    return post("/api/v1/privacy/erasures", new JsonObject().put("person", person));
  }

  JsonObject erasure(long id) throws ClientException, InterruptedException {
    return send("GET", "/api/v1/privacy/erasures/" + id);
  }

  private JsonObject post(String path, JsonObject body)
      throws ClientException, InterruptedException {
    return send(
        request(path)
            .timeout(PATIENT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build());
  }

  private JsonObject send(String method, String path) throws ClientException, InterruptedException {
    return send(request(path).method(method, BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(TIMEOUT)
        .header("Accept", "application/json, application/problem+json");
  }

  private JsonObject send(HttpRequest request) throws ClientException, InterruptedException {
    return parse(text(request));
  }

  private String text(HttpRequest request) throws ClientException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw ClientException.unreachable(url.toString(), reason(e));
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("application/problem+json")) {
      throw ClientException.ofProblem(parse(response.body()));
    }
    if (response.statusCode() / 100 != 2) {
      throw stranger();
    }
    return response.body();
  }

  private JsonObject parse(String body) throws ClientException {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      throw stranger();
    }
  }

  private ClientException stranger() {
    return new ClientException(
        ExitCode.UNREACHABLE, "Something else than Tidegate answers at " + url + ".");
  }

  static String reason(Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
