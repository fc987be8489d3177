package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.workflow.NotConfiguredException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets, connection tests, schemas, help with mappings, and replays, over HTTP. */
class ConnectedTest {
  private static final String SECRET = "/api/v1/connections/secrets/dynamics.clientSecret";
  private static final String REPLAY = "/api/v1/workflows/ingress/flows/contact/replay";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<Buffer> setSecret(String value) {
    return server.send(
        HttpMethod.PUT, SECRET, "application/json", new JsonObject().put("value", value).encode());
  }

  @Test
  void setsASecretThatNobodyCanRead() {
    assertThat(setSecret("hush-hush").statusCode()).isEqualTo(204);

    assertThat(server.systems().values()).containsEntry("dynamics.clientSecret", "hush-hush");
    HttpResponse<Buffer> listed = server.get("/api/v1/connections/secrets");
    JsonArray secrets = listed.bodyAsJsonObject().getJsonArray("secrets");
    assertThat(secrets.getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("name", "dynamics.clientSecret")
                .put("set", true)
                .put("changedAt", "2026-11-24T09:15:00Z"));
    assertThat(secrets.getJsonObject(1).getBoolean("set")).isFalse();
    assertThat(listed.bodyAsString()).doesNotContain("hush");
    assertThat(server.get(SECRET).statusCode()).isEqualTo(405);
  }

  @Test
  void removesASecretAsOftenAsOneLikes() {
    setSecret("hush");

    for (int i = 0; i < 2; i++) {
      assertThat(
              server
                  .send(HttpMethod.DELETE, SECRET, MultiMap.caseInsensitiveMultiMap(), null)
                  .statusCode())
          .isEqualTo(204);
    }
    assertThat(server.systems().values()).isEmpty();
  }

  @Test
  void saysWhenAValueCannotBeASecretWithoutRepeatingIt() {
    HttpResponse<Buffer> response = setSecret("no key");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(
            response
                .bodyAsJsonObject()
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo("/value");
    assertThat(setSecret("").statusCode()).isEqualTo(400);
    HttpResponse<Buffer> tooLong = setSecret("hush".repeat(10_000));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.bodyAsString()).doesNotContain("hush");
    assertThat(
            server
                .send(
                    HttpMethod.PUT,
                    "/api/v1/connections/secrets/database.password",
                    "application/json",
                    "{\"value\": \"x\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void testsASavedConnectionWithoutABody() {
    HttpResponse<Buffer> response = server.post("/api/v1/connections/dynamics/test");

    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    JsonObject result = response.bodyAsJsonObject();
    assertThat(result.getBoolean("passed")).isFalse();
    assertThat(result.getJsonArray("steps").getJsonObject(1))
        .isEqualTo(
            new JsonObject()
                .put("id", "token")
                .put("status", "failed")
                .put("message", "The secret was refused.")
                .put("remedy", "Enter a valid one."));
    assertThat(result.getJsonArray("steps").getJsonObject(2).getString("status"))
        .isEqualTo("skipped");
    assertThat(server.systems().calls()).containsExactly("test dynamics saved");
  }

  @Test
  void testsWhatIsTypedAndDoesNotTakeAnEmptyFieldForASecret() {
    JsonObject connection = new JsonObject().put("url", "https://contoso.crm.dynamics.com");
    JsonObject typed = new JsonObject().put("connection", connection);

    JsonObject passed =
        server
            .post(
                "/api/v1/connections/dynamics/test",
                typed.copy().put("secrets", new JsonObject().put("clientSecret", "hush")))
            .bodyAsJsonObject();
    JsonObject failed =
        server
            .post(
                "/api/v1/connections/dynamics/test",
                typed.copy().put("secrets", new JsonObject().put("clientSecret", "")))
            .bodyAsJsonObject();

    assertThat(passed.getBoolean("passed")).isTrue();
    assertThat(failed.getBoolean("passed")).isFalse();
    assertThat(server.systems().calls()).contains("test dynamics " + connection.encode());
    assertThat(server.post("/api/v1/connections/database/test").statusCode()).isEqualTo(400);
  }

  @Test
  void answersWhatTheSystemsConsistOf() {
    server.get("/api/v1/schema/dynamics/entities?refresh=true");
    JsonObject contact = server.get("/api/v1/schema/dynamics/entities/contact").bodyAsJsonObject();
    server.get("/api/v1/schema/campaign/resources");
    JsonObject profile = server.get("/api/v1/schema/campaign/resources/profile").bodyAsJsonObject();

    assertThat(server.systems().calls())
        .containsExactly(
            "entities true", "entity contact false", "resources false", "resource profile false");
    assertThat(contact.getString("readAt")).isEqualTo("2026-11-24T09:15:00Z");
    assertThat(contact.getJsonArray("attributes").getJsonObject(0).getInteger("maxLength"))
        .isEqualTo(50);
    assertThat(contact.getJsonArray("attributes").getJsonObject(1).containsKey("maxLength"))
        .isFalse();
    assertThat(profile.getJsonArray("fields").getJsonObject(2).getString("target"))
        .isEqualTo("cusAccount");
  }

  @Test
  void saysWhichTableThereIsNot() {
    HttpResponse<Buffer> response = server.get("/api/v1/schema/dynamics/entities/nobody");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("detail"))
        .isEqualTo("There is no table nobody.");
    assertThat(server.get("/api/v1/schema/campaign/resources/no'thing").statusCode())
        .isEqualTo(400);
  }

  @Test
  void saysWhatIsNotConfiguredAndWhatDoesNotAnswer() {
    server.systems().failWith(new NotConfiguredException("Missing.", "Enter it."));
    JsonObject missing = server.get("/api/v1/schema/dynamics/entities").bodyAsJsonObject();
    server.systems().failWith(new SystemUnavailableException("Campaign is away.", "Test it."));
    JsonObject away = server.get("/api/v1/schema/campaign/resources").bodyAsJsonObject();

    assertThat(missing.getInteger("status")).isEqualTo(409);
    assertThat(missing.getString("type")).isEqualTo("/problems/not-configured");
    assertThat(missing.getString("remedy")).isEqualTo("Enter it.");
    assertThat(away.getInteger("status")).isEqualTo(502);
    assertThat(away.getString("detail")).isEqualTo("Campaign is away.");
  }

  @Test
  void aStartSaysWhatIsNotConfigured() {
    server.workflows().failWith(new NotConfiguredException("Nothing is connected.", "Connect."));

    HttpResponse<Buffer> response = server.post("/api/v1/workflows/ingress/start");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.bodyAsJsonObject().getString("type")).isEqualTo("/problems/not-configured");
  }

