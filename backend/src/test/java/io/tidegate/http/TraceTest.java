package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.trace.TraceQuery;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace over HTTP. */
class TraceTest {
  private static final String TRACE = "/api/v1/trace";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static JsonObject of(String name, String value) {
    return new JsonObject().put(name, value);
  }

  @Test
  void answersTheJourneysOfARecord() {
    HttpResponse<Buffer> response = server.post(TRACE, of("key", FakePeople.KNOWN));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    JsonObject trace = response.bodyAsJsonObject();
    assertThat(trace.getBoolean("truncated")).isTrue();
    JsonObject record = trace.getJsonArray("records").getJsonObject(0);
    assertThat(record.getString("direction")).isEqualTo("dynamicsToCampaign");
    assertThat(record.getJsonArray("steps").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"at": "2026-11-24T09:24:00Z", "step": "queued", "operation": "UPSERT",
                 "readAt": "2026-11-24T09:23:58Z", "position": 109, "lane": 3, "version": null,
                 "attempts": 0, "answer": null, "deadLetter": null, "ahead": 41,
                 "eta": "2026-11-24T09:24:40Z"}"""));
    assertThat(server.people().asked())
        .isEqualTo(new TraceQuery(null, FakePeople.KNOWN, null, null, 100, null));
  }

  @Test
  void passesOnWhatTheAnswerIsToBeLimitedTo() {
    server.post(
        TRACE,
        of("email", FakePeople.EMAIL)
            .put("workflow", "egress")
            .put("flow", "opens")
            .put("limit", 7)
            .put("before", "2026-11-24T10:15:00+01:00"));

    assertThat(server.people().asked())
        .isEqualTo(
            new TraceQuery(
                FakePeople.EMAIL,
                null,
                "egress",
                "opens",
                7,
                Instant.parse("2026-11-24T09:15:00Z")));
  }

  @Test
  void refusesAQuestionThatNamesNobodyOrTwo() {
    for (JsonObject question :
        new JsonObject[] {
          new JsonObject(),
          of("key", ""),
          of("email", "a@example.org").put("key", "b"),
          of("key", "b").put("limit", 0),
          of("key", "b").put("before", "yesterday"),
          of("key", "b").put("before", "2026-13-45T00:00:00Z"),
          of("key", "b").put("unknown", 1)
        }) {
      HttpResponse<Buffer> response = server.post(TRACE, question);
      assertThat(response.statusCode()).as(question.encode()).isEqualTo(400);
      assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    }
    assertThat(server.people().asked()).isNull();
  }

  @Test
  void theRefusalOfAQuestionDoesNotRepeatIt() {
    HttpResponse<Buffer> response =
        server.post(TRACE, of("email", "secret@example.org").put("limit", "many"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsString()).doesNotContain("secret@");
  }
}
