package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final String PATH = "/api/v1/reconciliations";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<Buffer> begin(String workflow, String flow) {
    return server.post(PATH, new JsonObject().put("workflow", workflow).put("flow", flow));
  }

  private JsonArray differences(String query) {
    return server
        .get(PATH + "/2/differences" + query)
        .bodyAsJsonObject()
        .getJsonArray("differences");
  }

  @Test
  void beginsOneWhenNoneOfTheFlowIsUnderWay() {
    HttpResponse<Buffer> refused = begin("ingress", "contact");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.bodyAsJsonObject().getString("type"))
        .isEqualTo("/problems/reconciliation-under-way");
    server.post(PATH + "/3/cancel");

    HttpResponse<Buffer> begun = begin("ingress", "contact");

    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(begun.getHeader("Location")).isEqualTo(PATH + "/3");
    assertThat(begun.bodyAsJsonObject().getLong("id")).isEqualTo(3);
  }

  @Test
  void saysWhyAFlowCannotBeReconciled() {
    assertThat(begin("ingress", "nothing").statusCode()).isEqualTo(404);
    HttpResponse<Buffer> response = begin("egress", "email-open");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo("Events are added.");
    assertThat(response.bodyAsJsonObject().getString("remedy")).isEqualTo("Replay them.");
    assertThat(server.post(PATH, new JsonObject().put("workflow", "ingress")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void showsHowFarOneHasComeAndWhatItHasFound() {
    assertThat(server.get(PATH + "/3").bodyAsJsonObject())
        .isEqualTo(
            new JsonObject(
                """
                {"id":3,"workflow":"ingress","flow":"contact","status":"RUNNING","trigger":"demand",
                 "startedAt":"2026-11-24T09:15:00Z","endedAt":null,"phase":"readingTarget",
                 "source":{"read":1000,"expected":1000},"target":{"read":400,"expected":null},
                 "eta":"2026-11-24T09:15:30Z",
                 "differences":{"missing":0,"surplus":0,"different":18,"duplicate":6},"pending":2,
                 "fields":[{"field":"email","count":18},{"field":"birthDate","count":3},
                   {"field":"lastName","count":3}],
                 "condition":null,"cause":null,"remedy":null}"""));
  }

  @Test
  void listsThemNewestFirstPageByPage() {
    JsonObject first = server.get(PATH + "?workflow=ingress&limit=2").bodyAsJsonObject();
    JsonObject second =
        server.get(PATH + "?flow=contact&before=" + first.getLong("next")).bodyAsJsonObject();

    assertThat(first.getJsonArray("reconciliations").getJsonObject(0).getLong("id")).isEqualTo(3);
    assertThat(second.getJsonArray("reconciliations")).hasSize(1);
    assertThat(second.getLong("next")).isNull();
    assertThat(
            server
                .get(PATH + "?workflow=egress")
                .bodyAsJsonObject()
                .getJsonArray("reconciliations"))
        .isEmpty();
  }

  @Test
  void cancelsOne() {
    JsonObject cancelled = server.post(PATH + "/3/cancel").bodyAsJsonObject();

    assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
    assertThat(cancelled.getString("endedAt")).isNotNull();
  }

  @Test
  void saysThatThereIsNoSuchReconciliation() {
    for (String path : List.of("/9", "/9/differences")) {
      HttpResponse<Buffer> response = server.get(PATH + path);
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(response.bodyAsJsonObject().getString("detail"))
          .isEqualTo("There is no reconciliation 9.");
    }
    JsonObject all = new JsonObject().put("upTo", 60);
    assertThat(server.post(PATH + "/9/cancel").statusCode()).isEqualTo(404);
    assertThat(server.post(PATH + "/9/repair", all).statusCode()).isEqualTo(404);
    assertThat(server.get(PATH + "/2/differences/99").statusCode()).isEqualTo(404);
  }

  @Test
  void listsDifferencesThatMeetTheFilterPageByPage() {
    JsonObject page = server.get(PATH + "/2/differences?limit=50").bodyAsJsonObject();
    assertThat(page.getJsonArray("differences")).hasSize(50);
    assertThat(differences("?before=" + page.getLong("next"))).hasSize(10);
    assertThat(differences("?kind=duplicate&limit=500")).hasSize(6);
    assertThat(differences("?field=email&state=open&limit=500")).hasSize(18);
    assertThat(differences("?state=repaired")).isEmpty();
    assertThat(differences("?kind=missing&limit=1").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"id":57,"key":"key-57","kind":"missing","fields":[],"target":null,
                 "state":"open"}"""));
    assertThat(server.get(PATH + "/2/differences?kind=other").statusCode()).isEqualTo(400);
  }

  @Test
  void showsOneWithTheValuesOfBothSides() {
    JsonObject difference = server.get(PATH + "/2/differences/59").bodyAsJsonObject();

    assertThat(difference.getString("key")).isEqualTo("key-59");
    assertThat(difference.getJsonArray("values").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"field":"email","source":"a@example.org","target":null,"differs":true}"""));
    assertThat(difference.getMap()).containsEntry("why", null);
  }

  @Test
  void repairsWhatAPreviewCounted() {
    JsonObject preview =
        server.post(PATH + "/2/repair/preview", new JsonObject()).bodyAsJsonObject();
    assertThat(preview)
        .isEqualTo(
            new JsonObject()
                .put("count", 54)
                .put("writes", 36)
                .put("deletions", 18)
                .put("left", 6)
                .put("upTo", 60));

    JsonObject selection = new JsonObject().put("upTo", preview.getLong("upTo"));
    assertThat(server.post(PATH + "/2/repair", selection).bodyAsJsonObject()).isEqualTo(preview);

    assertThat(differences("?state=queued&limit=500")).hasSize(54);
    assertThat(server.post(PATH + "/2/repair", selection).bodyAsJsonObject().getLong("count"))
        .isZero();
  }

  @Test
  void repairsChosenOnes() {
    JsonObject chosen = new JsonObject().put("ids", new JsonArray().add(57).add(58));

    assertThat(server.post(PATH + "/2/repair", chosen).bodyAsJsonObject().getLong("count"))
        .isEqualTo(2);
    assertThat(differences("?state=queued")).hasSize(2);
  }

  @Test
  void touchesNothingWhenItIsNotSaidUpToWhich() {
    for (JsonObject selection :
        List.of(
            new JsonObject(),
            new JsonObject().put("kind", "missing"),
            new JsonObject().put("ids", new JsonArray()),
            new JsonObject().put("ids", new JsonArray().add(1)).put("upTo", 5),
            new JsonObject().put("upTo", 5).put("other", 1))) {
      HttpResponse<Buffer> response = server.post(PATH + "/2/repair", selection);

      assertThat(response.statusCode()).as(selection.encode()).isEqualTo(400);
      assertThat(response.bodyAsJsonObject().getString("parameter")).isEqualTo("body");
    }
    assertThat(differences("?state=queued")).isEmpty();
  }
}
