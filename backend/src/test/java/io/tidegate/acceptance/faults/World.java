package io.tidegate.acceptance.faults;

import io.tidegate.acceptance.Http;
import io.tidegate.acceptance.SandboxServer;
import io.tidegate.acceptance.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that may fail: both vendors' systems, the wires that lead to them, PostgreSQL, and
 * Tidegate in a process of its own with all its workflows running.
 */
final class World implements AutoCloseable {
  static final List<String> WORKFLOWS = List.of("ingress", "egress", "consent");

  private static final int PEOPLE = 400;
  private static final int ACCOUNTS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final SandboxServer sandbox = SandboxServer.start();
  private final TcpRelay dynamics = new TcpRelay(URI.create(sandbox.url()).getPort());
  private final TcpRelay campaign = new TcpRelay(URI.create(sandbox.url()).getPort());
  private final DatabaseServer database;
  private final ServiceProcess service;
  private final Load load;

  World(Path folder, long seed) {
    this(folder, seed, Map.of());
  }

  /**
   * All of it, running.
   *
   * @param more settings of the service
   */
  World(Path folder, long seed, Map<String, String> more) {
    database = new DatabaseServer(folder);
    sandbox.people(PEOPLE);
    sandbox.control(
        "POST",
        "/linked",
        new JsonObject()
            .put("accounts", ACCOUNTS)
            .put("subscriptionsPerAccount", 2)
            .put("linesPerSubscription", 2)
            .put("seed", 11));
    prepare(sandbox);
    sandbox.control("PUT", "/exports", new JsonObject().put("everySeconds", 5));
    Map<String, String> settings = settings();
    settings.putAll(more);
    service = ServiceProcess.start("faults", database.options(), sandbox.url(), settings);
    configure();
    startWorkflows();
    load = new Load(sandbox, seed);
  }

  /** Has Campaign keep the versions of contacts, and the journal show those of all. */
  static void prepare(SandboxServer sandbox) {
    sandbox.control(
        "POST",
        "/schema",
        new JsonObject()
            .put("api", "campaign")
            .put("resource", Level.CONTACT.resource())
            .put(
                "addField",
                new JsonObject()
                    .put("name", Level.CONTACT.mark())
                    .put("type", "number")
                    .put("maxLength", 1)));
    mark(sandbox, Level.CONTACT);
    Level.LINKED.forEach(level -> mark(sandbox, level));
  }

  private static void mark(SandboxServer sandbox, Level level) {
    sandbox.control(
        "PUT",
        "/journal",
        new JsonObject().put("resource", level.resource()).put("mark", level.mark()));
  }

  private Map<String, String> settings() {
    String dynamicsUrl = "http://127.0.0.1:" + dynamics.port();
    String campaignUrl = "http://127.0.0.1:" + campaign.port();
    Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
    settings.put("TIDEGATE_DYNAMICS_URL", dynamicsUrl + "/dynamics");
    settings.put(
        "TIDEGATE_DYNAMICS_TOKEN_URL", dynamicsUrl + "/entra/contoso-tenant/oauth2/v2.0/token");
    settings.put("TIDEGATE_CAMPAIGN_URL", campaignUrl + "/campaign/contoso");
    settings.put("TIDEGATE_CAMPAIGN_TOKEN_URL", campaignUrl + "/ims/token/v3");
    settings.put("TIDEGATE_CAMPAIGN_MAX_CONCURRENCY", "16");
    settings.put("TIDEGATE_INGRESS_PAGE_SIZE", "100");
    settings.put("TIDEGATE_INGRESS_HELD_DELETION_SHARE", "0.5");
    settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
    settings.put("TIDEGATE_EGRESS_BATCH_SIZE", "10");
    settings.put("TIDEGATE_EGRESS_SETTLED_SECONDS", "2");
    settings.put("TIDEGATE_CONSENT_POLL_SECONDS", "1");
    return settings;
  }

