package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final String DEADLETTERS = "/api/v1/dead-letters";
  private static final String DELETIONS = "/api/v1/workflows/ingress/flows/contact/deletions";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static JsonObject problem(HttpResponse<Buffer> response, int status, String slug) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("type")).isEqualTo("/problems/" + slug);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("remedy")).isNotBlank();
    assertThat(problem.getString("instance")).startsWith("/");
    return problem;
  }

  @Test
  void namesAnUnknownWorkflow() {
    for (String path :
        new String[] {"/api/v1/workflows/inwards", "/api/v1/workflows/inwards/history"}) {
      JsonObject problem = problem(server.get(path), 404, "unknown-workflow");
      assertThat(problem.getString("detail")).isEqualTo("There is no workflow \"inwards\".");
      assertThat(problem.getString("instance")).isEqualTo(path);
    }
    problem(server.post("/api/v1/workflows/inwards/start"), 404, "unknown-workflow");
    problem(server.post("/api/v1/workflows/inwards/stop"), 404, "unknown-workflow");
  }

  @Test
  void namesAnUnknownFlow() {
    JsonObject problem =
        problem(
            server.post("/api/v1/workflows/ingress/flows/lead/replay"), 404, "unknown-workflow");

    assertThat(problem.getString("detail")).isEqualTo("There is no flow \"lead\".");
  }

  @Test
  void saysWhyAStateForbidsATransitionAndWhatToDo() {
    server.workflows().become(FakeWorkflows.view("ingress", "STOPPING", 9));

    JsonObject problem =
        problem(server.post("/api/v1/workflows/ingress/start"), 409, "forbidden-transition");

    assertThat(problem.getString("detail"))
        .isEqualTo("A workflow that is STOPPING cannot become STARTING.");
    assertThat(problem.getString("remedy")).isEqualTo("Wait until it is STOPPED.");
  }

  @Test
  void saysWhenNoDeletionsAreHeld() {
    problem(
        server.post(DELETIONS, new JsonObject().put("decision", "approve")),
        409,
        "forbidden-transition");
  }

  @Test
  void namesTheParameterThatIsNotValid() {
    for (String query :
        new String[] {"limit=0", "limit=501", "limit=many", "limit=1.5", "limit="}) {
      JsonObject problem = problem(server.get(DEADLETTERS + "?" + query), 400, "invalid-request");
      assertThat(problem.getString("parameter")).as(query).isEqualTo("limit");
    }
    JsonObject problem = problem(server.get(DEADLETTERS + "?before=-1"), 400, "invalid-request");
    assertThat(problem.getString("parameter")).isEqualTo("before");
    problem(server.get(DEADLETTERS + "?before=99999999999999999999"), 400, "invalid-request");
    assertThat(
            problem(server.get("/api/v1/workflows/" + "x".repeat(65)), 400, "invalid-request")
                .getString("parameter"))
        .isEqualTo("id");
  }

  @Test
  void refusesAQueryThatIsNotWellEncoded() {
    problem(server.get(DEADLETTERS + "?limit=%"), 400, "invalid-request");
    problem(server.get("/api/v1/workflows?%zz"), 400, "invalid-request");
  }

  @Test
  void refusesABodyThatIsNotAsDescribed() {
    for (String body : new String[] {"{", "[]", "{}", "{\"decision\":\"maybe\"}", "null", "7"}) {
      MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
      JsonObject problem =
          problem(
              server.send(HttpMethod.POST, DELETIONS, headers, Buffer.buffer(body)),
              400,
              "invalid-request");
      assertThat(problem.getString("parameter")).as(body).isEqualTo("body");
    }
    problem(server.post(DELETIONS), 400, "invalid-request");
  }

  @Test
  void refusesABodyThatIsNotJson() {
    for (String type : new String[] {"text/plain", "application/xml", "multipart/form-data"}) {
      MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
      problem(
          server.send(
              HttpMethod.POST, DELETIONS, headers, Buffer.buffer("{\"decision\":\"approve\"}")),
          415,
          "unsupported-media-type");
    }
  }

  @Test
  void refusesALargeBody() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");

    problem(
        server.send(HttpMethod.POST, DELETIONS, headers, Buffer.buffer("x".repeat(70_000))),
        413,
        "body-too-large");
  }

  @Test
  void knowsNoOtherPaths() {
    problem(server.get("/api/v1/nothing"), 404, "not-found");
    problem(server.get("/api/v2/workflows"), 404, "not-found");
    problem(server.get("/api"), 404, "not-found");
    problem(server.get("/api/v1/nothing", "Accept", "text/html"), 404, "not-found");
    problem(server.post("/nothing"), 404, "not-found");
  }

  @Test
  void saysWhichMethodsAPathHas() {
    HttpResponse<Buffer> response = server.post("/api/v1/workflows");
    problem(response, 405, "method-not-allowed");
    assertThat(response.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");

    HttpResponse<Buffer> start = server.get("/api/v1/workflows/ingress/start");
    problem(start, 405, "method-not-allowed");
    assertThat(start.getHeader("Allow")).isEqualTo("OPTIONS, POST");

    HttpResponse<Buffer> options =
        server.send(
            HttpMethod.OPTIONS, "/api/v1/workflows", MultiMap.caseInsensitiveMultiMap(), null);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void hidesWhatFailedBehindAReference() {
    server.workflows().failWith(new IllegalStateException("secret detail"));

    HttpResponse<Buffer> response = server.get("/api/v1/workflows");

    JsonObject problem = problem(response, 500, "internal-error");
    assertThat(problem.getString("reference")).hasSize(8);
    assertThat(response.bodyAsString()).doesNotContain("secret detail").doesNotContain("io.");
  }

  @Test
  void saysSoWhenTheDatabaseIsAway() {
    server.workflows().failWith(HttpClosedException.class.cast(new HttpClosedException("gone")));

    HttpResponse<Buffer> response = server.post("/api/v1/workflows/ingress/start");

    problem(response, 503, "unavailable");
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void explainsEachKindOfProblemAtItsAddress() {
    for (ProblemType type : ProblemType.values()) {
      HttpResponse<Buffer> response = server.get(type.uri());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.bodyAsString()).contains(type.title()).contains(type.remedy());
    }
    problem(server.get("/problems/unheard-of"), 404, "not-found");
  }

  @Test
  void answersEvenWhatIsNotHttp() throws Exception {
    assertThat(raw("NONSENSE\r\n\r\n")).contains(" 400 ").contains("application/problem+json");
    assertThat(raw("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains(" 414 ")
        .contains("/problems/uri-too-long");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n"))
        .contains(" 431 ")
        .contains("/problems/headers-too-large");
    assertThat(raw("GET /api/v1/workflows HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .contains(" 400 ")
        .contains("/problems/invalid-request");
    assertThat(raw("GET /api/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .contains(" 400 ")
        .contains("/problems/invalid-request");
  }

  /** Sends those bytes, and answers everything that comes back until the server closes. */
  private String raw(String request) throws Exception {
    NetClient client = server.vertx().createNetClient();
    NetSocket socket = TestServer.await(client.connect(server.port(), "127.0.0.1"));
    Buffer answer = Buffer.buffer();
    CompletableFuture<String> complete = new CompletableFuture<>();
    socket.handler(answer::appendBuffer);
    socket.closeHandler(closed -> complete.complete(answer.toString()));
    socket.write(request);
    return complete.get(10, TimeUnit.SECONDS);
  }
}
