package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final String PATH = "/api/v1/dead-letters";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonArray list(String query) {
    return server.get(PATH + query).bodyAsJsonObject().getJsonArray("deadLetters");
  }

  private static JsonObject ids(long... ids) {
    JsonArray chosen = new JsonArray();
    for (long id : ids) {
      chosen.add(id);
    }
    return new JsonObject().put("ids", chosen);
  }

  @Test
  void pagesThroughAllDeadLetters() {
    JsonArray all = new JsonArray();
    Long next = null;
    do {
      JsonObject page =
          server
              .get(PATH + "?limit=50" + (next == null ? "" : "&before=" + next))
              .bodyAsJsonObject();
      all.addAll(page.getJsonArray("deadLetters"));
      next = page.getLong("next");
    } while (next != null);

    assertThat(all).hasSize(120);
    assertThat(all.getJsonObject(0).getLong("id")).isEqualTo(120);
    assertThat(all.getJsonObject(119).getLong("id")).isEqualTo(1);
  }

  @Test
  void answersFiftyUnlessToldOtherwise() {
    assertThat(list("")).hasSize(50);
  }

  @Test
  void answersThoseThatMeetTheFilterAndNoContents() {
    assertThat(list("?workflow=ingress&flow=contact&reasonCode=unmappable&limit=500")).hasSize(12);
    assertThat(list("?workflow=egress")).isEmpty();
    assertThat(list("?flow=account")).isEmpty();
    assertThat(list("?key=key-8"))
        .singleElement()
        .isEqualTo(
            new JsonObject()
                .put("id", 8)
                .put("workflow", "ingress")
                .put("flow", "contact")
                .put("key", "key-8")
                .put("operation", "UPSERT")
                .put("reasonCode", "refused")
                .put("reason", "Campaign refused it.")
                .put("attempts", 1)
                .put("at", "2026-11-24T09:15:08Z")
                .put("superseded", false));
  }

  @Test
  void refusesAReasonThatThereIsNot() {
    HttpResponse<Buffer> response = server.get(PATH + "?reasonCode=lost");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsJsonObject().getString("parameter")).isEqualTo("reasonCode");
  }

  @Test
  void refusesAKeyThatNoRecordCanHave() {
    assertThat(server.get(PATH + "?key=%00").statusCode()).isEqualTo(400);
    JsonObject selection = new JsonObject().put("key", "a\0b").put("upTo", 5);
    assertThat(server.post(PATH + "/discard", selection).statusCode()).isEqualTo(400);
  }

  @Test
  void countsThemByReason() {
    JsonObject answer = server.get(PATH + "/groups?workflow=ingress").bodyAsJsonObject();

    assertThat(answer.getLong("total")).isEqualTo(120);
    assertThat(answer.getJsonArray("groups")).hasSize(2);
    assertThat(answer.getJsonArray("groups").getJsonObject(1))
        .isEqualTo(
            new JsonObject()
                .put("workflow", "ingress")
                .put("flow", "contact")
                .put("reasonCode", "unmappable")
                .put("count", 12)
                .put("oldest", "2026-11-24T09:15:10Z")
                .put("newest", "2026-11-24T09:17:00Z"));
  }

  @Test
  void answersOneWithItsContents() {
    JsonObject letter = server.get(PATH + "/8").bodyAsJsonObject();

    assertThat(letter.getString("key")).isEqualTo("key-8");
    assertThat(letter.getString("answer")).isEqualTo("XTK-170006 <b>no</b>");
    assertThat(letter.getJsonObject("queued").getString("lastName")).isEqualTo("Doe");
    assertThat(letter.getJsonArray("links").getJsonObject(0).getString("flow"))
        .isEqualTo("account");
    JsonObject deletion = server.get(PATH + "/7").bodyAsJsonObject();
    assertThat(deletion.getMap()).containsEntry("queued", null).containsEntry("answer", null);
    assertThat(deletion.getJsonArray("links")).isEmpty();
  }

  @Test
  void answersTheRecordAtItsSourceOrWhyThereIsNone() {
    JsonObject found = server.get(PATH + "/8/source").bodyAsJsonObject();
    assertThat(found.getString("state")).isEqualTo("found");
    assertThat(found.getJsonObject("record").getString("lastname")).isEqualTo("Doe");
    assertThat(found.getJsonObject("mapped").getString("lastName")).isEqualTo("Doe");
    JsonObject gone = server.get(PATH + "/9/source").bodyAsJsonObject();
    assertThat(gone.getString("state")).isEqualTo("gone");
    assertThat(gone.getString("why")).isNotBlank();
    assertThat(gone.getMap()).containsEntry("record", null).containsEntry("mapped", null);
  }

  @Test
  void saysThatThereIsNoSuchDeadLetter() {
    for (String path : List.of(PATH + "/999", PATH + "/999/source")) {
      HttpResponse<Buffer> response = server.get(path);

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.bodyAsJsonObject().getString("detail"))
          .isEqualTo("There is no dead letter 999.");
    }
    assertThat(server.get(PATH + "/none").statusCode()).isEqualTo(400);
  }

  @Test
  void replaysWhatAPreviewCounted() {
    JsonObject filter = new JsonObject().put("flow", "contact").put("reasonCode", "refused");
    JsonObject asked = new JsonObject().put("action", "replay").put("selection", filter);
    JsonObject preview = server.post(PATH + "/preview", asked).bodyAsJsonObject();

    assertThat(preview)
        .isEqualTo(new JsonObject().put("count", 102).put("superseded", 6).put("upTo", 119));
    assertThat(server.deadLetters().calls()).isEmpty();
    JsonObject selection = filter.copy().put("upTo", preview.getLong("upTo"));
    JsonObject outcome = server.post(PATH + "/replay", selection).bodyAsJsonObject();

    assertThat(outcome).isEqualTo(new JsonObject().put("count", 102).put("superseded", 6));
    assertThat(list("?limit=500")).hasSize(18);
  }

  @Test
  void discardsChosenOnes() {
    JsonObject asked = new JsonObject().put("action", "discard").put("selection", ids(1, 2, 500));
    assertThat(server.post(PATH + "/preview", asked).bodyAsJsonObject().getLong("count"))
        .isEqualTo(2);

    JsonObject outcome = server.post(PATH + "/discard", ids(1, 2, 500)).bodyAsJsonObject();

    assertThat(outcome).isEqualTo(new JsonObject().put("count", 2).put("superseded", 0));
    assertThat(list("?limit=500")).hasSize(118);
  }

  @Test
  void touchesNothingWhenItIsNotSaidUpToWhich() {
    for (JsonObject selection :
        List.of(
            new JsonObject(),
            new JsonObject().put("workflow", "ingress"),
            ids(1).put("flow", "contact"),
            ids(1).put("upTo", 5),
            ids(),
            ids(1, 1),
            new JsonObject().put("upTo", -1),
            new JsonObject().put("upTo", 7).put("filter", "all"))) {
      for (String action : List.of("/replay", "/discard")) {
        HttpResponse<Buffer> response = server.post(PATH + action, selection);

        assertThat(response.statusCode()).as(selection.encode()).isEqualTo(400);
        assertThat(response.bodyAsJsonObject().getString("parameter")).isEqualTo("body");
      }
    }
    assertThat(
            server
                .send(HttpMethod.POST, PATH + "/replay", "text/plain", ids(1).encode())
                .statusCode())
        .isEqualTo(415);
    assertThat(server.deadLetters().calls()).isEmpty();
  }

  @Test
  void saysWhatIsMissingInASelection() {
    JsonObject problem =
        server.post(PATH + "/discard", new JsonObject().put("flow", "contact")).bodyAsJsonObject();

    assertThat(problem.getString("detail")).isEqualTo("The selection has neither ids nor upTo.");
    assertThat(problem.getString("remedy")).contains("/api/v1/dead-letters/preview");
  }
}
