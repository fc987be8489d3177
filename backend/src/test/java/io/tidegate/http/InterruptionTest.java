package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseException;
import io.tidegate.workflow.Condition;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API does while the service does not work on its database. */
class InterruptionTest {
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
    server.workflows().interrupt(Condition.databaseUnavailable(null, 3, Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static void assertUnavailable(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("type")).isEqualTo("/problems/unavailable");
    assertThat(problem.getString("detail")).isEqualTo("Tidegate's database does not answer.");
    assertThat(problem.getString("remedy")).isNotBlank();
  }

  @Test
  void what_is_known_is_still_shown() {
    for (String path :
        new String[] {
          "/api/v1/workflows",
          "/api/v1/workflows/ingress",
          "/api/v1/workflows/ingress/history",
          "/api/v1/configuration",
          "/api/v1/configuration/ingress",
          "/api/v1/connections/secrets",
          "/health/live",
          "/metrics"
        }) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void what_needs_the_database_is_refused_for_the_moment() {
    assertUnavailable(server.post("/api/v1/workflows/ingress/start"));
    assertUnavailable(server.post("/api/v1/workflows/ingress/stop"));
    assertUnavailable(server.get("/api/v1/dead-letters"));
    assertUnavailable(server.get("/api/v1/configuration/ingress/versions"));
    assertUnavailable(server.get("/api/v1/privacy/erasures"));
    assertUnavailable(
        server.send(
            HttpMethod.PUT,
            "/api/v1/configuration/ingress",
            "application/json",
            "{\"content\":{}}",
            "If-Match",
            "\"1\""));
    assertThat(server.workflows().calls()).isEmpty();
  }

  @Test
  void everything_is_answered_again_when_it_is_over() {
    server.workflows().interrupt(null);
    assertThat(server.post("/api/v1/workflows/ingress/start").statusCode()).isEqualTo(202);
  }

  @Test
  void a_database_that_fails_before_the_interruption_is_noticed_is_no_fault_of_the_service() {
    server.workflows().interrupt(null);
    server
        .workflows()
        .failWith(DatabaseException.notStored(DatabaseException.inconsistent("the link was cut")));
    HttpResponse<Buffer> response = server.get("/api/v1/workflows");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.bodyAsString()).doesNotContain("the link was cut");
  }
}
