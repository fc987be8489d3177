package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseOptions;
import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stop is bounded and loses nothing. */
class StopIT {
  private static final int PEOPLE = 60_000;

  @Test
  void a_stop_with_a_large_backlog_is_quick_and_the_backlog_is_written_after_the_next_start() {
    DatabaseOptions database = TestDatabase.create().options();
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      try (ServiceProcess service =
          ServiceProcess.start(
              "stop",
              database,
              sandbox.url(),
              Map.of("TIDEGATE_CAMPAIGN_REQUESTS_PER_SECOND", "100"))) {
        service.post("/start");
        service.awaitIngress(
            "a large backlog",
            Duration.ofMinutes(2),
            ingress -> ingress.getLong("backlog") > 50_000);
        // In flight when the stop comes: each answer takes longer than the stop may.
        sandbox.fault(
            new JsonObject()
                .put("api", "campaign")
                .put("kind", "latency")
                .put("delayMillis", 8_000)
                .put("share", 0.5));
        Instant asked = Instant.now();
        assertThat(service.post("/stop").status()).isEqualTo(202);
        service.awaitStatus("STOPPED");
        Instant stopped = Instant.parse(service.ingress().getString("since"));
        assertThat(Duration.between(asked, stopped))
            .as("the bound on a stop, which is promised to the operator")
            .isLessThan(Duration.ofSeconds(5));
        assertThat(service.ingress().getLong("backlog")).isGreaterThan(50_000);
        sandbox.noFaults();
      }
      try (ServiceProcess service =
          ServiceProcess.start("stop-again", database, sandbox.url(), Map.of())) {
        assertThat(service.ingress().getString("status")).isEqualTo("STOPPED");
        assertThat(service.ingress().getLong("backlog")).isGreaterThan(50_000);
        service.post("/start");
        service.awaitIngress(
            "the backlog is written",
            Duration.ofMinutes(5),
            ingress -> ingress.getLong("backlog") == 0);
        Comparison.assertInStep(sandbox);
      }
    }
  }
}
