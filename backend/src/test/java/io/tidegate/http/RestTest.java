package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTest {
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void listsAllWorkflows() {
    HttpResponse<Buffer> response = server.get("/api/v1/workflows");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put(
                    "workflows",
                    new JsonArray().add(FakeWorkflows.view("ingress", "STOPPED", 0).toJson())));
  }

  @Test
  void answersOneWorkflowWithItsCondition() {
    server.workflows().become(FakeWorkflows.throttled());

    JsonObject workflow = server.get("/api/v1/workflows/ingress").bodyAsJsonObject();

    assertThat(workflow).isEqualTo(FakeWorkflows.throttled().toJson());
    assertThat(workflow.getJsonObject("condition").getString("code")).isEqualTo("throttled");
  }

  @Test
  void saysWhichFlowsAreOffAndHowManyRecordsAreSetAside() {
    server.workflows().become(FakeWorkflows.egress());

    JsonArray flows =
        server.get("/api/v1/workflows/egress").bodyAsJsonObject().getJsonArray("flows");

    assertThat(flows.getJsonObject(0).getBoolean("enabled")).isTrue();
    assertThat(flows.getJsonObject(0).getLong("waiting")).isEqualTo(12);
    assertThat(flows.getJsonObject(0).getJsonObject("condition").getString("code"))
        .isEqualTo("waitingForContacts");
    assertThat(flows.getJsonObject(1).getBoolean("enabled")).isFalse();
  }

  @Test
  void startsAndStopsOneWorkflowWithoutTheOthers() {
    server.workflows().become(FakeWorkflows.egress());

    server.post("/api/v1/workflows/ingress/start");
    server.post("/api/v1/workflows/egress/stop");

    JsonArray workflows =
        server.get("/api/v1/workflows").bodyAsJsonObject().getJsonArray("workflows");
    assertThat(workflows.getJsonObject(0).getString("status")).isEqualTo("STARTING");
    assertThat(workflows.getJsonObject(1).getString("status")).isEqualTo("STOPPING");
    assertThat(server.workflows().calls()).containsExactly("start ingress", "stop egress");
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<Buffer> response =
        server.send(HttpMethod.HEAD, "/api/v1/workflows", MultiMap.caseInsensitiveMultiMap(), null);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNull();
  }

  @Test
  void startsAWorkflowAndSaysHowItIsNow() {
    HttpResponse<Buffer> response = server.post("/api/v1/workflows/ingress/start");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.bodyAsJsonObject().getString("status")).isEqualTo("STARTING");
    assertThat(server.workflows().calls()).containsExactly("start ingress");
  }

  @Test
  void answersARepeatedStartAlike() {
    server.post("/api/v1/workflows/ingress/start");

    HttpResponse<Buffer> again = server.post("/api/v1/workflows/ingress/start");

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.bodyAsJsonObject().getString("status")).isEqualTo("STARTING");
  }

  @Test
  void stopsAWorkflow() {
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 5));

    HttpResponse<Buffer> response = server.post("/api/v1/workflows/ingress/stop");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.bodyAsJsonObject().getString("status")).isEqualTo("STOPPING");
    assertThat(response.bodyAsJsonObject().getLong("backlog")).isEqualTo(5);
  }

  @Test
  void answersTheHistoryOfEachFlow() {
    JsonObject history = server.get("/api/v1/workflows/ingress/history").bodyAsJsonObject();

    assertThat(history.getInteger("intervalSeconds")).isEqualTo(2);
    JsonObject flow = history.getJsonArray("flows").getJsonObject(0);
    assertThat(flow.getString("id")).isEqualTo("contact");
    assertThat(flow.getJsonArray("samples").getJsonObject(0).getLong("backlog")).isEqualTo(48_210);
  }

  @Test
  void replaysAFlow() {
    HttpResponse<Buffer> response = server.post("/api/v1/workflows/ingress/flows/contact/replay");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.bodyAsJsonObject().getString("id")).isEqualTo("ingress");
    assertThat(server.workflows().calls()).containsExactly("replay ingress contact");
  }

  @Test
  void approvesAndRejectsHeldDeletions() {
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 0));
    String path = "/api/v1/workflows/ingress/flows/contact/deletions";

    assertThat(server.post(path, new JsonObject().put("decision", "approve")).statusCode())
        .isEqualTo(202);
    assertThat(server.post(path, new JsonObject().put("decision", "reject")).statusCode())
        .isEqualTo(202);
    assertThat(server.workflows().calls())
        .containsExactly("approve ingress contact", "reject ingress contact");
  }

  @Test
  void isAliveAsLongAsItAnswers() {
    server.failDatabase(new IllegalStateException("away"));

    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyWhileTheDatabaseAnswers() {
    HttpResponse<Buffer> response = server.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("status", "UP")
                .put(
                    "checks",
                    new JsonArray()
                        .add(new JsonObject().put("id", "database").put("status", "UP"))));
  }

  @Test
  void isNotReadyWhileTheDatabaseIsAwayAndKeepsItsMessageToItself() {
    server.failDatabase(new IllegalStateException("password of tidegate@db.internal refused"));

    HttpResponse<Buffer> response = server.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.getString("status")).isEqualTo("DOWN");
    assertThat(body.getJsonArray("checks").getJsonObject(0).getString("status")).isEqualTo("DOWN");
    assertThat(response.bodyAsString()).doesNotContain("db.internal");
  }

  @Test
  void showsTheWorkflowsAsMetrics() {
    server.workflows().become(FakeWorkflows.throttled());

    HttpResponse<Buffer> response = server.get("/metrics");

    assertThat(response.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(response.bodyAsString())
        .contains("tidegate_backlog{flow=\"contact\",workflow=\"ingress\"} 48210.0")
        .contains("tidegate_records_read_total{flow=\"contact\",workflow=\"ingress\"} 100000.0")
        .contains("tidegate_records_written_total{flow=\"contact\",workflow=\"ingress\"} 51790.0")
        .contains("tidegate_dead_letters{flow=\"contact\",workflow=\"ingress\"} 3.0")
        .contains("tidegate_workflow_status{status=\"RUNNING\",workflow=\"ingress\"} 1.0")
        .contains("tidegate_workflow_status{status=\"STOPPED\",workflow=\"ingress\"} 0.0")
        .contains(
            "tidegate_flow_condition{code=\"throttled\",flow=\"contact\",workflow=\"ingress\"} 1.0");
  }

  @Test
  void metricsCountWhatIsSetAside() {
    server.workflows().become(FakeWorkflows.egress());

    assertThat(server.get("/metrics").bodyAsString())
        .contains("tidegate_waiting{flow=\"email-open\",workflow=\"egress\"} 12.0")
        .contains("tidegate_waiting{flow=\"contact\",workflow=\"ingress\"} 0.0")
        .contains("{code=\"waitingForContacts\",flow=\"email-open\",workflow=\"egress\"} 1.0");
  }

  @Test
  void metricsFollowTheWorkflows() {
    server.get("/metrics");
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 12));

    assertThat(server.get("/metrics").bodyAsString())
        .contains("tidegate_backlog{flow=\"contact\",workflow=\"ingress\"} 12.0");
  }

  @Test
  void speaksOpenMetricsWhenAsked() {
    HttpResponse<Buffer> response =
        server.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

    assertThat(response.getHeader("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(response.bodyAsString()).endsWith("# EOF\n");
  }
}
