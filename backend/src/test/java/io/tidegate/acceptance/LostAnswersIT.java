package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A POST whose answer was lost is where duplicates are born. */
class LostAnswersIT {
  private static final int PEOPLE = 20_000;

  @Test
  void not_one_profile_is_created_twice_when_campaign_loses_one_answer_in_twenty() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      sandbox.fault(
          new JsonObject()
              .put("api", "campaign")
              .put("method", "POST")
              .put("kind", "lostAnswer")
              .put("share", 0.05));
      try (ServiceProcess service =
          ServiceProcess.start(
              "lost-answers", TestDatabase.create().options(), sandbox.url(), Map.of())) {
        service.post("/start");
        service.awaitIngress(
            "all contacts are written",
            Duration.ofMinutes(6),
            ingress ->
                ingress.getLong("backlog") == 0
                    && ingress.getJsonArray("flows").getJsonObject(0).getLong("written") >= PEOPLE);
        assertThat(sandbox.counters("campaign").getLong("creates")).isEqualTo(PEOPLE);
        Comparison.assertInStep(sandbox);
        JsonObject faults = sandbox.control("GET", "/faults", null);
        assertThat(faults.getJsonArray("faults").getJsonObject(0).getLong("hits"))
            .as("lost answers")
            .isGreaterThan(PEOPLE / 40);
      }
    }
  }
}
