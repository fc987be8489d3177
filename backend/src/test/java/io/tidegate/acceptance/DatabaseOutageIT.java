package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.FaultyLink;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page stays up when PostgreSQL is lost, and everything goes on by itself when it is back. */
class DatabaseOutageIT {
  private static final int PEOPLE = 2_000;
  private static final Duration SOON = Duration.ofMinutes(2);

  private final TestDatabase database = TestDatabase.create();
  private final List<JsonObject> live = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private FaultyLink link;
  private SandboxServer sandbox;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    link = FaultyLink.start(vertx, database.options());
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
  }

  @AfterEach
  void stop() throws Exception {
    sandbox.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private ServiceProcess behindTheLink(String name) {
    return ServiceProcess.start(name, link.options(16), sandbox.url(), Map.of());
  }

  /** A page that is open all the time. */
  private WebSocket watch(ServiceProcess service) throws Exception {
    URI url = URI.create(service.url());
    WebSocketClient client = vertx.createWebSocketClient();
    var socket = client.webSocket();
    socket.textMessageHandler(text -> live.add(new JsonObject(text)));
    return socket
        .connect(
            new WebSocketConnectOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setURI("/api/v1/live"))
        .await(10, TimeUnit.SECONDS);
  }

  private boolean toldOf(String code) {
    return live.stream()
        .map(message -> message.getJsonObject("workflow"))
        .anyMatch(
            workflow ->
                workflow != null
                    && workflow.getString("id").equals("ingress")
                    && hasCondition(workflow, code));
  }

  private static boolean hasCondition(JsonObject workflow, String code) {
    JsonObject condition = workflow.getJsonObject("condition");
    return condition != null && code.equals(condition.getString("code"));
  }

  private static void assertUnavailable(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().getString("type")).isEqualTo("/problems/unavailable");
    assertThat(answer.json().getString("remedy")).isNotBlank();
  }

  private static void awaitInStep(SandboxServer sandbox, ServiceProcess service, long written) {
    service.awaitIngress(
        "everything is written",
        SOON,
        ingress ->
            ingress.getValue("condition") == null
                && ingress.getLong("backlog") == 0
                && ingress.getJsonArray("flows").getJsonObject(0).getLong("written") >= written);
    Comparison.assertInStep(sandbox);
  }

  @Test
  void the_page_says_that_the_database_is_away_and_everything_goes_on_when_it_is_back()
      throws Exception {
    try (ServiceProcess service = behindTheLink("database-away")) {
      service.post("/start");
      service.awaitStatus("RUNNING");
      WebSocket page = watch(service);
      service.awaitIngress(
          "some are written",
          SOON,
          ingress -> ingress.getJsonArray("flows").getJsonObject(0).getLong("written") > 100);
      String since = service.ingress().getString("since");

      link.down();
      service.awaitIngress(
          "the condition is shown", SOON, ingress -> hasCondition(ingress, "databaseUnavailable"));
      JsonObject ingress = service.ingress();
      assertThat(ingress.getString("status")).isEqualTo("RUNNING");
      assertThat(hasCondition(service.workflow("egress"), "databaseUnavailable")).isTrue();
      assertThat(service.isReady()).isFalse();
      assertUnavailable(service.post("/stop"));
      assertUnavailable(Http.get(service.url() + "/api/v1/privacy/erasures", Map.of()));
      assertThat(Http.get(service.url() + "/api/v1/configuration/ingress", Map.of()).status())
          .isEqualTo(200);
      await("it is tried again and again")
          .atMost(SOON)
          .until(() -> service.ingress().getJsonObject("condition").getInteger("attempt") >= 2);

      link.up();
      awaitInStep(sandbox, service, PEOPLE);
      assertThat(service.isReady()).isTrue();
      assertThat(service.ingress().getString("since")).isEqualTo(since);
      assertThat(page.isClosed()).as("the page has lost its websocket").isFalse();
      assertThat(toldOf("databaseUnavailable")).isTrue();
      assertThat(service.post("/stop").status()).isEqualTo(202);
    }
  }

  @Test
  void a_service_that_was_cut_off_leaves_the_work_to_the_one_that_took_over_until_that_ends() {
    try (ServiceProcess first = behindTheLink("cut-off")) {
      first.post("/start");
      awaitInStep(sandbox, first, PEOPLE);
      link.down();
      try (ServiceProcess second =
          ServiceProcess.start("took-over", database.options(), sandbox.url(), Map.of())) {
        second.awaitStatus("RUNNING");
        link.up();
        first.awaitIngress(
            "the first service sees the second",
            SOON,
            ingress -> ingress.getJsonObject("condition").getString("message").contains("Another"));
        assertUnavailable(first.post("/stop"));
        sandbox.changes(100, 0, 100);
        awaitInStep(sandbox, second, PEOPLE + 200);
        assertThat(first.isReady()).isFalse();
      }
      sandbox.changes(100, 0, 0);
      awaitInStep(sandbox, first, PEOPLE + 300);
      assertThat(first.isReady()).isTrue();
    }
  }
}
