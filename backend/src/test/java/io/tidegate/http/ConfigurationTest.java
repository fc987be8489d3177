package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Document;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents and their versions over HTTP. */
class ConfigurationTest {
  private static final String INGRESS = "/api/v1/configuration/ingress";
  private static final JsonObject EMPTY = new JsonObject().put("flows", new JsonArray());

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static JsonObject body(JsonObject content) {
    return new JsonObject().put("content", content);
  }

  private HttpResponse<Buffer> save(JsonObject body, String... headers) {
    return server.send(HttpMethod.PUT, INGRESS, "application/json", body.encode(), headers);
  }

  @Test
  void listsAllFourDocumentsAndWhichWorkflowsRunOnSomethingElse() {
    save(body(EMPTY), "If-Match", "\"0\"");

    JsonArray documents =
        server.get("/api/v1/configuration").bodyAsJsonObject().getJsonArray("documents");

    assertThat(documents.stream().map(each -> ((JsonObject) each).getString("document")))
        .containsExactly("connections", "ingress", "egress", "consent");
    JsonObject ingress = documents.getJsonObject(1);
    assertThat(ingress.getLong("version")).isEqualTo(1);
    assertThat(ingress.getJsonArray("pendingFor")).containsExactly("ingress");
    assertThat(ingress.containsKey("content")).isFalse();
    assertThat(documents.getJsonObject(0).getValue("savedAt")).isNull();
  }

  @Test
  void answersADocumentWithItsVersionAsETag() {
    HttpResponse<Buffer> response = server.get(INGRESS);

    assertThat(response.getHeader("ETag")).isEqualTo("\"0\"");
    assertThat(response.bodyAsJsonObject().getJsonObject("content"))
        .isEqualTo(Documents.content(Document.INGRESS));
  }

  @Test
  void savesOnTopOfTheVersionThatTheEditBeganWith() {
    HttpResponse<Buffer> response =
        save(body(EMPTY).put("author", " Anna Però ").put("note", "Why"), "If-Match", "\"0\"");

    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    assertThat(response.getHeader("ETag")).isEqualTo("\"1\"");
    JsonObject saved = response.bodyAsJsonObject();
    assertThat(saved.getLong("version")).isEqualTo(1);
    assertThat(saved.getString("author")).isEqualTo("Anna Però");
    assertThat(saved.getString("note")).isEqualTo("Why");
    assertThat(saved.getJsonObject("content")).isEqualTo(EMPTY);
    assertThat(saved.getJsonArray("warnings").getJsonObject(0).getString("pointer"))
        .isEqualTo("/flows");
  }

  @Test
  void savingTheSameContentAgainMakesNoVersion() {
    save(body(EMPTY), "If-Match", "\"0\"");

    assertThat(save(body(EMPTY), "If-Match", "\"1\"").getHeader("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void anEditThatBeganWithAnOlderVersionIsRefusedAndChangesNothing() {
    save(body(EMPTY), "If-Match", "\"0\"");

    HttpResponse<Buffer> response = save(body(Documents.ingress()), "If-Match", "\"0\"");

    assertThat(response.statusCode()).isEqualTo(412);
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("type")).isEqualTo("/problems/version-conflict");
    assertThat(problem.getString("detail")).isEqualTo("The saved version of ingress is 1, not 0.");
    assertThat(server.get(INGRESS).bodyAsJsonObject().getLong("version")).isEqualTo(1);
  }

  @Test
  void anEditMustSayWhichVersionItBeganWith() {
    HttpResponse<Buffer> missing = save(body(EMPTY));
    assertThat(missing.statusCode()).isEqualTo(428);
    assertThat(missing.bodyAsJsonObject().getString("type"))
        .isEqualTo("/problems/version-required");

    for (String wrong : new String[] {"0", "*", "\"one\"", "\"-1\"", "\"0\", \"1\"", "W/\"0\""}) {
      HttpResponse<Buffer> response = save(body(EMPTY), "If-Match", wrong);
      assertThat(response.statusCode()).as(wrong).isEqualTo(400);
      assertThat(response.bodyAsJsonObject().getString("parameter")).isEqualTo("If-Match");
    }
  }

  @Test
  void saysWhatIsWrongPlaceByPlace() {
    JsonObject wrong =
        new JsonObject().put("flows", new JsonArray().add(new JsonObject()).add(new JsonObject()));

    HttpResponse<Buffer> response = save(body(wrong), "If-Match", "\"0\"");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("type")).isEqualTo("/problems/invalid-configuration");
    assertThat(problem.getString("detail"))
        .isEqualTo("There are 2 errors. The first: The flow has no id.");
    assertThat(problem.getJsonArray("errors").getJsonObject(1))
        .isEqualTo(
            new JsonObject()
                .put("pointer", "/flows/1/id")
                .put("message", "The flow has no id.")
                .put("remedy", "Give it one."));
  }

