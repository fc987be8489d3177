package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Document;
import io.tidegate.configuration.SourceLookup;
import io.tidegate.workflow.ReasonCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.OutputUnit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service answers and sends is what its two descriptions say. */
class ConformanceTest {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

  private static TestServer server;
  private static Descriptions descriptions;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    descriptions = new Descriptions(server.vertx().fileSystem());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void everyAnswerIsAsDescribed() {
    for (var view :
        List.of(
            FakeWorkflows.view("ingress", "STOPPED", 0),
            FakeWorkflows.throttled(),
            FakeWorkflows.failed(),
            FakeWorkflows.egress())) {
      server.workflows().become(view);
      descriptions.conforms("WorkflowList", server.get("/api/v1/workflows"));
      descriptions.conforms("Workflow", server.get("/api/v1/workflows/" + view.id()));
    }
    descriptions.conforms("History", server.get("/api/v1/workflows/ingress/history"));
    descriptions.conforms("Health", server.get("/health/live"));
    descriptions.conforms("Health", server.get("/health/ready"));
    descriptions.conforms("Workflow", server.post("/api/v1/workflows/ingress/start"));
    descriptions.conforms("Workflow", server.post("/api/v1/workflows/ingress/stop"));
    descriptions.conforms(
        "Workflow", server.post("/api/v1/workflows/ingress/flows/contact/replay"));
    descriptions.conforms(
        "LedgerPage", server.get("/api/v1/consent/" + FakePeople.KNOWN + "/ledger"));
    descriptions.conforms("LedgerPage", server.get("/api/v1/consent/" + NOBODY + "/ledger"));
    JsonObject person = new JsonObject().put("person", FakePeople.KNOWN);
    descriptions.conforms("Erasure", server.post("/api/v1/privacy/erasures", person));
    descriptions.conforms("ErasurePage", server.get("/api/v1/privacy/erasures"));
    server.people().complete();
    descriptions.conforms("Erasure", server.get("/api/v1/privacy/erasures/1"));
  }

  @Test
  void everyAnswerAboutDeadLettersIsAsDescribed() {
    String path = "/api/v1/dead-letters";
    descriptions.conforms("DeadLetterPage", server.get(path));
    descriptions.conforms("DeadLetterPage", server.get(path + "?before=2&workflow=ingress"));
    descriptions.conforms("DeadLetterGroups", server.get(path + "/groups"));
    descriptions.conforms("DeadLetterGroups", server.get(path + "/groups?key=nobody"));
    for (int id : List.of(6, 7)) {
      descriptions.conforms("DeadLetterDetail", server.get(path + "/" + id));
      descriptions.conforms("DeadLetterSource", server.get(path + "/" + id + "/source"));
    }
    JsonObject chosen = new JsonObject().put("ids", new JsonArray().add(1).add(2));
    descriptions.conforms(
        "DeadLetterPreview",
        server.post(
            path + "/preview", new JsonObject().put("action", "replay").put("selection", chosen)));
    descriptions.conforms("DeadLetterOutcome", server.post(path + "/replay", chosen));
    descriptions.conforms("DeadLetterOutcome", server.post(path + "/discard", chosen));
    assertThat(descriptions.schema("DeadLetterReasonCode").getJsonArray("enum"))
        .containsExactlyElementsOf(
            Arrays.stream(ReasonCode.values()).<Object>map(ReasonCode::json).toList());
    assertThat(
            descriptions
                .schema("DeadLetterSource")
                .getJsonObject("properties")
                .getJsonObject("state")
                .getJsonArray("enum"))
        .containsExactlyElementsOf(
            Arrays.stream(SourceLookup.State.values())
                .<Object>map(SourceLookup.State::json)
                .toList());
  }

  @Test
  void everyAnswerAboutReconciliationsIsAsDescribed() {
    String path = "/api/v1/reconciliations";
    descriptions.conforms("ReconciliationPage", server.get(path));
    descriptions.conforms("Reconciliation", server.get(path + "/2"));
    descriptions.conforms("DifferencePage", server.get(path + "/2/differences"));
    JsonObject first =
        server
            .get(path + "/2/differences")
            .bodyAsJsonObject()
            .getJsonArray("differences")
            .getJsonObject(0);
    descriptions.conforms(
        "DifferenceDetail", server.get(path + "/2/differences/" + first.getLong("id")));
    JsonObject chosen = new JsonObject().put("ids", new JsonArray().add(first.getLong("id")));
    descriptions.conforms("Repair", server.post(path + "/2/repair/preview", chosen));
    descriptions.conforms("Repair", server.post(path + "/2/repair", chosen));
    descriptions.conforms("Problem", server.get(path + "/999"));
  }

  @Test
  void everyAnswerAboutConfigurationIsAsDescribed() {
    descriptions.conforms("ConfigurationList", server.get("/api/v1/configuration"));
    for (Document document : Document.values()) {
      String path = "/api/v1/configuration/" + document.id();
      descriptions.conforms("SavedDocument", server.get(path));
      descriptions.conforms(
          document(document), server.get(path).bodyAsJsonObject().getJsonObject("content"));
      descriptions.conforms("ChangeList", server.get(path + "/diff?from=running&to=saved"));
    }
    JsonObject content =
        new JsonObject().put("content", new JsonObject().put("flows", new JsonArray()));
    String ingress = "/api/v1/configuration/ingress";
    descriptions.conforms("CheckResult", server.post(ingress + "/check", content));
    String version = server.get(ingress).getHeader("ETag");
    descriptions.conforms(
        "SaveOutcome",
        server.send(
            HttpMethod.PUT, ingress, "application/json", content.encode(), "If-Match", version));
    descriptions.conforms("VersionPage", server.get(ingress + "/versions"));
    descriptions.conforms("SavedDocument", server.get(ingress + "/versions/0"));
    descriptions.conforms("ChangeList", server.get("/api/v1/workflows/ingress/pending-changes"));
    descriptions.conforms(
        "Imported",
        server.send(
            HttpMethod.POST,
            "/api/v1/configuration/import?dryRun=true",
            "application/yaml",
            server.get("/api/v1/configuration/export").bodyAsString()));
  }

