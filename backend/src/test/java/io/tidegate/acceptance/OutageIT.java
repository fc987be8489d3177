package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator sees, and what becomes of the records, when the systems do not do as asked. */
class OutageIT {
  private static final int PEOPLE = 2_000;
  private static final Duration SOON = Duration.ofMinutes(2);

  private SandboxServer sandbox;

  @BeforeEach
  void start() {
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private ServiceProcess service(String name, Map<String, String> settings) {
    return ServiceProcess.start(name, TestDatabase.create().options(), sandbox.url(), settings);
  }

  private static Predicate<JsonObject> condition(String code) {
    return ingress ->
        ingress.getJsonObject("condition") != null
            && code.equals(ingress.getJsonObject("condition").getString("code"));
  }

  private static void awaitDrained(ServiceProcess service) {
    service.awaitIngress(
        "the backlog is written",
        SOON,
        ingress ->
            ingress.getLong("backlog") == 0
                && ingress.getJsonArray("flows").getJsonObject(0).getLong("written") >= PEOPLE);
  }

  @Test
  void a_throttling_campaign_is_a_condition_with_an_end_and_then_the_backlog_drains() {
    sandbox.fault(
        new JsonObject()
            .put("api", "campaign")
            .put("method", "POST")
            .put("kind", "status")
            .put("status", 429)
            .put("retryAfterSeconds", 3)
            .put("share", 1.0));
    try (ServiceProcess service = service("throttled", Map.of())) {
      service.post("/start");
      service.awaitIngress("ingress is throttled", SOON, condition("throttled"));
      JsonObject throttled = service.ingress();
      assertThat(throttled.getString("status")).isEqualTo("RUNNING");
      assertThat(throttled.getJsonObject("condition").getString("system")).isEqualTo("campaign");
      assertThat(throttled.getJsonObject("condition").getString("until")).isNotNull();
      service.awaitIngress(
          "everything is queued", SOON, ingress -> ingress.getLong("backlog") == PEOPLE);
      sandbox.noFaults();
      awaitDrained(service);
      service.awaitIngress(
          "the condition is gone", SOON, ingress -> ingress.getValue("condition") == null);
      Comparison.assertInStep(sandbox);
    }
  }

  @Test
  void a_dynamics_that_limits_its_service_is_waited_for() {
    sandbox.fault(
        new JsonObject()
            .put("api", "dynamics")
            .put("method", "GET")
            .put("path", ".*/contacts.*")
            .put("kind", "status")
            .put("status", 429)
            .put("code", "0x80072322")
            .put("retryAfterSeconds", 2)
            .put("share", 1.0)
            .put("count", 2));
    try (ServiceProcess service = service("dynamics-limits", Map.of())) {
      service.post("/start");
      service.awaitIngress("ingress is throttled", SOON, condition("throttled"));
      assertThat(service.ingress().getJsonObject("condition").getString("system"))
          .isEqualTo("dynamics");
      awaitDrained(service);
    }
  }

  @Test
  void a_campaign_that_answers_503_is_retried_until_it_is_back() {
    sandbox.fault(
        new JsonObject()
            .put("api", "campaign")
            .put("kind", "status")
            .put("status", 503)
            .put("share", 1.0));
    try (ServiceProcess service = service("unavailable", Map.of())) {
      service.post("/start");
      service.awaitIngress(
          "ingress says why it waits", SOON, ingress -> ingress.getJsonObject("condition") != null);
      assertThat(service.ingress().getString("status")).isEqualTo("STARTING");
      sandbox.noFaults();
      awaitDrained(service);
      assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
    }
  }

  @Test
  void a_wrong_client_secret_is_a_failure_with_a_cause_and_a_remedy() {
    try (ServiceProcess service =
        service("wrong-secret", Map.of("TIDEGATE_CAMPAIGN_CLIENT_SECRET", "not-the-secret"))) {
      service.post("/start");
      service.awaitStatus("FAILED");
      JsonObject failure = service.ingress().getJsonObject("failure");
      assertThat(failure.getString("system")).isEqualTo("campaign");
      assertThat(failure.getString("cause")).isNotBlank().doesNotContain("not-the-secret");
      assertThat(failure.getString("remedy")).contains("TIDEGATE_CAMPAIGN_CLIENT_SECRET");
      assertThat(service.log()).content().doesNotContain("not-the-secret");
    }
  }

  @Test
  void a_refused_record_becomes_a_dead_letter_and_the_rest_goes_on() {
    try (ServiceProcess service = service("refused", Map.of())) {
      service.post("/start");
      awaitDrained(service);
      // Creations only: what is refused once for no reason of its own is tried again.
      sandbox.fault(
          new JsonObject()
              .put("api", "campaign")
              .put("method", "POST")
              .put("kind", "status")
              .put("status", 500)
              .put("code", "RST-360000 'cusTier' property is not valid for the 'profile' resource")
              .put("share", 1.0));
      sandbox.changes(20, 0, 3);
      service.awaitIngress(
          "everything is settled",
          SOON,
          ingress -> {
            JsonObject flow = ingress.getJsonArray("flows").getJsonObject(0);
            return flow.getLong("written") > PEOPLE
                && flow.getLong("backlog") == 0
                && flow.getLong("failed") == 3;
          });
      List<JsonObject> letters = service.deadLetters();
      assertThat(letters).hasSize(3);
      assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
      assertExplained(service, letters.get(0).getLong("id"));

      sandbox.noFaults();
      replayGroup(service, 3);
      service.awaitIngress(
          "what was replayed is written",
          SOON,
          ingress -> {
            JsonObject flow = ingress.getJsonArray("flows").getJsonObject(0);
            return flow.getLong("failed") == 0 && flow.getLong("backlog") == 0;
          });
      assertThat(service.deadLetters()).isEmpty();
      Comparison.assertInStep(sandbox);
    }
  }

  /** The record as it was queued, what was answered, and the record as it is at its source. */
  private static void assertExplained(ServiceProcess service, long id) {
    JsonObject letter = service.ask("GET", "/dead-letters/" + id, null);
    assertThat(letter.getString("reasonCode")).isEqualTo("refused");
    assertThat(letter.getString("reason")).isNotBlank();
    assertThat(letter.getString("answer")).contains("RST-360000");
    String lastName = letter.getJsonObject("queued").getString("lastName");
    JsonObject source = service.ask("GET", "/dead-letters/" + id + "/source", null);
    assertThat(source.getString("state")).isEqualTo("found");
    assertThat(source.getJsonObject("record").getString("contactid"))
        .isEqualTo(letter.getString("key"));
    assertThat(source.getJsonObject("mapped").getString("lastName")).isEqualTo(lastName);
  }

  private static void replayGroup(ServiceProcess service, long count) {
    JsonObject group =
        service.ask("GET", "/dead-letters/groups", null).getJsonArray("groups").getJsonObject(0);
    assertThat(group.getLong("count")).isEqualTo(count);
    JsonObject filter =
        new JsonObject()
            .put("workflow", group.getString("workflow"))
            .put("reasonCode", group.getString("reasonCode"));
    JsonObject preview =
        service.ask(
            "POST",
            "/dead-letters/preview",
            new JsonObject().put("action", "replay").put("selection", filter));
    assertThat(preview.getLong("count")).isEqualTo(count);
    JsonObject outcome =
        service.ask(
            "POST", "/dead-letters/replay", filter.copy().put("upTo", preview.getLong("upTo")));
    assertThat(outcome.getLong("count")).isEqualTo(count);
  }
}
