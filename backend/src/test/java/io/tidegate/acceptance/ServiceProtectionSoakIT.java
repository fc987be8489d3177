package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.SandboxOptions;
import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Egress under Dynamics' service protection limits with the vendor's numbers (6,000 requests and
 * 1,200 s of execution time in 300 s), for longer than their window: about nine minutes, so in the
 * profile {@code soak} only.
 */
@Tag("soak")
class ServiceProtectionSoakIT {
  private static final int PEOPLE = 110_000;
  private static final Duration MEASURED = Duration.ofMinutes(7);

  /** What the sandbox charges, and the vendor's limit, in seconds. */
  private static final double PER_REQUEST = 0.020;

  private static final double PER_WRITE = 0.015;
  private static final double ALLOWED_PER_SECOND = 1_200.0 / 300;

  @Test
  void egress_uses_nine_tenths_of_what_the_limits_allow_and_is_hardly_ever_refused() {
    try (SandboxServer sandbox = SandboxServer.start(new SandboxOptions())) {
      sandbox.peopleWithProfiles(PEOPLE);
      Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
      settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
      // As in production: no overrides of the pace.
      settings.put("TIDEGATE_DYNAMICS_REQUESTS_PER_SECOND", "19.5");
      settings.put("TIDEGATE_DYNAMICS_AVERAGE_CONCURRENCY", "3.8");
      try (ServiceProcess service =
          ServiceProcess.start(
              "service-protection", TestDatabase.create().options(), sandbox.url(), settings)) {
        sandbox.control("POST", "/mailings", Timeline.mailing(PEOPLE, 4, 0));
        sandbox.control("POST", "/exports", new JsonObject().put("logs", true));
        service.postTo("egress", "/start");
        await("egress writes").atMost(Duration.ofMinutes(2)).until(() -> creates(sandbox) > 0);
        measure(sandbox, service);
      }
    }
  }

  private static void measure(SandboxServer sandbox, ServiceProcess service) {
    Instant from = Instant.now();
    JsonObject before = sandbox.counters("dynamics");
    await("the measured time")
        .atMost(MEASURED.plusMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Instant.now().isAfter(from.plus(MEASURED)));
    JsonObject after = sandbox.counters("dynamics");
    double seconds = Duration.between(from, Instant.now()).toMillis() / 1_000.0;
    assertThat(service.workflow("egress").getLong("backlog"))
        .as("the backlog outlasts the measurement")
        .isPositive();
    long requests = after.getLong("requests") - before.getLong("requests");
    long creates = after.getLong("creates") - before.getLong("creates");
    long refused = refused(after) - refused(before);
    double used = (requests * PER_REQUEST + creates * PER_WRITE) / seconds / ALLOWED_PER_SECOND;
    System.out.printf(
        "%d requests, %d of them refused (%.2f %%), %d activities, %.0f a second, %.1f %% of the"
            + " execution time allowed%n",
        requests, refused, 100.0 * refused / requests, creates, creates / seconds, 100 * used);
    assertThat((double) refused / requests).as("share of refused requests").isLessThan(0.01);
    assertThat(used).as("share of what the limits allow").isGreaterThan(0.9);
  }

  private static long creates(SandboxServer sandbox) {
    return sandbox.counters("dynamics").getLong("creates");
  }

  private static long refused(JsonObject counters) {
    return counters.getJsonObject("answered").getLong("429", 0L);
  }
}
