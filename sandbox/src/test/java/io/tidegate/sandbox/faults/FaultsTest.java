package io.tidegate.sandbox.faults;

import static io.tidegate.sandbox.RunningSandbox.CONTACTS;
import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  @Test
  void an_answer_is_lost_after_the_profile_was_created() {
    SANDBOX.fault(fault("campaign", "lostAnswer").put("method", "POST").put("count", 1));

    assertThatThrownBy(() -> SANDBOX.createProfile("1")).isInstanceOf(HttpClosedException.class);

    assertThat(SANDBOX.profiles("1")).isEqualTo(1);
    JsonObject counters = SANDBOX.counters("campaign");
    assertThat(counters.getInteger("creates")).isEqualTo(1);
    assertThat(counters.getInteger("unanswered")).isEqualTo(1);
    assertThat(counters.getJsonObject("answered").containsKey("201")).isFalse();
    assertThat(SANDBOX.createProfile("1").statusCode()).isEqualTo(201);
    assertThat(SANDBOX.profiles("1")).isEqualTo(2);
  }

  @Test
  void an_answer_is_lost_after_the_contact_was_created() {
    SANDBOX.fault(fault("dynamics", "lostAnswer").put("method", "POST").put("count", 1));

    assertThatThrownBy(
            () ->
                SANDBOX
                    .request(HttpMethod.POST, CONTACTS)
                    .sendJsonObject(new JsonObject().put("lastname", "Doe"))
                    .await())
        .isInstanceOf(HttpClosedException.class);

    assertThat(SANDBOX.get(CONTACTS + "/$count").bodyAsString()).isEqualTo("1");
    assertThat(SANDBOX.counters("dynamics").getInteger("creates")).isEqualTo(1);
  }

  @Test
  void a_connection_is_cut_before_anything_is_done() {
    SANDBOX.fault(fault("campaign", "cut").put("count", 1));

    assertThatThrownBy(() -> SANDBOX.createProfile("1"))
        .isInstanceOfAny(HttpClosedException.class, IOException.class);

    assertThat(SANDBOX.profiles("1")).isZero();
    assertThat(SANDBOX.counters("campaign").getInteger("creates")).isZero();
    assertThat(SANDBOX.counters("campaign").getInteger("unanswered")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed", "wrongType"})
  void an_answer_is_made_unreadable_after_the_profile_was_created(String kind) {
    SANDBOX.fault(fault("campaign", kind).put("method", "POST").put("count", 1));

    HttpResponse<Buffer> answer = SANDBOX.createProfile("1");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.getHeader("Content-Type"))
        .startsWith(kind.equals("malformed") ? "application/json" : "text/html");
    assertThatThrownBy(answer::bodyAsJsonObject).isInstanceOf(DecodeException.class);
    assertThat(SANDBOX.profiles("1")).isEqualTo(1);
    assertThat(SANDBOX.createProfile("1").bodyAsJsonObject().getString("externalId"))
        .isEqualTo("1");
  }

  @Test
  void an_answer_is_cut_in_its_middle_after_the_profile_was_created() {
    SANDBOX.fault(fault("campaign", "truncated").put("method", "POST").put("count", 1));

    assertThatThrownBy(() -> SANDBOX.createProfile("1"))
        .isInstanceOfAny(HttpClosedException.class, IOException.class);

    assertThat(SANDBOX.profiles("1")).isEqualTo(1);
    assertThat(SANDBOX.counters("campaign").getInteger("unanswered")).isEqualTo(1);
  }

  @Test
  void a_redirect_leads_to_where_nothing_is() {
    SANDBOX.fault(fault("campaign", "status").put("status", 302).put("count", 1));

    HttpResponse<Buffer> answer =
        SANDBOX.request(HttpMethod.GET, PROFILES).followRedirects(false).send().await();

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.getHeader("Location")).isEqualTo("/signed-out");
  }

  @Test
  void a_status_is_answered_instead_of_processing() {
    SANDBOX.fault(
        fault("campaign", "status").put("status", 503).put("retryAfterSeconds", 7).put("count", 1));

    HttpResponse<Buffer> answer = SANDBOX.createProfile("1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("7");
    assertThat(SANDBOX.profiles("1")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x80072321", "0x80072322", "0x80072326"})
  void dynamics_throttles_with_its_own_codes_and_body(String code) {
    SANDBOX.fault(
        fault("dynamics", "status")
            .put("status", 429)
            .put("code", code)
            .put("retryAfterSeconds", 12));

    HttpResponse<Buffer> answer = SANDBOX.get(CONTACTS);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("12");
    JsonObject error = answer.bodyAsJsonObject().getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).containsIgnoringCase("exceeded");
  }

  @Test
  void campaign_fails_in_its_own_words() {
    SANDBOX.fault(fault("campaign", "status").put("status", 500).put("count", 1));
    assertThat(SANDBOX.get(PROFILES).bodyAsString()).startsWith("RST-360011 An error has occurred");

    SANDBOX.fault(fault("campaign", "status").put("status", 403).put("count", 1));
    assertThat(SANDBOX.get(PROFILES).bodyAsJsonObject().getString("error_code"))
        .isEqualTo("403023");

    SANDBOX.fault(fault("campaign", "status").put("status", 429).put("count", 1));
    assertThat(SANDBOX.get(PROFILES).bodyAsJsonObject().getString("error_code"))
        .isEqualTo("429050");
  }

  @Test
  void token_endpoints_fail_too() {
    SANDBOX.fault(fault("ims", "status").put("status", 503));
    SANDBOX.fault(fault("entra", "status").put("status", 400).put("code", "invalid_request"));

    assertThat(
            SANDBOX
                .client()
                .postAbs(SANDBOX.url() + "/ims/token/v3")
                .sendForm(MultiMap.caseInsensitiveMultiMap())
                .await()
                .bodyAsJsonObject()
                .getString("error"))
        .isEqualTo("temporarily_unavailable");
    assertThat(
            SANDBOX
                .client()
                .postAbs(SANDBOX.url() + "/entra/contoso-tenant/oauth2/v2.0/token")
                .sendForm(MultiMap.caseInsensitiveMultiMap())
                .await()
                .bodyAsJsonObject()
                .getString("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void a_token_expires_in_the_middle_of_the_work() {
    SANDBOX.fault(fault("campaign", "expiredToken").put("count", 1));
    SANDBOX.fault(fault("dynamics", "expiredToken").put("count", 1));

    HttpResponse<Buffer> answer = SANDBOX.createProfile("1");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.bodyAsJsonObject().getString("error_code")).isEqualTo("401013");
    assertThat(SANDBOX.createProfile("1").statusCode()).isEqualTo(401);
    assertThat(SANDBOX.get(CONTACTS).statusCode()).isEqualTo(401);

    SANDBOX.signIn();
    assertThat(SANDBOX.createProfile("1").statusCode()).isEqualTo(201);
    assertThat(SANDBOX.get(CONTACTS).statusCode()).isEqualTo(200);
  }

  @Test
  void latency_delays_a_request_and_keeps_its_body() {
    SANDBOX.fault(fault("campaign", "latency").put("delayMillis", 50));
    SANDBOX.fault(fault("dynamics", "latency").put("delayMillis", 50));

    assertThat(SANDBOX.createProfile("1").statusCode()).isEqualTo(201);
    assertThat(
            SANDBOX
                .request(HttpMethod.POST, CONTACTS)
                .sendJsonObject(new JsonObject().put("lastname", "Doe"))
                .await()
                .statusCode())
        .isEqualTo(204);
    assertThat(SANDBOX.profiles("1")).isEqualTo(1);
  }

  @Test
  void latency_and_another_fault_strike_together() {
    SANDBOX.fault(fault("campaign", "latency").put("delayMillis", 20));
    SANDBOX.fault(fault("campaign", "lostAnswer").put("method", "POST").put("count", 1));

    assertThatThrownBy(() -> SANDBOX.createProfile("1")).isInstanceOf(HttpClosedException.class);
    assertThat(SANDBOX.profiles("1")).isEqualTo(1);
  }

  @Test
  void a_slow_body_keeps_its_reader_waiting_behind_the_head() throws IOException {
    SANDBOX.fault(fault("campaign", "slowBody").put("delayMillis", 3_600_000).put("count", 1));
    URI url = URI.create(SANDBOX.url());

    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = "GET /campaign/contoso/profileAndServices HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) in.read());
      }
      socket.setSoTimeout(200);

      assertThat(head).startsWith("HTTP/1.1 401");
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_slow_body_comes_whole_in_the_end() {
    SANDBOX.createProfile("1");
    SANDBOX.fault(fault("campaign", "slowBody").put("delayMillis", 50).put("count", 2));

    for (int i = 0; i < 3; i++) {
      assertThat(SANDBOX.get(PROFILES).bodyAsJsonObject().getJsonArray("content")).hasSize(1);
    }
  }

  @Test
  void a_fault_strikes_its_share_of_the_requests_it_was_made_for() {
    SANDBOX.fault(
        fault("campaign", "status")
            .put("status", 500)
            .put("method", "get")
            .put("path", "/byExternalId")
            .put("share", 0.5));

    int struck = 0;
    for (int i = 0; i < 200; i++) {
      int status = SANDBOX.get(PROFILES + "/byExternalId?externalId=1").statusCode();
      struck += status == 500 ? 1 : 0;
      assertThat(SANDBOX.get(PROFILES).statusCode()).isEqualTo(200);
    }

    assertThat(struck).isBetween(60, 140);
    JsonObject listed =
        SANDBOX.control(HttpMethod.GET, "/faults", null).getJsonArray("faults").getJsonObject(0);
    assertThat(listed.getInteger("hits")).isEqualTo(struck);
    assertThat(SANDBOX.counters("faults").getInteger("status")).isEqualTo(struck);
  }

  @Test
  void faults_are_lifted_one_by_one_or_all_together() {
    JsonObject status = fault("campaign", "status").put("status", 500);
    String first = SANDBOX.control(HttpMethod.POST, "/faults", status).getString("id");
    SANDBOX.fault(status.copy().put("status", 502));

    SANDBOX.control(HttpMethod.DELETE, "/faults/" + first, null);
    assertThat(SANDBOX.get(PROFILES).statusCode()).isEqualTo(502);

    SANDBOX.control(HttpMethod.DELETE, "/faults", null);
    assertThat(SANDBOX.get(PROFILES).statusCode()).isEqualTo(200);
    assertThat(SANDBOX.tryControl(HttpMethod.DELETE, "/faults/" + first, null).statusCode())
        .isEqualTo(404);
  }

  private static JsonObject fault(String api, String kind) {
    return new JsonObject().put("api", api).put("kind", kind);
  }
}
