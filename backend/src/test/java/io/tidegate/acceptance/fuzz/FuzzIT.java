package io.tidegate.acceptance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.acceptance.Http;
import io.tidegate.acceptance.SandboxServer;
import io.tidegate.acceptance.ServiceProcess;
import io.tidegate.acceptance.fuzz.Described.Operation;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the OpenAPI file, nearly as described, to the service as it is run: each is
 * answered as described, and the service stays as it was. {@code -Dfuzz.requests=10000} for more of
 * them, {@code -Dfuzz.seed=} for others.
 */
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
  private static final int MESSAGES = 200;
  private static final int AT_ONCE = 8;

  /** So many requests in, all that is made once is made. */
  private static final int WARM = 60 * AT_ONCE;

  private static final long MOST_GROWTH = 16L << 20;

  /** The fuzzing saves other secrets, which the systems refuse; that is then said of them. */
  private static final String REFUSED_SECRET = "refuses the client secret";

  /** What goes wrong before an operation is found, or its body is read. */
  private static final Set<String> GENERAL =
      Set.of("400", "404", "405", "411", "413", "414", "415", "431");

  private static SandboxServer sandbox;
  private static ServiceProcess service;
  private static Vertx vertx;

  private final Random random = new Random(SEED);
  private final Described described = new Described();
  private final Hostility hostility = new Hostility(described, random);

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    sandbox = SandboxServer.start();
    service =
        ServiceProcess.start("fuzz", TestDatabase.create().options(), sandbox.url(), Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
    vertx.close().await();
  }

  @Test
  void every_request_is_answered_as_described() throws Exception {
    URI address = URI.create(service.url());
    WebClient client =
        WebClient.wrap(
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setDefaultHost(address.getHost())
                    .setDefaultPort(address.getPort()),
                new PoolOptions().setHttp1MaxSize(AT_ONCE)));
    List<Operation> operations = described.operations();
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    long before = 0;
    for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
      if (sent == WARM) {
        before = service.liveHeap();
      }
      List<Future<HttpResponse<Buffer>>> answers = new ArrayList<>();
      List<Operation> asked = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        Operation operation = operations.get((sent + i) % operations.size());
        asked.add(operation);
        answers.add(send(client, operation));
      }
      Future.join(answers).otherwiseEmpty().await(2, TimeUnit.MINUTES);
      for (int i = 0; i < AT_ONCE; i++) {
        String fault = fault(asked.get(i), answers.get(i), statuses);
        if (!fault.isEmpty()) {
          wrong.add(fault);
        }
      }
    }
    long after = service.liveHeap();
    System.out.printf(
        "%d requests, answers by status: %s; live heap %,d → %,d bytes%n",
        REQUESTS, statuses, before, after);
    assertThat(wrong).isEmpty();
    assertThat(after).isLessThan(before + MOST_GROWTH);
    staysAsItWas();
  }

  @Test
  void every_message_on_the_websocket_is_survived() throws Exception {
    URI address = URI.create(service.url());
    WebSocketConnectOptions live =
        new WebSocketConnectOptions()
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI("/api/v1/live");
    WebSocketClient client = vertx.createWebSocketClient();
    for (int i = 0; i < MESSAGES; i++) {
      Buffer message = Buffer.buffer(hostility.message());
      boolean binary = hostility.chance(0.2);
      Future<Void> closed =
          client
              .connect(live)
              .compose(
                  socket -> {
                    Future<Void> ended =
                        Future.future(promise -> socket.closeHandler(v -> promise.complete()));
                    Future<Void> sent =
                        binary
                            ? socket.writeBinaryMessage(message)
                            : socket.writeTextMessage(message.toString());
                    // It may be closed before the whole of it is sent.
                    return sent.transform(done -> ended);
                  });
      closed.await(30, TimeUnit.SECONDS);
    }
    // Not before: Vert.x closes what nobody holds.
    client.close().await();
    staysAsItWas();
  }

  private Future<HttpResponse<Buffer>> send(WebClient client, Operation operation) {
    StringBuilder query = new StringBuilder();
    String path = operation.path();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (JsonObject parameter : operation.parameters()) {
      String name = parameter.getString("name");
      switch (parameter.getString("in")) {
        case "path" -> path = path.replace("{" + name + "}", hostility.parameter(parameter));
        case "query" -> {
          if (hostility.chance(0.6)) {
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
            query.append(hostility.parameter(parameter));
          }
        }
        default -> headers.add(name, hostility.any(List.of("\"1\"", "\"0\"", "*", "1", "x y")));
      }
    }
    HttpRequest<Buffer> request =
        client.request(HttpMethod.valueOf(operation.method()), path + query).putHeaders(headers);
    if (operation.bodyType() == null) {
      return answered(request::send);
    }
    String type =
        hostility.chance(0.95)
            ? operation.bodyType()
            : hostility.any(List.of("text/plain", "nonsense", "application/json;charset=utf-16"));
    Buffer body = Buffer.buffer(hostility.body(operation.body()));
    request.putHeader("Content-Type", type);
    return answered(() -> request.sendBuffer(body));
  }

  /** A connection may be closed, after what it carried before, as the next request is sent. */
  private static Future<HttpResponse<Buffer>> answered(
      Supplier<Future<HttpResponse<Buffer>>> request) {
    return request
        .get()
        .recover(
            failure ->
                failure instanceof HttpClosedException
                    ? request.get()
                    : Future.failedFuture(failure));
  }

  private static String fault(
      Operation operation, Future<HttpResponse<Buffer>> answer, Map<Integer, Integer> statuses) {
    if (answer.failed()) {
      return operation.name() + " was not answered: " + answer.cause();
    }
    HttpResponse<Buffer> response = answer.result();
    statuses.merge(response.statusCode(), 1, Integer::sum);
    String status = Integer.toString(response.statusCode());
    String type = String.valueOf(response.getHeader("Content-Type"));
    boolean described = operation.statuses().contains(status) || GENERAL.contains(status);
    boolean readable = response.statusCode() < 400 || type.startsWith("application/problem+json");
    boolean own = response.statusCode() >= 500 && !response.bodyAsString().contains(REFUSED_SECRET);
    return described && readable && !own
        ? ""
        : operation.name() + " → " + status + " " + type + " " + cut(response.bodyAsString());
  }

  private static String cut(String text) {
    return text == null ? "" : text.substring(0, Math.min(300, text.length()));
  }

  private static void staysAsItWas() throws IOException {
    assertThat(service.isAlive()).isTrue();
    assertThat(service.isReady()).isTrue();
    assertThat(Http.get(service.url() + "/api/v1/workflows", Map.of()).status()).isEqualTo(200);
    assertThat(Files.readAllLines(service.log().toPath()))
        .noneMatch(line -> line.contains("Unhandled exception") || line.startsWith("\tat "));
  }
}
