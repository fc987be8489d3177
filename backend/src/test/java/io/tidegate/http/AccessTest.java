package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String START = "/api/v1/workflows/ingress/start";

  private TestServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void start(HttpOptions options) {
    server = TestServer.start(options);
  }

  private void startWithPublicHost() {
    start(TestServer.defaults().withPublicHosts(List.of("tidegate.example", "proxy:8443")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1:8080",
        "[::1]:8080",
        "tidegate.example",
        "tidegate.example:9999",
        "proxy:8443"
      })
  void answersToItsNames(String host) {
    startWithPublicHost();

    assertThat(server.get("/api/v1/workflows", "Host", host).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "proxy:80",
        "192.168.1.7",
        "0.0.0.0",
        "127.0.0.2"
      })
  void doesNotAnswerToOtherNames(String host) {
    startWithPublicHost();
    for (String path : List.of("/", "/api/v1/workflows", "/metrics", "/docs/api", "/nothing")) {
      HttpResponse<Buffer> response = server.get(path, "Host", host);

      assertThat(response.statusCode()).as(path).isEqualTo(421);
      assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
      assertThat(response.bodyAsString()).contains("/problems/wrong-host");
    }
  }

  @Test
  void answersToAddressesWhereItIsBoundToMoreThanLoopback() {
    TrustedHosts hosts = new TrustedHosts(HttpOptions.local(8080).withHost("0.0.0.0"));

    assertThat(hosts.trustsHost(HostAndPort.authority("10.1.2.3", 8080))).isTrue();
    assertThat(hosts.trustsHost(HostAndPort.authority("[fd00::1]", 8080))).isTrue();
    assertThat(hosts.trustsHost(HostAndPort.authority("evil.example", 8080))).isFalse();
  }

  @Test
  void letsAScriptChangeState() {
    start(TestServer.defaults());

    assertThat(server.post(START).statusCode()).isEqualTo(202);
  }

  @Test
  void letsItsOwnPageChangeState() {
    start(TestServer.defaults());

    assertThat(server.post(START, "Origin", server.url()).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "file://",
        "http://127.0.0.1:1",
        "not a uri",
        "http://localhost:5173",
        "",
        "http://127.0.0.1.evil.example",
        "javascript:alert(1)"
      })
  void letsNoOtherPageChangeState(String origin) {
    start(TestServer.defaults());
    HttpResponse<Buffer> response = server.post(START, "Origin", origin);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.bodyAsJsonObject().getString("type"))
        .isEqualTo("/problems/forbidden-origin");
    assertThat(server.workflows().calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://tidegate.example, true",
    "https://tidegate.example:8443, true",
    "https://proxy:8443, true",
    "https://proxy, false",
    "https://other.example, false",
    "http://localhost:8080, true",
    "https://localhost:8080, true",
    "http://localhost, false"
  })
  void trustsThePagesOfItsPublicHosts(String origin, boolean trusted) {
    TrustedHosts hosts =
        new TrustedHosts(
            HttpOptions.local(8080).withPublicHosts(List.of("tidegate.example", "proxy:8443")));

    assertThat(hosts.trustsOrigin(origin, HostAndPort.authority("localhost", 8080)))
        .isEqualTo(trusted);
  }

  @Test
  void sendsSecurityHeadersWithEveryAnswer() {
    start(TestServer.defaults());
    for (String path : List.of("/", "/assets/app-3f9c1c0a.js", "/api/v1/workflows", "/nothing")) {
      HttpResponse<Buffer> response = server.get(path);
      assertThat(response.getHeader("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(response.getHeader("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(response.getHeader("Content-Security-Policy"))
          .contains("script-src 'self';")
          .contains("frame-ancestors 'none'");
    }
  }

  @Test
  void allowsNoPageOfAnotherSiteToReadItsAnswers() {
    start(TestServer.defaults());
    HttpResponse<Buffer> response =
        server.get("/api/v1/workflows", "Origin", "http://evil.example");

    assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(response.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(
            server
                .send(
                    HttpMethod.OPTIONS,
                    START,
                    MultiMap.caseInsensitiveMultiMap().add("Origin", "http://evil.example"),
                    null)
                .getHeader("Access-Control-Allow-Methods"))
        .isNull();
  }
}