  @Test
  void suggestsAFlow() {
    JsonObject suggestion =
        server
            .post(
                "/api/v1/mappings/suggest",
                new JsonObject().put("entity", "contact").put("resource", "profile"))
            .bodyAsJsonObject();

    assertThat(suggestion.getJsonObject("flow").getString("id")).isEqualTo("contact");
    assertThat(suggestion.getJsonObject("reasons").getString("firstName")).isEqualTo("same name");
  }

  @Test
  void triesAFlowOnRecords() {
    JsonObject flow = new JsonObject().put("id", "contact");

    JsonObject tried =
        server
            .post(
                "/api/v1/mappings/try",
                new JsonObject()
                    .put("flow", flow)
                    .put("records", 10)
                    .put("ids", new JsonArray().add("1")))
            .bodyAsJsonObject();

    assertThat(server.systems().calls()).containsExactly("try 10 [1]");
    JsonObject refused = tried.getJsonArray("records").getJsonObject(1);
    assertThat(refused.getBoolean("filteredOut")).isTrue();
    assertThat(refused.getString("problem")).isEqualTo("It is too long.");
    assertThat(tried.getJsonArray("records").getJsonObject(0).containsKey("problem")).isFalse();
  }

  @Test
  void whatIsWrongWithATriedFlowIsSaidOfTheBody() {
    HttpResponse<Buffer> response =
        server.post("/api/v1/mappings/try", new JsonObject().put("flow", new JsonObject()));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(
            response
                .bodyAsJsonObject()
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo("/flow/id");
  }

  @Test
  void replaysASelection() {
    JsonObject since = new JsonObject().put("kind", "since").put("since", "2026-11-24T00:00:00Z");

    assertThat(server.post(REPLAY, since).statusCode()).isEqualTo(202);
    assertThat(server.post(REPLAY, new JsonObject().put("kind", "all")).statusCode())
        .isEqualTo(202);
    assertThat(server.workflows().calls())
        .containsExactly("replay ingress contact " + since.encode(), "replay ingress contact");
  }

  @Test
  void saysHowMuchAReplayWouldRead() {
    JsonObject filter =
        new JsonObject("{\"all\":[{\"attribute\":\"a\",\"operator\":\"eq\",\"value\":null}]}");
    JsonObject body = new JsonObject().put("kind", "filter").put("filter", filter);

    HttpResponse<Buffer> counted = server.post(REPLAY + "/preview", body);
    HttpResponse<Buffer> all = server.post(REPLAY + "/preview");

    assertThat(counted.bodyAsJsonObject())
        .isEqualTo(new JsonObject().put("records", 8_214).put("exact", true));
    assertThat(all.bodyAsJsonObject().getBoolean("exact")).isFalse();
    assertThat(server.systems().calls())
        .containsExactly(
            "count ingress contact " + body.encode(), "count ingress contact {\"kind\":\"all\"}");
    assertThat(server.workflows().calls()).isEmpty();
  }

  @Test
  void aSelectionSaysWhatItsKindNeedsAndNoMore() {
    for (String[] wrong :
        new String[][] {
          {"{\"kind\":\"since\"}", "/since"},
          {"{\"kind\":\"since\",\"since\":\"yesterday\"}", "/since"},
          {"{\"kind\":\"ids\"}", "/ids"},
          {"{\"kind\":\"ids\",\"ids\":[\"" + FakePeople.KNOWN + "\",\"jane\"]}", "/ids/1"},
          {"{\"kind\":\"filter\"}", "/filter"},
          {"{\"kind\":\"filter\",\"filter\":{\"none\":[]}}", "/filter"},
          {"{\"kind\":\"all\",\"ids\":[\"1\"]}", "/ids"}
        }) {
      HttpResponse<Buffer> response = server.post(REPLAY, new JsonObject(wrong[0]));
      assertThat(response.statusCode()).as(wrong[0]).isEqualTo(422);
      assertThat(
              response
                  .bodyAsJsonObject()
                  .getJsonArray("errors")
                  .getJsonObject(0)
                  .getString("pointer"))
          .isEqualTo(wrong[1]);
    }
    assertThat(server.post(REPLAY, new JsonObject().put("kind", "some")).statusCode())
        .isEqualTo(400);
    assertThat(server.workflows().calls()).isEmpty();
  }
}
