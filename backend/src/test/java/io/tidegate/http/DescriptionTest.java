package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Document;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service answers and sends is what its two descriptions say. */
class DescriptionTest {
  private static final String BASE = "https://tidegate.invalid/";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

  private static TestServer server;
  private static JsonObject openApi;
  private static JsonObject asyncApi;
  private static SchemaRepository described;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    openApi = ApiDescription.parse(ApiDescription.read(ApiDescription.OPENAPI));
    asyncApi = ApiDescription.parse(ApiDescription.read(ApiDescription.ASYNCAPI));
    described = descriptions();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theOpenApiFileIsServedAsItIsWritten() {
    HttpResponse<Buffer> response = server.get("/api/v1/openapi.yaml");

    assertThat(response.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(ApiDescription.parse(response.body())).isEqualTo(openApi);
  }

  @Test
  void theOpenApiFileIsValid() {
    SchemaRepository repository = repository(Draft.DRAFT202012);
    for (String file :
        List.of(
            "spec.openapis.org/oas/3.1/dialect/base",
            "spec.openapis.org/oas/3.1/meta/base",
            "spec.openapis.org/oas/3.1/schema-base/2022-10-07",
            "spec.openapis.org/oas/3.1/schema/2022-10-07")) {
      repository.dereference(
          "https://" + file, JsonSchema.of(new JsonObject(ApiDescription.read(file))));
    }

    OutputUnit result =
        repository
            .validator("https://spec.openapis.org/oas/3.1/schema/2022-10-07")
            .validate(openApi);

    assertThat(result.getErrors()).isNullOrEmpty();
    assertThat(result.getValid()).isTrue();
  }

  @Test
  void theAsyncApiFileIsValid() {
    JsonObject schema = new JsonObject(ApiDescription.read("asyncapi/schema-3.0.0.json"));

    OutputUnit result =
        repository(Draft.DRAFT7)
            .dereference(BASE + "schema", JsonSchema.of(schema))
            .validator(BASE + "schema")
            .validate(asyncApi);

    assertThat(result.getErrors()).isNullOrEmpty();
    assertThat(result.getValid()).isTrue();
    assertThat(ApiDescription.parse(server.get("/api/v1/asyncapi.yaml").body()))
        .isEqualTo(asyncApi);
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
      conforms("WorkflowList", server.get("/api/v1/workflows"));
      conforms("Workflow", server.get("/api/v1/workflows/" + view.id()));
    }
    conforms("History", server.get("/api/v1/workflows/ingress/history"));
    conforms("DeadLetterPage", server.get("/api/v1/workflows/ingress/dead-letters"));
    conforms("DeadLetterPage", server.get("/api/v1/workflows/ingress/dead-letters?before=2"));
    conforms("Health", server.get("/health/live"));
    conforms("Health", server.get("/health/ready"));
    conforms("Workflow", server.post("/api/v1/workflows/ingress/start"));
    conforms("Workflow", server.post("/api/v1/workflows/ingress/stop"));
    conforms("Workflow", server.post("/api/v1/workflows/ingress/flows/contact/replay"));
    conforms("LedgerPage", server.get("/api/v1/consent/" + FakePeople.KNOWN + "/ledger"));
    conforms("LedgerPage", server.get("/api/v1/consent/" + NOBODY + "/ledger"));
    JsonObject person = new JsonObject().put("person", FakePeople.KNOWN);
    conforms("Erasure", server.post("/api/v1/privacy/erasures", person));
    conforms("ErasurePage", server.get("/api/v1/privacy/erasures"));
    server.people().complete();
    conforms("Erasure", server.get("/api/v1/privacy/erasures/1"));
  }

  @Test
  void everyAnswerAboutConfigurationIsAsDescribed() {
    conforms("ConfigurationList", server.get("/api/v1/configuration"));
    for (Document document : Document.values()) {
      String path = "/api/v1/configuration/" + document.id();
      conforms("SavedDocument", server.get(path));
      contentConforms(document, server.get(path).bodyAsJsonObject().getJsonObject("content"));
      conforms("ChangeList", server.get(path + "/diff?from=running&to=saved"));
    }
    JsonObject content =
        new JsonObject().put("content", new JsonObject().put("flows", new JsonArray()));
    String ingress = "/api/v1/configuration/ingress";
    conforms("CheckResult", server.post(ingress + "/check", content));
    String version = server.get(ingress).getHeader("ETag");
    conforms(
        "SaveOutcome",
        server.send(
            HttpMethod.PUT, ingress, "application/json", content.encode(), "If-Match", version));
    conforms("VersionPage", server.get(ingress + "/versions"));
    conforms("SavedDocument", server.get(ingress + "/versions/0"));
    conforms("ChangeList", server.get("/api/v1/workflows/ingress/pending-changes"));
    conforms(
        "Imported",
        server.send(
            HttpMethod.POST,
            "/api/v1/configuration/import?dryRun=true",
            "application/yaml",
            server.get("/api/v1/configuration/export").bodyAsString()));
  }

