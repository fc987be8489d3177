package io.tidegate.workflow.ingress;

import static org.awaitility.Awaitility.await;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourcePage;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.HttpOptions;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.RowPage;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mapping.Picklists;
import io.tidegate.queue.DeadLetters;
import io.tidegate.queue.QueueOptions;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.FixedConfig;
import io.tidegate.workflow.FlowView;
import io.tidegate.workflow.Supervisor;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.deadletter.StoredDeadLetters;
import io.tidegate.workflow.reconciliation.FlowReconciliations;
import io.tidegate.workflow.trace.Identities;
import io.tidegate.workflow.trace.StoredTraces;
import io.tidegate.workflow.trace.TestIdentities;
import io.tidegate.workflow.trace.Trace;
import io.tidegate.workflow.trace.TraceQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ingress under its supervisor, between the sandbox's two systems, with a real database; new for
 * each test.
 */
final class RunningIngress implements BeforeEachCallback, AfterEachCallback {
  private static final Backoff AT_ONCE =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(20), () -> 0);

  private final Vertx vertx = Vertx.vertx();
  DynamicsClient source;
  CampaignClient target;
  private ControlledSandbox sandbox;
  private Database database;
  private Identities identities;
  private Dynamics dynamics;
  private Campaign campaign;
  private IngressWorkflow workflow;
  private Supervisor supervisor;
  private String deployment;

  @Override
  public void beforeEach(ExtensionContext test) throws TimeoutException {
    sandbox = new ControlledSandbox(vertx);
    sandbox.put(
        "/control/limits",
        new JsonObject().put("dynamics", new JsonObject().put("enabled", false)));
    dynamics = sandbox.dynamics("dynamics-secret");
    campaign = sandbox.campaign("campaign-secret", HttpOptions.CAMPAIGN);
    source = dynamics.client();
    target = campaign.client();
    database = TestDatabase.create().open(vertx);
    identities = TestIdentities.open(vertx, database);
  }

  /** Has Dynamics be read through somebody who can spoil the pages of a table. */
  SpoilingProxy hostile(String entitySet) throws TimeoutException {
    SpoilingProxy between = new SpoilingProxy(vertx, sandbox.url(), entitySet);
    dynamics = sandbox.dynamicsThrough(between.url());
    return between;
  }

  /** Has Campaign be read through somebody who can spoil the pages of a resource. */
  SpoilingProxy hostileTarget(String resource) throws TimeoutException {
    // Its description, at resourceType/…, comes as it is.
    SpoilingProxy between =
        new SpoilingProxy(vertx, sandbox.url(), "profileAndServicesExt/" + resource);
    campaign = sandbox.campaignThrough(between.url());
    return between;
  }

  static IngressConfig.Flow account() {
    return flow(
        "account",
        "account",
        "accountid",
        "cusAccount",
        List.of(of("name", "cusName"), of("address1_city", "cusCity")),
        List.of());
  }

  static IngressConfig.Flow subscription() {
    return flow(
        "subscription",
        "new_subscription",
        "new_subscriptionid",
        "cusSubscription",
        List.of(of("new_name", "cusName"), of("new_number", "cusNumber")),
        List.of(new Link("cusAccount", "new_accountid", "account")));
  }

  static IngressConfig.Flow invoiceLine() {
    return flow(
        "invoiceline",
        "new_invoiceline",
        "new_invoicelineid",
        "cusInvoiceLine",
        List.of(of("new_name", "cusName"), of("new_quantity", "cusQuantity")),
        List.of(new Link("cusSubscription", "new_subscriptionid", "subscription")));
  }

  static AttributeMapping of(String source, String target) {
    return AttributeMapping.of(source, target, null);
  }

  static IngressConfig.Flow flow(
      String id,
      String entity,
      String key,
      String resource,
      List<AttributeMapping> attributes,
      List<Link> links) {
    return new IngressConfig.Flow(
        id,
        true,
        new Mapping(entity, key, resource, "cusExternalId", null, null, attributes, links),
        "byExternalId",
        "externalId_parameter",
        DeletionPolicy.DELETE,
        false,
        0.05,
        500,
        1,
        60,
        2,
        null);
  }

  /** The same for the records that meet a filter. */
  static IngressConfig.Flow filtered(
      IngressConfig.Flow flow, Filter filter, boolean deleteFilteredOut) {
    return changed(flow, flow.mapping().picklists(), filter, deleteFilteredOut);
  }

  /** The same by the options' numbers or labels. */
  static IngressConfig.Flow byPicklists(IngressConfig.Flow flow, Picklists picklists) {
    return changed(flow, picklists, flow.mapping().filter(), flow.deletesFilteredOut());
  }

  private static IngressConfig.Flow changed(
      IngressConfig.Flow flow, Picklists picklists, Filter filter, boolean deleteFilteredOut) {
    Mapping mapping = flow.mapping();
    return new IngressConfig.Flow(
        flow.id(),
        flow.enabled(),
        new Mapping(
            mapping.entity(),
            mapping.sourceKey(),
            mapping.resource(),
            mapping.targetKey(),
            picklists,
            filter,
            mapping.attributes(),
            mapping.links()),
        flow.lookupFilter(),
        flow.lookupParameter(),
        flow.deletions(),
        deleteFilteredOut,
        flow.heldDeletionShare(),
        flow.pageSize(),
        flow.pollSeconds(),
        flow.parentWaitSeconds(),
        flow.schemaCheckSeconds(),
        null);
  }

  void start(IngressConfig.Flow... flows) {
    workflow =
        new IngressWorkflow(
            new FixedConfig(new IngressConfig(List.of(flows)).toJson()),
            connections -> new Connections.Systems(dynamics, campaign, Optional.empty()),
            database.pool(),
            identities,
            AT_ONCE);
    supervisor =
        new Supervisor(
            database.pool(), List.of(workflow), QueueOptions.defaults().withLanes(2), AT_ONCE);
    deployment = TestDatabase.await(vertx.deployVerticle(supervisor));
    TestDatabase.await(supervisor.start("ingress"));
    until("it is running", () -> workflow().status().equals("RUNNING"));
  }

  /** Stops it and starts it, as a new version of the configuration would be. */
  void restart(IngressConfig.Flow... flows) {
    TestDatabase.await(supervisor.stop("ingress"));
    until("it is stopped", () -> workflow().status().equals("STOPPED"));
    TestDatabase.await(vertx.undeploy(deployment));
    start(flows);
  }

  Supervisor supervisor() {
    return supervisor;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (deployment != null) {
      TestDatabase.await(supervisor.end().eventually(() -> vertx.undeploy(deployment)));
    }
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }

  WorkflowView workflow() {
    return supervisor.find("ingress").orElseThrow();
  }

  FlowView flow(String id) {
    return workflow().flows().stream().filter(flow -> flow.id().equals(id)).findFirst().get();
  }

  boolean isHeld(String flow) {
    Condition condition = flow(flow).condition();
    return condition != null && condition.code() == Condition.Code.SCHEMA_MISMATCH;
  }

  /** Nothing is queued, and nothing waits. */
  boolean isIdle() {
    return workflow().flows().stream().allMatch(flow -> flow.backlog() == 0 && flow.waiting() == 0);
  }

  /** What became of a record's changes. */
  Trace trace(String key) {
    return TestDatabase.await(
        new StoredTraces(database.pool(), identities, supervisor)
            .find(new TraceQuery(null, key, null, null, 100, null)));
  }

  /** Has a flow's records read again, all of them. */
  void replay(String flow) {
    TestDatabase.await(supervisor.replay("ingress", flow));
  }

  List<String> deadLetters() {
    return TestDatabase.await(deadLetterOffice().list(DeadLetterFilter.of("ingress"), 100)).stream()
        .map(letter -> letter.flow() + ": " + letter.reason())
        .toList();
  }

  DeadLetterOffice deadLetterOffice() {
    return new StoredDeadLetters(
        new DeadLetters(vertx, database.pool()), List.of(workflow), supervisor);
  }

  /** Of what is between the two systems; to be started and closed by the test. */
  FlowReconciliations reconciliations() {
    return new FlowReconciliations(
        vertx, database.pool(), List.of(workflow), supervisor::pinned, AT_ONCE);
  }

  ControlledSandbox sandbox() {
    return sandbox;
  }

  Vertx vertx() {
    return vertx;
  }

  Pool pool() {
    return database.pool();
  }

  void until(String what, BooleanSupplier condition) {
    try {
      await(what)
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofMillis(100))
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          what + ": not in " + workflow().toJson().encodePrettily() + " " + deadLetters(), late);
    }
  }

  JsonObject linked(int accounts, int subscriptions, int lines) throws TimeoutException {
    return sandbox.post(
        "/control/linked",
        new JsonObject()
            .put("accounts", accounts)
            .put("subscriptionsPerAccount", subscriptions)
            .put("linesPerSubscription", lines)
            .put("seed", 7));
  }

  JsonObject change(int count, int deletes, int creates, int seed) throws TimeoutException {
    return sandbox.post(
        "/control/linked/changes",
        new JsonObject()
            .put("count", count)
            .put("deletes", deletes)
            .put("creates", creates)
            .put("seed", seed));
  }

  void schema(JsonObject change) throws TimeoutException {
    sandbox.post("/control/schema", change);
  }

  /** The rows of a table by id. */
  Map<String, JsonObject> rows(String entitySet, String key, String... select) {
    List<String> columns = new ArrayList<>(List.of(select));
    columns.add(key);
    Map<String, JsonObject> rows = new TreeMap<>();
    RowPage page = TestDatabase.await(source.rows(entitySet, columns, "", key, 5_000));
    while (true) {
      page.rows().forEach(row -> rows.put(row.getString(key), row));
      if (page.nextLink().isEmpty()) {
        return rows;
      }
      page = TestDatabase.await(source.rows(page.nextLink().get(), 5_000));
    }
  }

  /** The records of a resource. */
  List<JsonObject> records(String resource) {
    List<JsonObject> records = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Future<ResourcePage> page = target.page(resource, next, 500);
      records.addAll(TestDatabase.await(page).content());
      next = TestDatabase.await(page).next();
    } while (next.isPresent());
    return records;
  }

  /** What was done at Campaign, in its order. */
  List<JsonObject> journal() throws TimeoutException {
    List<JsonObject> entries = new ArrayList<>();
    JsonArray read =
        sandbox.get("/control/journal?api=campaign&after=0&limit=100000").getJsonArray("entries");
    for (int i = 0; i < read.size(); i++) {
      entries.add(read.getJsonObject(i));
    }
    return entries;
  }
}
