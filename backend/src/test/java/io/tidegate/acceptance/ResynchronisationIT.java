package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A delta token that has expired, or data that was lost, costs a full read and nothing else. */
@TestMethodOrder(OrderAnnotation.class)
class ResynchronisationIT {
  private static final int PEOPLE = 3_000;
  private static final Duration SOON = Duration.ofMinutes(2);

  private static SandboxServer sandbox;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
    service =
        ServiceProcess.start("resync", TestDatabase.create().options(), sandbox.url(), Map.of());
    service.post("/start");
    service.awaitIngress(
        "all contacts are written",
        SOON,
        ingress -> flow(ingress).getLong("written") >= PEOPLE && ingress.getLong("backlog") == 0);
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
  }

  private static JsonObject flow(JsonObject ingress) {
    return ingress.getJsonArray("flows").getJsonObject(0);
  }

  private static void stopAndStart(Runnable between) {
    service.post("/stop");
    service.awaitStatus("STOPPED");
    between.run();
    service.post("/start");
    service.awaitStatus("RUNNING");
  }

  @Test
  @Order(1)
  void deletions_that_an_expired_delta_token_hid_are_inferred_from_the_full_read() {
    long deletesBefore = sandbox.counters("campaign").getLong("deletes");
    long writesBefore = sandbox.campaignWrites();
    stopAndStart(
        () -> {
          sandbox.changes(50, 30, 20);
          sandbox.control("POST", "/expire-delta-tokens", null);
        });
    service.awaitIngress(
        "the hidden deletions are in Campaign",
        SOON,
        ingress ->
            sandbox.counters("campaign").getLong("deletes") == deletesBefore + 30
                && ingress.getLong("backlog") == 0);
    Comparison.assertInStep(sandbox);
    assertThat(sandbox.campaignWrites() - writesBefore)
        .as("writes: of what has changed, and of nothing else")
        .isLessThanOrEqualTo(50 + 30 + 20);
  }

  @Test
  @Order(2)
  void a_mass_deletion_waits_for_a_person_and_is_kept_back_when_rejected() {
    long deletesBefore = sandbox.counters("campaign").getLong("deletes");
    stopAndStart(
        () -> {
          sandbox.changes(0, 1_000, 0);
          sandbox.control("POST", "/expire-delta-tokens", null);
        });
    awaitHeld();
    assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
    assertThat(service.post("/flows/contact/deletions", decision("reject")).status())
        .isEqualTo(202);
    service.awaitIngress(
        "nothing is held any more", SOON, ingress -> ingress.getValue("condition") == null);
    assertThat(sandbox.counters("campaign").getLong("deletes")).isEqualTo(deletesBefore);
  }

  @Test
  @Order(3)
  void an_approved_mass_deletion_is_carried_out() {
    service.post("/flows/contact/replay");
    awaitHeld();
    assertThat(service.post("/flows/contact/deletions", decision("approve")).status())
        .isEqualTo(202);
    service.awaitIngress(
        "the deletions are in Campaign",
        SOON,
        ingress ->
            sandbox.profiles().size() == PEOPLE - 30 + 20 - 1_000
                && ingress.getLong("backlog") == 0);
    Comparison.assertInStep(sandbox);
  }

  @Test
  @Order(4)
  void a_decision_is_refused_when_nothing_is_held() {
    Http.Answer answer = service.post("/flows/contact/deletions", decision("approve"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("detail")).contains("No deletions");
  }

  private static JsonObject decision(String decision) {
    return new JsonObject().put("decision", decision);
  }

  private static void awaitHeld() {
    service.awaitIngress(
        "the deletions are held",
        SOON,
        ingress ->
            ingress.getJsonObject("condition") != null
                && "deletionsHeld".equals(ingress.getJsonObject("condition").getString("code")));
  }
}