  @Test
  void everyAnswerAboutTheSystemsIsAsDescribed() {
    conforms("SecretList", server.get("/api/v1/connections/secrets"));
    conforms("ConnectionTestResult", server.post("/api/v1/connections/campaign/test"));
    conforms("EntityList", server.get("/api/v1/schema/dynamics/entities"));
    conforms("Entity", server.get("/api/v1/schema/dynamics/entities/contact"));
    conforms("ResourceList", server.get("/api/v1/schema/campaign/resources"));
    conforms("Resource", server.get("/api/v1/schema/campaign/resources/profile"));
    JsonObject pair = new JsonObject().put("entity", "contact").put("resource", "profile");
    HttpResponse<Buffer> suggested = server.post("/api/v1/mappings/suggest", pair);
    conforms("Suggestion", suggested);
    JsonObject flow = suggested.bodyAsJsonObject().getJsonObject("flow");
    conforms("TryResult", server.post("/api/v1/mappings/try", new JsonObject().put("flow", flow)));
    conforms(
        "ReplayPreview", server.post("/api/v1/workflows/ingress/flows/contact/replay/preview"));
  }

  @Test
  void everyOperationIsAnswered() {
    Set<String> answered = new Operations(server.subjects()).all().keySet();
    Set<String> plain =
        Set.of("live", "getOpenApi", "getAsyncApi", "getLiveness", "getReadiness", "getMetrics");
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, Object> path : openApi.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject details) {
          described.add(details.getString("operationId"));
        }
      }
    }
    described.removeAll(plain);

    assertThat(answered).containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void everyProblemIsAsDescribed() {
    conforms("Problem", server.get("/api/v1/workflows/other"));
    conforms("Problem", server.get("/api/v1/workflows/ingress/dead-letters?limit=0"));
    conforms("Problem", server.get("/api/v1/privacy/erasures/99"));
    conforms("Problem", server.get("/api/v1/consent/jane/ledger"));
    conforms("Problem", server.get("/api/v1/live"));
    conforms("Problem", server.get("/api/v1/nothing"));
    conforms("Problem", server.post("/api/v1/workflows"));
    conforms("Problem", server.get("/api/v1/configuration/ingress/versions/99"));
    conforms("Problem", server.get("/api/v1/schema/dynamics/entities/nobody"));
    String ingress = "/api/v1/configuration/ingress";
    String wrong = "{\"content\": {}}";
    conforms("Problem", server.send(HttpMethod.PUT, ingress, "application/json", wrong));
    for (String version : List.of("\"999\"", server.get(ingress).getHeader("ETag"))) {
      conforms(
          "Problem",
          server.send(HttpMethod.PUT, ingress, "application/json", wrong, "If-Match", version));
    }
    conforms(
        "Problem",
        server.send(HttpMethod.POST, "/api/v1/configuration/import", "application/yaml", "["));
    JsonArray described =
        schema("Problem").getJsonObject("properties").getJsonObject("type").getJsonArray("enum");
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).<Object>map(ProblemType::uri).toList());
  }

  @Test
  void everyDescribedPropertyIsExplained() {
    List<String> unexplained = new ArrayList<>();
    JsonObject schemas = openApi.getJsonObject("components").getJsonObject("schemas");
    for (String name : schemas.fieldNames()) {
      JsonObject properties = schemas.getJsonObject(name).getJsonObject("properties");
      if (properties == null) {
        continue;
      }
      for (Map.Entry<String, Object> property : properties) {
        JsonObject described = (JsonObject) property.getValue();
        boolean explained =
            described.containsKey("description")
                || described.containsKey("$ref")
                || "array".equals(described.getString("type"));
        if (!explained) {
          unexplained.add(name + "." + property.getKey());
        }
      }
    }
    assertThat(unexplained).isEmpty();
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
        asyncApi
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
      OutputUnit result =
          described()
              .validator(BASE + "asyncapi.yaml#/components/schemas/" + schema)
              .validate(message);
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

    assertThat(
            described()
                .validator(BASE + "asyncapi.yaml#/components/schemas/Change")
                .validate(wrong)
                .getValid())
        .isFalse();
  }

  private static JsonObject schema(String name) {
    return openApi.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private static void conforms(String schema, HttpResponse<Buffer> response) {
    OutputUnit result =
        described()
            .validator(BASE + "openapi.yaml#/components/schemas/" + schema)
            .validate(response.bodyAsJsonObject());
    assertThat(result.getErrors()).as(response.bodyAsString()).isNullOrEmpty();
    assertThat(result.getValid()).as(response.bodyAsString()).isTrue();
  }

  private static void contentConforms(Document document, JsonObject content) {
    String name =
        document.id().substring(0, 1).toUpperCase(Locale.ROOT) + document.id().substring(1);
    OutputUnit result =
        described()
            .validator(BASE + "openapi.yaml#/components/schemas/" + name + "Document")
            .validate(content);
    assertThat(result.getErrors()).as(content.encode()).isNullOrEmpty();
    assertThat(result.getValid()).as(content.encode()).isTrue();
  }

  private static SchemaRepository described() {
    return described;
  }

  private static SchemaRepository descriptions() {
    return repository(Draft.DRAFT202012)
        .dereference(BASE + "openapi.yaml", JsonSchema.of(openApi.copy()))
        .dereference(BASE + "asyncapi.yaml", JsonSchema.of(asyncApi.copy()));
  }

  private static SchemaRepository repository(Draft draft) {
    return SchemaRepository.create(
            new JsonSchemaOptions()
                .setDraft(draft)
                .setBaseUri(BASE)
                .setOutputFormat(OutputFormat.Basic))
        .preloadMetaSchema(server.vertx().fileSystem());
  }
}
