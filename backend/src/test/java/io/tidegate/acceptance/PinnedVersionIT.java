package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.DatabaseOptions;
import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A running workflow knows nothing of what is edited: neither at once, nor after a restart of the
 * service; only a stop and a start let it in.
 */
class PinnedVersionIT {
  private static final int PEOPLE = 200;
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String ORIGIN = "edited";

  @Test
  void an_edit_changes_nothing_until_the_workflow_is_stopped_and_started() {
    DatabaseOptions database = TestDatabase.create().options();
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      JsonObject edited;
      try (ServiceProcess service =
          ServiceProcess.start("pinned", database, sandbox.url(), Map.of())) {
        service.post("/start");
        service.awaitIngress("everybody is written", SOON, ingress -> written(service) >= PEOPLE);
        JsonObject original = configuration(service);
        edited = withConstant(original);

        assertThat(save(service, edited).status()).isEqualTo(200);
        awaitPending(service, true);
        assertThat(pendingTexts(service)).containsExactly("contact · salutation");
        changeEverybody(sandbox, service);
        assertThat(salutations(sandbox)).as("salutations while it runs").doesNotContain(ORIGIN);

        assertThat(restore(service, original.getLong("version")).status()).isEqualTo(200);
        awaitPending(service, false);
        assertThat(pendingTexts(service)).isEmpty();
        assertThat(save(service, edited).status()).isEqualTo(200);
        awaitPending(service, true);
      }
      try (ServiceProcess service =
          ServiceProcess.start("pinned", database, sandbox.url(), Map.of())) {
        service.awaitStatus("RUNNING");
        awaitPending(service, true);
        changeEverybody(sandbox, service);
        assertThat(salutations(sandbox)).as("salutations after a restart").doesNotContain(ORIGIN);

        service.post("/stop");
        service.awaitStatus("STOPPED");
        service.post("/start");
        service.awaitStatus("RUNNING");
        awaitPending(service, false);
        changeEverybody(sandbox, service);
        assertThat(salutations(sandbox)).as("salutations after a start").containsOnly(ORIGIN);
      }
    }
  }

  @Test
  void an_installation_without_settings_says_what_is_missing() {
    try (ServiceProcess service = ServiceProcess.empty("empty", TestDatabase.create().options())) {
      Http.Answer refused = service.post("/start");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().getString("type")).endsWith("/problems/not-configured");
      assertThat(refused.body()).contains("Dynamics 365", "Adobe Campaign", "Connections");
      assertThat(service.ingress().getJsonArray("flows")).isEmpty();
      assertThat(service.ingress().getString("status")).isEqualTo("STOPPED");
    }
  }

  /** Another constant in a field that nothing else feeds. */
  private static JsonObject withConstant(JsonObject configuration) {
    JsonObject content = configuration.getJsonObject("content").copy();
    content
        .getJsonArray("flows")
        .getJsonObject(0)
        .getJsonObject("mapping")
        .getJsonArray("attributes")
        .add(new JsonObject().put("target", "salutation").put("constant", ORIGIN));
    return content;
  }

  private static JsonObject configuration(ServiceProcess service) {
    return Http.get(service.url() + "/api/v1/configuration/ingress", Map.of()).json();
  }

  private static Http.Answer save(ServiceProcess service, JsonObject content) {
    return put(service, "PUT", "/configuration/ingress", new JsonObject().put("content", content));
  }

  private static Http.Answer restore(ServiceProcess service, long version) {
    return put(
        service,
        "POST",
        "/configuration/ingress/restore",
        new JsonObject().put("version", version));
  }

  private static Http.Answer put(
      ServiceProcess service, String method, String path, JsonObject body) {
    long version = configuration(service).getLong("version");
    return Http.send(
        method,
        service.url() + "/api/v1" + path,
        Map.of("If-Match", "\"" + version + "\""),
        body.put("author", "Giulia"));
  }

  private static void awaitPending(ServiceProcess service, boolean pending) {
    service.awaitIngress(
        "changes are pending: " + pending,
        SOON,
        ingress -> ingress.getBoolean("changesPending") == pending);
  }

  private static List<String> pendingTexts(ServiceProcess service) {
    JsonArray changes =
        Http.get(service.url() + "/api/v1/workflows/ingress/pending-changes", Map.of())
            .json()
            .getJsonArray("changes");
    return changes.stream().map(change -> ((JsonObject) change).getString("subject")).toList();
  }

  /** Every contact changes, and every change arrives. */
  private static void changeEverybody(SandboxServer sandbox, ServiceProcess service) {
    long before = sandbox.counters("campaign").getLong("updates");
    sandbox.changes(PEOPLE, 0, 0);
    await("the changes are written; the service's log is " + service.log())
        .atMost(SOON)
        .until(() -> sandbox.counters("campaign").getLong("updates") >= before + PEOPLE);
  }

  private static long written(ServiceProcess service) {
    return service.contactFlow().getLong("written");
  }

  private static List<String> salutations(SandboxServer sandbox) {
    return sandbox.profiles().stream().map(profile -> profile.getString("salutation")).toList();
  }
}