  @Test
  void checksWithoutSaving() {
    JsonObject wrong = new JsonObject().put("flows", new JsonArray().add(new JsonObject()));

    JsonObject checked = server.post(INGRESS + "/check", body(wrong)).bodyAsJsonObject();

    assertThat(checked.getJsonArray("errors")).hasSize(1);
    assertThat(checked.getJsonArray("changes").getJsonObject(0).getString("kind"))
        .isEqualTo("changed");
    assertThat(server.get(INGRESS).bodyAsJsonObject().getLong("version")).isZero();
  }

  @Test
  void pagesThroughTheVersionsNewestFirst() {
    save(body(EMPTY), "If-Match", "\"0\"");
    save(body(Documents.ingress()), "If-Match", "\"1\"");
    save(body(EMPTY), "If-Match", "\"2\"");

    JsonObject first = server.get(INGRESS + "/versions?limit=2").bodyAsJsonObject();
    JsonObject last =
        server
            .get(INGRESS + "/versions?limit=2&before=" + first.getLong("nextBefore"))
            .bodyAsJsonObject();

    assertThat(first.getJsonArray("versions").getJsonObject(0).getLong("version")).isEqualTo(3);
    assertThat(first.getJsonArray("versions").getJsonObject(0).getJsonArray("changes")).hasSize(1);
    assertThat(last.getJsonArray("versions")).hasSize(1);
    assertThat(last.containsKey("nextBefore")).isFalse();
  }

  @Test
  void restoresAnyVersionAsANewOne() {
    save(body(EMPTY), "If-Match", "\"0\"");

    HttpResponse<Buffer> restored =
        server.send(
            HttpMethod.POST,
            INGRESS + "/restore",
            "application/json",
            "{\"version\": 0, \"author\": \"anna\"}",
            "If-Match",
            "\"1\"");

    assertThat(restored.getHeader("ETag")).isEqualTo("\"2\"");
    assertThat(restored.bodyAsJsonObject().getJsonObject("content"))
        .isEqualTo(Documents.content(Document.INGRESS));
    assertThat(server.get(INGRESS + "/versions/1").bodyAsJsonObject().getJsonObject("content"))
        .isEqualTo(EMPTY);
  }

  @Test
  void doesNotKnowAVersionThatNeverWas() {
    HttpResponse<Buffer> response = server.get(INGRESS + "/versions/7");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("detail"))
        .isEqualTo("There is no version 7 of ingress.");
    assertThat(
            server
                .send(
                    HttpMethod.POST,
                    INGRESS + "/restore",
                    "application/json",
                    "{\"version\": 7}",
                    "If-Match",
                    "\"0\"")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void saysWhatChangedBetweenTwoVersions() {
    save(body(EMPTY), "If-Match", "\"0\"");

    assertThat(changes(INGRESS + "/diff?from=running&to=saved")).hasSize(1);
    assertThat(changes(INGRESS + "/diff?from=1&to=saved")).isEmpty();
    assertThat(changes("/api/v1/workflows/ingress/pending-changes")).hasSize(1);
    assertThat(server.get(INGRESS + "/diff?from=1").statusCode()).isEqualTo(400);
    assertThat(server.get(INGRESS + "/diff?from=old&to=saved").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/workflows/other/pending-changes").statusCode()).isEqualTo(404);
  }

  private JsonArray changes(String path) {
    return server.get(path).bodyAsJsonObject().getJsonArray("changes");
  }

  @Test
  void knowsNoOtherDocuments() {
    HttpResponse<Buffer> response = server.get("/api/v1/configuration/secrets");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsJsonObject().getString("parameter")).isEqualTo("document");
  }

  @Test
  void takesDocumentsOfUpToAMebibyte() {
    String large = "x".repeat(900_000);
    JsonObject content = new JsonObject().put("flows", new JsonArray()).put("note", large);

    assertThat(save(body(content), "If-Match", "\"0\"").statusCode()).isEqualTo(200);
    HttpResponse<Buffer> tooLarge = save(body(content.put("more", large)), "If-Match", "\"1\"");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.bodyAsJsonObject().getString("detail"))
        .isEqualTo("The body is larger than 1048576 bytes.");
  }

  @Test
  void pagesOfOtherSitesSaveNothing() {
    HttpResponse<Buffer> response =
        save(body(EMPTY), "If-Match", "\"0\"", "Origin", "https://example.org");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(server.get(INGRESS).getHeader("ETag")).isEqualTo("\"0\"");
  }
}
