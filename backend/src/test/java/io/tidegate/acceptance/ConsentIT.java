package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Consent in both directions: people change their minds in both systems, also in the same second,
 * while the service is killed and answers are lost. Both sides end alike, each change is written at
 * most once, and nobody is mailed against their last word.
 */
class ConsentIT {
  private static final int PEOPLE = 2_000;
  private static final Duration LONG = Duration.ofMinutes(4);

  private static SandboxServer sandbox;
  private static ServiceProcess service;

  /** What happens in one try. */
  record Scenario(int changes, int people, int overSeconds, int kills, long seed) {}

  @BeforeContainer
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.peopleWithProfiles(PEOPLE);
    service =
        ServiceProcess.start(
            "consent",
            TestDatabase.create().options(),
            sandbox.url(),
            Map.of("TIDEGATE_CONSENT_POLL_SECONDS", "1"));
    service.postTo("consent", "/start");
    service.awaitStatus("consent", "RUNNING");
    awaitStill();
  }

  @AfterContainer
  static void stop() {
    service.close();
    sandbox.close();
  }

  @Example
  void five_thousand_changes_on_both_sides_converge_through_kills_and_lost_answers() {
    converges(new Scenario(5_000, 300, 40, 5, 11));
    // Not in every scenario: changes on both sides may come to the same. Here they cannot all.
    assertThat(Consents.writes(sandbox)).as("people who were written").hasSizeGreaterThan(100);
    List<List<String>> journeys =
        Consents.writes(sandbox).keySet().stream().limit(20).map(service::steps).toList();
    assertThat(journeys).allSatisfy(steps -> assertThat(steps).isNotEmpty());
    // Whose only write lost its answer, or its service, is found to be as wished: unchanged.
    assertThat(journeys)
        .filteredOn(steps -> steps.contains("consent written"))
        .hasSizeGreaterThan(9);
  }

  @Property(tries = 2, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
  void whatever_people_change_both_sides_converge_and_nobody_is_mailed_against_their_last_word(
      @ForAll("scenarios") Scenario scenario) {
    converges(scenario);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 600),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 2),
            Arbitraries.longs())
        .as(Scenario::new);
  }

  private static void converges(Scenario scenario) {
    sandbox.fault(lostAnswers("dynamics"));
    sandbox.fault(lostAnswers("campaign"));
    long before = Consents.history(sandbox).size();
    JsonObject changed =
        sandbox
            .control(
                "POST",
                "/consent",
                Consents.changes(
                    scenario.changes(), scenario.people(), scenario.seed(), scenario.overSeconds()))
            .getJsonObject("changed");
    long planned = changed.getLong("dynamics") + changed.getLong("campaign");
    Random random = new Random(scenario.seed());
    for (int kill = 0; kill < scenario.kills(); kill++) {
      long target = before + planned * (kill + 1) / (scenario.kills() + 1);
      long writes = writes() + random.nextInt(20);
      await("the next moment to kill the service")
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Consents.history(sandbox).size() >= target || writes() >= writes);
      service.kill();
      service.start();
    }
    await("all changes were made")
        .atMost(LONG)
        .until(() -> Consents.history(sandbox).size() >= before + planned);
    awaitStill();
    sandbox.noFaults();
    await("both sides agree; the service's log is " + service.log())
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Consents.agree(sandbox));
    awaitStill();
    assertThat(Consents.inCampaign(sandbox)).isEqualTo(Consents.inDynamics(sandbox));
    Consents.assertNobodyIsMailedAgainstTheirLastWord(sandbox);
    Consents.assertNothingWasWrittenTwice(sandbox);
    assertThat(service.deadLetters("consent")).isEmpty();
  }

  private static JsonObject lostAnswers(String api) {
    return new JsonObject()
        .put("api", api)
        .put("kind", "lostAnswer")
        .put("method", "PATCH")
        .put("share", 0.05);
  }

  private static long writes() {
    return Consents.writes(sandbox, "dynamics") + Consents.writes(sandbox, "campaign");
  }

  /** Waits until several polls in a row have found nothing to do. */
  private static void awaitStill() {
    await("consent is still; the service's log is " + service.log())
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .during(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(new Still());
  }

  /** The backlog is empty and nothing was read or written since it was looked at before. */
  private static final class Still implements java.util.concurrent.Callable<Boolean> {
    private long seen = -1;

    @Override
    public Boolean call() {
      JsonObject consent = service.workflow("consent");
      long now =
          writes()
              + consent.getJsonArray("flows").stream()
                  .map(JsonObject.class::cast)
                  .mapToLong(flow -> flow.getLong("read"))
                  .sum();
      boolean still =
          now == seen
              && consent.getLong("backlog") == 0
              && "RUNNING".equals(consent.getString("status"));
      seen = now;
      return still;
    }
  }
}
