package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A direction that is off is never written in. */
class ConsentDirectionsIT {
  private static final int PEOPLE = 200;
  private static final List<String> CHANNELS =
      List.of("EMAIL", "SMS", "PHONE", "POSTAL", "PUSH", "FAX", "CCPA", "ALL");

  private SandboxServer sandbox;
  private ServiceProcess service;

  @BeforeEach
  void start() {
    sandbox = SandboxServer.start();
    sandbox.peopleWithProfiles(PEOPLE);
  }

  @AfterEach
  void stop() {
    service.close();
    sandbox.close();
  }

  @Test
  void off_writes_nothing_on_either_side() {
    serve("off");
    changeMinds("dynamics");
    changeMinds("campaign");
    // Reads at both sides would have happened within this time, were the workflow not off.
    await("nothing is written")
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> writes("dynamics") == 0 && writes("campaign") == 0);
    assertThat(service.workflow("consent").getString("status")).isEqualTo("RUNNING");
  }

  @Test
  void from_dynamics_to_campaign_writes_nothing_in_dynamics() {
    serve("dynamicsToCampaign");
    changeMinds("dynamics");
    awaitInStep();
    assertThat(writes("campaign")).isPositive();
    changeMinds("campaign");
    awaitNoWrites("dynamics");
  }

  @Test
  void from_campaign_to_dynamics_writes_nothing_in_campaign() {
    serve("campaignToDynamics");
    changeMinds("campaign");
    awaitInStep();
    assertThat(writes("dynamics")).isPositive();
    changeMinds("dynamics");
    awaitNoWrites("campaign");
  }

  @Test
  void opt_outs_that_campaign_exports_as_files_reach_dynamics() {
    Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
    settings.put("TIDEGATE_CONSENT_SOURCE", "sftp");
    settings.put("TIDEGATE_CONSENT_FILE_POLL_SECONDS", "1");
    serve("both", settings);
    changeMinds("campaign");
    sandbox.control("POST", "/exports", new JsonObject().put("logs", false).put("optOuts", true));
    awaitInStep();
    assertThat(writes("dynamics")).isPositive();
  }

  private void awaitInStep() {
    await("both sides agree; the service's log is " + service.log())
        .atMost(Duration.ofMinutes(1))
        .until(() -> Consents.agree(sandbox));
  }

  /** The time is several looks at both sides long. */
  private void awaitNoWrites(String api) {
    await("nothing is written to " + api)
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> writes(api) == 0);
    awaitDrained();
    assertThat(writes(api)).isZero();
  }

  private void serve(String direction) {
    serve(direction, new HashMap<>());
  }

  private void serve(String direction, Map<String, String> settings) {
    settings.put("TIDEGATE_CONSENT_POLL_SECONDS", "1");
    // The people were made a moment ago: not to be taken for changed at the same time as their
    // minds.
    settings.put("TIDEGATE_CONSENT_SKEW_SECONDS", "0");
    CHANNELS.forEach(
        channel -> settings.put("TIDEGATE_CONSENT_" + channel + "_DIRECTION", direction));
    service =
        ServiceProcess.start(
            "consent-" + direction, TestDatabase.create().options(), sandbox.url(), settings);
    service.postTo("consent", "/start");
    service.awaitStatus("consent", "RUNNING");
    awaitDrained();
  }

  private void changeMinds(String side) {
    sandbox.control(
        "POST",
        "/consent",
        Consents.changes(200, PEOPLE, 5, 0).put("sides", new JsonArray().add(side)));
  }

  private void awaitDrained() {
    service.awaitWorkflow(
        "consent",
        "the backlog is written",
        Duration.ofMinutes(1),
        consent -> consent.getLong("backlog") == 0);
  }

  private long writes(String api) {
    return Consents.writes(sandbox, api);
  }
}
