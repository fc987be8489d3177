package io.tidegate.workflow.egress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.tidegate.campaign.Campaign;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.HttpOptions;
import io.tidegate.dynamics.ChangePage;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.DeadLetters;
import io.tidegate.queue.QueueOptions;
import io.tidegate.sftp.Sftp;
import io.tidegate.sftp.SftpConnection;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.FixedConfig;
import io.tidegate.workflow.FlowView;
import io.tidegate.workflow.Supervisor;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.deadletter.DeadLetterView;
import io.tidegate.workflow.deadletter.StoredDeadLetters;
import io.tidegate.workflow.export.ExportOptions;
import io.tidegate.workflow.trace.StoredTraces;
import io.tidegate.workflow.trace.TestIdentities;
import io.tidegate.workflow.trace.TraceQuery;
import io.tidegate.workflow.trace.TraceStep;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Egress under its supervisor, between the sandbox's two systems, with a real database. */
final class RunningEgress {
  static final String EXPORTS = "/d365_loads/exports";

  static final EgressConfig CONFIG =
      EgressConfig.standard(EnumSet.allOf(EventType.class))
          .withFiles(ExportOptions.STANDARD.withSeconds(1, 1, 3).withPageBytes(4_000));

  private static final Backoff AT_ONCE =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(20), () -> 0);

  final Vertx vertx = Vertx.vertx();
  final ControlledSandbox sandbox;
  final DynamicsClient client;
  private final Dynamics dynamics;
  private final Campaign campaign;
  private final Sftp sftp;
  private final Database database;
  private Supervisor supervisor;
  private String deployment;

  RunningEgress() throws TimeoutException {
    this(new GateOptions(16, 4, 0));
  }

  RunningEgress(GateOptions gate) throws TimeoutException {
    sandbox = new ControlledSandbox(vertx);
    dynamics = sandbox.dynamics("dynamics-secret", gate);
    campaign = sandbox.campaign("campaign-secret", HttpOptions.CAMPAIGN);
    client = dynamics.client();
    JsonObject server = sandbox.get("/control/sftp");
    sftp =
        new Sftp(
            vertx,
            new SftpConnection(
                server.getString("host"),
                server.getInteger("port"),
                server.getString("user"),
                Optional.of(server.getString("password")),
                Optional.empty(),
                server.getString("hostKey")));
    database = TestDatabase.create().open(vertx);
  }

  void start(EgressConfig config) {
    EgressWorkflow workflow =
        new EgressWorkflow(
            new FixedConfig(config.toJson()),
            connections -> new Connections.Systems(dynamics, campaign, Optional.of(sftp)),
            database.pool(),
            AT_ONCE);
    supervisor =
        new Supervisor(
            database.pool(), List.of(workflow), QueueOptions.defaults().withLanes(2), AT_ONCE);
    deployment = TestDatabase.await(vertx.deployVerticle(supervisor));
    TestDatabase.await(supervisor.start("egress"));
  }

  void restart(EgressConfig config) {
    TestDatabase.await(vertx.undeploy(deployment));
    start(config);
  }

  void startAgain() {
    TestDatabase.await(supervisor.start("egress"));
  }

  void close() throws TimeoutException {
    if (deployment != null) {
      TestDatabase.await(supervisor.end().eventually(() -> vertx.undeploy(deployment)));
    }
    sftp.close().await(10, SECONDS);
    TestDatabase.await(database.close());
    vertx.close().await(30, SECONDS);
  }

  WorkflowView workflow() {
    return supervisor.find("egress").orElseThrow();
  }

  FlowView flow(String id) {
    return workflow().flows().stream().filter(flow -> flow.id().equals(id)).findFirst().get();
  }

  /** What became of a contact's events, the newest first. */
  List<String> steps(String contact) {
    StoredTraces traces =
        new StoredTraces(database.pool(), TestIdentities.open(vertx, database), supervisor);
    return TestDatabase.await(traces.find(new TraceQuery(null, contact, "egress", null, 100, null)))
        .records()
        .stream()
        .flatMap(record -> record.steps().stream())
        .map(TraceStep::step)
        .toList();
  }

  List<String> deadLetters(String flow) {
    return deadLetterViews().stream()
        .filter(letter -> letter.flow().equals(flow))
        .map(DeadLetterView::reason)
        .toList();
  }

  List<DeadLetterView> deadLetterViews() {
    return TestDatabase.await(deadLetterOffice().list(DeadLetterFilter.of("egress"), 100));
  }

  DeadLetterOffice deadLetterOffice() {
    return new StoredDeadLetters(new DeadLetters(vertx, database.pool()), List.of(), supervisor);
  }

  /** People with a profile each. */
  void people(int count) throws TimeoutException {
    sandbox.people(count, 11);
    sandbox.post("/control/profiles", new JsonObject().put("fromContacts", true));
  }

  JsonObject mailing(int count) throws TimeoutException {
    return sandbox.post(
        "/control/mailings",
        new JsonObject()
            .put("count", count)
            .put("openShare", 0.5)
            .put("clickShare", 0.3)
            .put("bounceShare", 0.1)
            .put("seed", 5));
  }

  void export(int rowsPerFile, int writeMillis) throws TimeoutException {
    sandbox.post(
        "/control/exports",
        new JsonObject()
            .put("logs", true)
            .put("rowsPerFile", rowsPerFile)
            .put("writeMillis", writeMillis));
  }

  void file(String name, String content, boolean append) throws TimeoutException {
    sandbox.post(
        "/control/sftp/files",
        new JsonObject()
            .put("path", EXPORTS + "/" + name)
            .put("content", content)
            .put("append", append));
  }

  List<String> files() throws TimeoutException {
    return objects(sandbox.get("/control/sftp/files").getJsonArray("files")).stream()
        .map(file -> file.getString("path"))
        .toList();
  }

  List<JsonObject> truth(String type) throws TimeoutException {
    return objects(
        sandbox.get("/control/events?after=0&limit=100000&type=" + type).getJsonArray("events"));
  }

  List<JsonObject> activities(EventType type) throws TimeoutException {
    ActivityColumns columns = ActivityColumns.adobe(type);
    List<String> select = new ArrayList<>(columns.written());
    select.add("subject");
    select.add("_regardingobjectid_value");
    ChangePage page = client.firstPage(columns.table() + "s", select, 5_000).await(30, SECONDS);
    return page.rows();
  }

  void awaitActivities(EventType type, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> activities(type).size() == count);
  }

  private static List<JsonObject> objects(JsonArray array) {
    List<JsonObject> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      objects.add(array.getJsonObject(i));
    }
    return objects;
  }
}