  /** Maps the linked tables too, and of all of them the version. */
  private void configure() {
    String url = service.url() + "/api/v1/configuration/ingress";
    JsonObject saved = Http.get(url, Map.of()).json();
    JsonObject content = saved.getJsonObject("content");
    JsonObject contact = content.getJsonArray("flows").getJsonObject(0);
    contact.getJsonObject("mapping").getJsonArray("attributes").add(Level.CONTACT.version());
    JsonArray flows = new JsonArray().add(contact);
    Level.LINKED.forEach(level -> flows.add(level.document()));
    Http.Answer answer =
        Http.send(
            "PUT",
            url,
            Map.of("If-Match", "\"" + saved.getInteger("version") + "\""),
            new JsonObject().put("content", content.copy().put("flows", flows)));
    if (answer.status() != 200) {
      throw new AssertionError("The mapping was refused: " + answer.body());
    }
  }

  SandboxServer sandbox() {
    return sandbox;
  }

  DatabaseServer database() {
    return database;
  }

  TcpRelay dynamics() {
    return dynamics;
  }

  TcpRelay campaign() {
    return campaign;
  }

  ServiceProcess service() {
    return service;
  }

  Load load() {
    return load;
  }

  void startWorkflows() {
    WORKFLOWS.forEach(id -> service.postTo(id, "/start"));
  }

  /** As an operator would, who has read why it failed, or that it is stopped. */
  void startWhatDoesNotRun() {
    WORKFLOWS.stream()
        .filter(id -> List.of("FAILED", "STOPPED").contains(status(id)))
        .forEach(id -> service.postTo(id, "/start"));
  }

  /** Waits until all workflows run, and work. */
  void awaitRunning() {
    Until.holds("all workflows run", PATIENCE, this::isRunning);
  }

  /** Starts what is stopped or failed, and what stops or fails yet for what struck it before. */
  void startUntilRunning() {
    Until.holds(
        "all workflows run",
        PATIENCE,
        () -> {
          startWhatDoesNotRun();
          return isRunning();
        });
  }

  /** Not only wanted to: while the service is without its database, the status stays. */
  boolean isRunning() {
    return WORKFLOWS.stream().map(this::workflow).allMatch(World::works);
  }

  private static boolean works(JsonObject shown) {
    JsonObject condition = shown.getJsonObject("condition");
    return "RUNNING".equals(shown.getString("status"))
        && (condition == null || !"databaseUnavailable".equals(condition.getString("code")));
  }

  /** All workflows run, and nothing is queued. */
  boolean isAtRest() {
    return WORKFLOWS.stream()
        .map(this::workflow)
        .allMatch(
            shown -> "RUNNING".equals(shown.getString("status")) && shown.getLong("backlog") == 0);
  }

  String status(String id) {
    return workflow(id).getString("status", "");
  }

  /** A workflow as the API shows it, or nothing while nobody answers. */
  JsonObject workflow(String id) {
    Http.Answer answer = Http.get(service.url() + "/api/v1/workflows/" + id, Map.of());
    return answer.status() == 200 ? answer.json() : new JsonObject();
  }

  /** Address, key, reason and answer of each. */
  List<String> deadLetters() {
    return database.column(
        "SELECT address || ' ' || key || ' ' || reason || ' ' || left(answer, 200)"
            + " FROM queue.dead_letter ORDER BY id");
  }

  /** What keeps the workflows from being at rest, for the report. */
  String trouble() {
    StringBuilder trouble = new StringBuilder();
    for (String id : WORKFLOWS) {
      JsonObject shown = workflow(id);
      trouble
          .append(id)
          .append(' ')
          .append(shown.getString("status"))
          .append(", backlog ")
          .append(shown.getLong("backlog"));
      for (String why : List.of("failure", "condition")) {
        if (shown.getJsonObject(why) != null) {
          trouble.append(", ").append(why).append(' ').append(shown.getJsonObject(why).encode());
        }
      }
      trouble.append("; ");
    }
    return trouble.toString();
  }

  /** Has everything work again that is not working, as an operator would. */
  void mend() {
    dynamics.flow();
    dynamics.up();
    campaign.flow();
    campaign.up();
    database.relay().flow();
    database.relay().up();
    sandbox.noFaults();
    service.kill();
    service.start();
    startWorkflows();
    awaitRunning();
  }

  @Override
  public void close() {
    load.close();
    service.close();
    dynamics.close();
    campaign.close();
    database.close();
    sandbox.close();
  }
}
