package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * All contacts reach Campaign exactly once, although the service is killed over and over and
 * Campaign loses answers; then changes follow, and a replay of what is unchanged writes nothing.
 * One run: each test goes on where the one before ended.
 */
@TestMethodOrder(OrderAnnotation.class)
class ExactlyOnceIT {
  private static final int PEOPLE = Extent.of(30_000, 100_000);
  private static final int KILLS = Extent.of(5, 10);
  private static final Duration LONG = Duration.ofMinutes(8);

  private static SandboxServer sandbox;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
    service =
        ServiceProcess.start(
            "exactly-once", TestDatabase.create().options(), sandbox.url(), Map.of());
    service.post("/start");
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
  }

  @Test
  @Order(1)
  void nothing_is_lost_and_nothing_comes_twice_when_the_service_is_killed_over_and_over() {
    Random random = new Random(20_261_124);
    for (int kill = 0; kill < KILLS; kill++) {
      long target = (long) PEOPLE * (kill + 1) / (KILLS + 2) + random.nextInt(2_000);
      await("Campaign holds " + target + " profiles")
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> sandbox.counters("campaign").getLong("creates") >= target);
      service.kill();
      service.start();
    }
    awaitInStep(PEOPLE);
    Comparison.assertInStep(sandbox);
  }

  @Test
  @Order(2)
  void a_thousand_changes_follow_and_only_changed_contacts_are_read_again() {
    long readBefore = sandbox.counters("dynamics").getLong("rowsRead");
    long writtenBefore = sandbox.campaignWrites();
    sandbox.changes(1_000, 0, 0);
    Instant changed = Instant.now();
    await("the changes are in Campaign")
        .atMost(Duration.ofMinutes(1))
        .until(() -> sandbox.campaignWrites() >= writtenBefore + 1_000);
    System.out.printf(
        "1,000 changes were in Campaign %d ms after they were made%n",
        Duration.between(changed, Instant.now()).toMillis());
    awaitDrained();
    assertThat(sandbox.counters("dynamics").getLong("rowsRead") - readBefore).isEqualTo(1_000);
    assertThat(sandbox.campaignWrites() - writtenBefore).isEqualTo(1_000);
    Comparison.assertInStep(sandbox);
  }

  @Test
  @Order(3)
  void a_full_replay_of_unchanged_contacts_writes_nothing() {
    long appended = service.contactFlow().getLong("read");
    long writtenBefore = sandbox.campaignWrites();
    assertThat(service.post("/flows/contact/replay").status()).isEqualTo(202);
    service.awaitIngress(
        "everything was read again",
        LONG,
        ingress -> flow(ingress).getLong("read") >= appended + PEOPLE);
    awaitDrained();
    assertThat(sandbox.campaignWrites()).isEqualTo(writtenBefore);
  }

  @Test
  @Order(4)
  void creations_and_deletions_follow_too() {
    sandbox.changes(200, 300, 400);
    await("the creations and deletions are in Campaign")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                sandbox.counters("campaign").getLong("deletes") >= 300
                    && sandbox.counters("campaign").getLong("creates") >= PEOPLE + 400);
    awaitDrained();
    Comparison.assertInStep(sandbox);
  }

  private static void awaitInStep(int people) {
    service.awaitIngress(
        "all contacts are written",
        LONG,
        ingress -> flow(ingress).getLong("written") >= people && ingress.getLong("backlog") == 0);
  }

  private static void awaitDrained() {
    service.awaitIngress(
        "the backlog is written", LONG, ingress -> ingress.getLong("backlog") == 0);
  }

  private static JsonObject flow(JsonObject ingress) {
    return ingress.getJsonArray("flows").getJsonObject(0);
  }
}
