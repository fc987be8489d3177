package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What people do with a mailing appears on their timelines in Dynamics 365 exactly once. One run:
 * each test goes on where the one before ended.
 */
@TestMethodOrder(OrderAnnotation.class)
class EgressIT {
  /** Some of them are opted out and get no mail. */
  private static final int PEOPLE = Extent.of(8_000, 25_000);

  private static final int RECIPIENTS = Extent.of(6_000, 20_000);
  private static final int KILLS = Extent.of(4, 10);
  private static final Duration LONG = Duration.ofMinutes(6);

  private static SandboxServer sandbox;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.peopleWithProfiles(PEOPLE);
    Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
    settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
    // Many requests rather than few, so that many of them meet a fault or a kill.
    settings.put("TIDEGATE_EGRESS_BATCH_SIZE", "20");
    service =
        ServiceProcess.start("egress", TestDatabase.create().options(), sandbox.url(), settings);
    service.postTo("egress", "/start");
    service.awaitStatus("egress", "RUNNING");
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
  }

  @Test
  @Order(1)
  void each_event_of_a_mailing_is_on_its_contacts_timeline_once() {
    sandbox.control("POST", "/mailings", Timeline.mailing(RECIPIENTS, 1, 0));
    sandbox.control(
        "POST", "/exports", new JsonObject().put("logs", true).put("rowsPerFile", 5_000));
    awaitWritten();
    Timeline.assertComplete(sandbox);
    assertThat(service.deadLetters("egress")).isEmpty();
  }

  @Test
  @Order(2)
  void the_same_when_the_service_is_killed_over_and_over_and_requests_fail() {
    sandbox.fault(fault("lostAnswer", 0.02));
    sandbox.fault(fault("cut", 0.02));
    sandbox.fault(fault("status", 0.01).put("status", 500));
    long before = created();
    long happened = Timeline.happened(sandbox);
    JsonObject mailing = sandbox.control("POST", "/mailings", Timeline.mailing(RECIPIENTS, 2, 20));
    long events = Timeline.events(mailing);
    sandbox.control(
        "PUT", "/exports", new JsonObject().put("everySeconds", 2).put("writeMillis", 1_500));
    Random random = new Random(20_261_125);
    for (int kill = 0; kill < KILLS; kill++) {
      long target = before + events * (kill + 1) / (KILLS + 2) + random.nextInt(500);
      await("Dynamics holds " + target + " activities; the service's log is " + service.log())
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> created() >= target);
      service.kill();
      service.start();
    }
    await("the mailing is over")
        .atMost(LONG)
        .until(() -> Timeline.happened(sandbox) == happened + events);
    awaitWritten();
    sandbox.noFaults();
    sandbox.control("PUT", "/exports", new JsonObject().put("everySeconds", 0));
    Timeline.assertComplete(sandbox);
    assertThat(service.deadLetters("egress")).isEmpty();
  }

  private static long created() {
    return sandbox.counters("dynamics").getLong("creates");
  }

  private static JsonObject fault(String kind, double share) {
    return new JsonObject().put("api", "dynamics").put("kind", kind).put("share", share);
  }

  private static void awaitWritten() {
    await("all events are in Dynamics; the service's log is " + service.log())
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> created() >= Timeline.expected(sandbox));
    service.awaitWorkflow(
        "egress", "the backlog is written", LONG, egress -> egress.getLong("backlog") == 0);
  }
}