  @Test
  void everyAnswerAboutTheSystemsIsAsDescribed() {
    descriptions.conforms("SecretList", server.get("/api/v1/connections/secrets"));
    descriptions.conforms("ConnectionTestResult", server.post("/api/v1/connections/campaign/test"));
    descriptions.conforms("EntityList", server.get("/api/v1/schema/dynamics/entities"));
    descriptions.conforms("Entity", server.get("/api/v1/schema/dynamics/entities/contact"));
    descriptions.conforms("ResourceList", server.get("/api/v1/schema/campaign/resources"));
    descriptions.conforms("Resource", server.get("/api/v1/schema/campaign/resources/profile"));
    JsonObject pair = new JsonObject().put("entity", "contact").put("resource", "profile");
    HttpResponse<Buffer> suggested = server.post("/api/v1/mappings/suggest", pair);
    descriptions.conforms("Suggestion", suggested);
    JsonObject flow = suggested.bodyAsJsonObject().getJsonObject("flow");
    descriptions.conforms(
        "TryResult", server.post("/api/v1/mappings/try", new JsonObject().put("flow", flow)));
    descriptions.conforms(
        "ReplayPreview", server.post("/api/v1/workflows/ingress/flows/contact/replay/preview"));
  }

  @Test
  void everyProblemIsAsDescribed() {
    descriptions.conforms("Problem", server.get("/api/v1/workflows/other"));
    descriptions.conforms("Problem", server.get("/api/v1/dead-letters?limit=0"));
    descriptions.conforms("Problem", server.get("/api/v1/dead-letters/999"));
    descriptions.conforms("Problem", server.get("/api/v1/privacy/erasures/99"));
    descriptions.conforms("Problem", server.get("/api/v1/consent/jane/ledger"));
    descriptions.conforms("Problem", server.get("/api/v1/live"));
    descriptions.conforms("Problem", server.get("/api/v1/nothing"));
    descriptions.conforms("Problem", server.post("/api/v1/workflows"));
    descriptions.conforms("Problem", server.get("/api/v1/configuration/ingress/versions/99"));
    descriptions.conforms("Problem", server.get("/api/v1/schema/dynamics/entities/nobody"));
    String ingress = "/api/v1/configuration/ingress";
    String wrong = "{\"content\": {}}";
    descriptions.conforms(
        "Problem", server.send(HttpMethod.PUT, ingress, "application/json", wrong));
    for (String version : List.of("\"999\"", server.get(ingress).getHeader("ETag"))) {
      descriptions.conforms(
          "Problem",
          server.send(HttpMethod.PUT, ingress, "application/json", wrong, "If-Match", version));
    }
    descriptions.conforms(
        "Problem",
        server.send(HttpMethod.POST, "/api/v1/configuration/import", "application/yaml", "["));
    JsonArray described =
        descriptions
            .schema("Problem")
            .getJsonObject("properties")
            .getJsonObject("type")
            .getJsonArray("enum");
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).<Object>map(ProblemType::uri).toList());
  }

  @Test
  void everyMessageOfTheWebsocketIsAsDescribed() throws Exception {
    TestServer quick =
        TestServer.start(
            TestServer.defaults()
                .withLive(
                    new HttpOptions.Live(
                        16, Duration.ofMillis(100), Duration.ofSeconds(10), 64 * 1024)));
    LiveClient client = LiveClient.connect(quick);
    quick.workflows().become(FakeWorkflows.throttled());
    quick.workflows().become(FakeWorkflows.egress());
    quick.workflows().become(FakeWorkflows.failed());
    client.next("change");
    client.next("change");
    client.next("change");
    client.send(
        descriptions
            .asyncApi()
            .getJsonObject("components")
            .getJsonObject("messages")
            .getJsonObject("snapshotRequest")
            .getJsonArray("examples")
            .getJsonObject(0)
            .getJsonObject("payload")
            .encode());
    client.next("snapshot");
    client.next("heartbeat");
    client.close();
    quick.close();

    for (JsonObject message : client.received()) {
      String schema =
          Map.of("snapshot", "Snapshot", "change", "Change", "heartbeat", "Heartbeat")
              .get(message.getString("type"));
      OutputUnit result = descriptions.messageResult(schema, message);
      assertThat(result.getErrors()).as(message.encode()).isNullOrEmpty();
      assertThat(result.getValid()).isTrue();
    }
  }

  @Test
  void aMessageThatIsNotAsDescribedIsNoticed() {
    JsonObject wrong =
        new JsonObject()
            .put("type", "change")
            .put("sequence", 1)
            .put("workflow", FakeWorkflows.failed().toJson().put("status", "ASLEEP"));

    assertThat(descriptions.messageResult("Change", wrong).getValid()).isFalse();
  }

  /** The schema of a document's content. */
  static String document(Document document) {
    return document.id().substring(0, 1).toUpperCase(Locale.ROOT)
        + document.id().substring(1)
        + "Document";
  }
}
