package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.workflow.WorkflowView;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final HttpOptions.Live PATIENT =
      new HttpOptions.Live(256, Duration.ofMinutes(10), Duration.ofMinutes(10), 64 * 1024);

  private static final int PUBLISHED = 4000;

  private TestServer server;

  private void start(HttpOptions.Live live) {
    server = TestServer.start(TestServer.defaults().withLive(live));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void beginsWithASnapshotNumberedZero() throws Exception {
    start(PATIENT);
    JsonObject snapshot = LiveClient.connect(server).next();

    assertThat(snapshot.getString("type")).isEqualTo("snapshot");
    assertThat(snapshot.getLong("sequence")).isZero();
    assertThat(snapshot.getJsonArray("workflows").getJsonObject(0))
        .isEqualTo(FakeWorkflows.view("ingress", "STOPPED", 0).toJson());
  }

  @Test
  void sendsEachChangeToEveryClientNumberedWithoutAGap() throws Exception {
    start(PATIENT);
    List<LiveClient> clients = List.of(LiveClient.connect(server), LiveClient.connect(server));
    for (LiveClient client : clients) {
      client.next("snapshot");
    }

    IntStream.rangeClosed(1, 20)
        .forEach(n -> server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", n)));

    for (LiveClient client : clients) {
      for (int n = 1; n <= 20; n++) {
        JsonObject change = client.next();
        assertThat(change.getString("type")).isEqualTo("change");
        assertThat(change.getLong("sequence")).isEqualTo(n);
        assertThat(change.getJsonObject("workflow"))
            .isEqualTo(FakeWorkflows.view("ingress", "RUNNING", n).toJson());
      }
    }
  }

  @Test
  void answersAClientThatMissedSomethingWithASnapshotOfTheSameNumber() throws Exception {
    start(PATIENT);
    LiveClient client = LiveClient.connect(server);
    client.next("snapshot");
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 1));
    assertThat(client.next("change").getLong("sequence")).isEqualTo(1);
    server.workflows().becomeSilently(FakeWorkflows.view("ingress", "RUNNING", 2));

    client.send("{\"type\":\"snapshot\"}");

    JsonObject snapshot = client.next();
    assertThat(snapshot.getString("type")).isEqualTo("snapshot");
    assertThat(snapshot.getLong("sequence")).isEqualTo(1);
    assertThat(snapshot.getJsonArray("workflows").getJsonObject(0).getLong("backlog")).isEqualTo(2);
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 3));
    assertThat(client.next("change").getLong("sequence")).isEqualTo(2);
  }

  @Test
  void beatsWithTheLastNumber() throws Exception {
    start(new HttpOptions.Live(256, Duration.ofMillis(50), Duration.ofMinutes(10), 64 * 1024));
    LiveClient client = LiveClient.connect(server);
    assertThat(client.next("heartbeat").getLong("sequence")).isZero();

    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 1));
    client.next("change");

    assertThat(client.next("heartbeat").getLong("sequence")).isEqualTo(1);
  }

  @Test
  void closesAClientThatSendsAnythingElse() throws Exception {
    start(PATIENT);
    for (String message : new String[] {"", "hello", "{}", "[]", "{\"type\":\"subscribe\"}"}) {
      LiveClient client = LiveClient.connect(server);
      client.send(message);
      assertThat(client.closeCode()).as(message).isEqualTo(4400);
    }
    LiveClient client = LiveClient.connect(server);
    client.sendBinary(new byte[] {1, 2, 3});
    assertThat(client.closeCode()).isEqualTo(4400);
  }

  @Test
  void closesAClientThatSendsAHugeMessage() throws Exception {
    start(PATIENT);
    LiveClient client = LiveClient.connect(server);
    client.send("x".repeat(5_000));

    assertThat(client.closeCode()).isNotEqualTo(1000);
    assertThat(LiveClient.connect(server).next("snapshot")).isNotNull();
  }

  @Test
  void takesNoMoreClientsThanItsLimitAndTakesThemAgainLater() {
    start(new HttpOptions.Live(2, Duration.ofMinutes(10), Duration.ofMinutes(10), 64 * 1024));
    LiveClient first = LiveClient.connect(server);
    LiveClient second = LiveClient.connect(server);

    assertThatThrownBy(() -> LiveClient.connect(server))
        .cause()
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> {
              assertThat(rejected.getStatus()).isEqualTo(503);
              assertThat(rejected.getBody().toJsonObject().getString("type"))
                  .isEqualTo("/problems/too-many-connections");
            });

    first.close();
    await().ignoreExceptions().untilAsserted(() -> LiveClient.connect(server).close());
    second.close();
  }

  @Test
  void refusesAPageOfAnotherSite() {
    start(PATIENT);
    for (String origin : new String[] {"http://evil.example", "null", "http://localhost:5173"}) {
      assertThatThrownBy(() -> TestServer.await(LiveClient.tryConnect(server, origin)))
          .as(origin)
          .cause()
          .isInstanceOfSatisfying(
              UpgradeRejectedException.class,
              rejected -> assertThat(rejected.getStatus()).isEqualTo(403));
    }
    TestServer.await(LiveClient.tryConnect(server, server.url())).close();
  }

  @Test
  void answersAPlainRequestThatItIsAWebsocket() {
    start(PATIENT);
    HttpResponse<Buffer> response = server.get("/api/v1/live");

    assertThat(response.statusCode()).isEqualTo(426);
    assertThat(response.getHeader("Upgrade")).isEqualToIgnoringCase("websocket");
    assertThat(response.bodyAsJsonObject().getString("type"))
        .isEqualTo("/problems/upgrade-required");
  }

  @Test
  void takesAHandshakeThatAnnouncesAnEmptyBodyAsJavasClientSendsIt() throws Exception {
    start(PATIENT);
    RawClient client = new RawClient(server, "Content-Length: 0\r\n");

    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 42));

    client.readUntil("\"backlog\":42");
  }

  @Test
  void refusesABrokenHandshake() {
    start(PATIENT);
    assertThat(server.get("/api/v1/live", "Upgrade", "websocket").statusCode()).isBetween(400, 499);
    assertThat(LiveClient.connect(server)).isNotNull();
  }

  @Test
  void tellsItsClientsWhenItGoesAway() throws Exception {
    start(PATIENT);
    LiveClient client = LiveClient.connect(server);
    client.next("snapshot");

    server.undeploy();

    assertThat(client.closeCode()).isEqualTo(1001);
  }

  @Test
  void closesASlowClientSoThatOthersHaveRoom() throws Exception {
    start(new HttpOptions.Live(2, Duration.ofMillis(300), Duration.ofMillis(300), 16 * 1024));
    LiveClient healthy = LiveClient.connect(server);
    RawClient slow = new RawClient(server);

    publishMuch();

    await().ignoreExceptions().untilAsserted(() -> LiveClient.connect(server).close());
    server.workflows().become(FakeWorkflows.view("ingress", "STOPPED", 43));
    awaitBacklog(healthy, 43);
    assertThat(slow.isClosed()).isTrue();
  }

  @Test
  void tellsASlowClientWhyItIsClosedIfItReadsThatFar() throws Exception {
    start(new HttpOptions.Live(2, Duration.ofMillis(1500), Duration.ofMillis(300), 16 * 1024));
    LiveClient healthy = LiveClient.connect(server);
    RawClient slow = new RawClient(server);
    publishMuch();
    awaitBacklog(healthy, 42);
    healthy.next("heartbeat");
    healthy.next("heartbeat");

    slow.readUntil("\u000f\u00a8The client does not take what is sent.");
  }

  @Test
  void aSlowClientThatReadsAgainGetsTheNewestStateWithoutAGap() throws Exception {
    start(new HttpOptions.Live(256, Duration.ofSeconds(3), Duration.ofMinutes(5), 16 * 1024));
    RawClient slow = new RawClient(server);
    LiveClient healthy = LiveClient.connect(server);
    publishMuch();
    awaitBacklog(healthy, 42);

    slow.readUntil("\"backlog\":42");

    List<Long> numbers = slow.sequences();
    assertThat(numbers).hasSizeLessThan(PUBLISHED);
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).mapToObj(Long::valueOf).toList());
  }

  /** More than the buffers between server and client hold; at last a backlog of 42. */
  private void publishMuch() {
    WorkflowView big = bulky();
    for (int n = 0; n < PUBLISHED; n++) {
      server.workflows().become(big);
    }
    server.workflows().become(FakeWorkflows.view("ingress", "STOPPED", 42));
  }

  private static void awaitBacklog(LiveClient client, long backlog) throws Exception {
    while (client.next("change").getJsonObject("workflow").getLong("backlog") != backlog) {}
  }

  /** A workflow of some 8 KB. */
  private static WorkflowView bulky() {
    return new WorkflowView(
        "ingress", "x".repeat(8000), "RUNNING", 1, false, null, null, Instant.EPOCH, List.of());
  }

  /** A websocket by hand, over a socket that is read only when the test says so. */
  private static final class RawClient {
    private final Socket socket = new Socket();
    private final StringBuilder text = new StringBuilder();

    RawClient(TestServer server) throws IOException {
      this(server, "");
    }

    RawClient(TestServer server, String furtherHeader) throws IOException {
      socket.setReceiveBufferSize(16 * 1024);
      socket.setSoTimeout(10_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      String handshake =
          """
          GET /api/v1/live HTTP/1.1\r
          Host: localhost\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          """
              + furtherHeader
              + "\r\n";
      socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
      readUntil("\"snapshot\"");
    }

    /** Reads on, until that text has come. */
    void readUntil(String expected) throws IOException {
      byte[] chunk = new byte[64 * 1024];
      while (text.indexOf(expected) < 0) {
        int length = socket.getInputStream().read(chunk);
        assertThat(length).as("The server closed.").isPositive();
        text.append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
      }
    }

    /** Whether the server has closed, or cut the connection. */
    boolean isClosed() {
      byte[] chunk = new byte[64 * 1024];
      try {
        while (socket.getInputStream().read(chunk) >= 0) {}
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    }

    List<Long> sequences() {
      return Pattern.compile("\"change\",\"sequence\":(\\d+)")
          .matcher(text)
          .results()
          .map(match -> Long.valueOf(match.group(1)))
          .toList();
    }
  }
}
