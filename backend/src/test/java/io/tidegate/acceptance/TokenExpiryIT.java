package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Access tokens expire in the middle of anything: while pages are read, while batches are written.
 */
class TokenExpiryIT {
  private static final int PEOPLE = 1_500;
  private static final int EXPIRIES = 6;
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void a_token_that_expires_between_two_requests_is_renewed_and_nothing_is_lost_or_fails() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
      settings.put("TIDEGATE_INGRESS_PAGE_SIZE", "50");
      settings.put("TIDEGATE_EGRESS_BATCH_SIZE", "20");
      settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
      try (ServiceProcess service =
          ServiceProcess.start(
              "token-expiry", TestDatabase.create().options(), sandbox.url(), settings)) {
        service.post("/start");
        for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
          long written = (long) PEOPLE * expiry / (EXPIRIES + 2);
          await("Campaign holds " + written + " profiles; the service's log is " + service.log())
              .atMost(SOON)
              .pollInterval(Duration.ofMillis(5))
              .until(() -> sandbox.counters("campaign").getLong("creates") >= written);
          sandbox.control("POST", "/expire-tokens", new JsonObject());
        }
        service.awaitIngress(
            "all are written",
            SOON,
            ingress ->
                ingress.getLong("backlog") == 0
                    && service.contactFlow().getLong("written") >= PEOPLE);
        Comparison.assertInStep(sandbox);
        writeEvents(sandbox, service);
        for (String id : new String[] {"ingress", "egress"}) {
          assertThat(service.workflow(id).getString("status")).isEqualTo("RUNNING");
          assertThat(service.deadLetters(id)).isEmpty();
        }
      }
    }
  }

  private static void writeEvents(SandboxServer sandbox, ServiceProcess service) {
    service.postTo("egress", "/start");
    service.awaitStatus("egress", "RUNNING");
    sandbox.control("POST", "/mailings", Timeline.mailing(PEOPLE, 1, 0));
    sandbox.control("POST", "/exports", new JsonObject().put("logs", true));
    long expected = Timeline.expected(sandbox);
    for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
      long written = expected * expiry / (EXPIRIES + 2);
      await("Dynamics holds " + written + " activities; the service's log is " + service.log())
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sandbox.counters("dynamics").getLong("creates") >= written);
      sandbox.control("POST", "/expire-tokens", new JsonObject());
    }
    await("all events are in Dynamics")
        .atMost(SOON)
        .until(() -> sandbox.counters("dynamics").getLong("creates") >= expected);
    service.awaitWorkflow(
        "egress", "the backlog is written", SOON, egress -> egress.getLong("backlog") == 0);
    Timeline.assertComplete(sandbox);
  }
}
