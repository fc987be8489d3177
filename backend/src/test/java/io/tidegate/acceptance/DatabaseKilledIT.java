package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.KillableDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL is killed with kill -9 while all three workflows are at work. Takes a minute or two:
 * {@code mvn -B verify -Pfaults -Dit.test=DatabaseKilledIT}.
 */
@Tag("faults")
class DatabaseKilledIT {
  private static final List<String> WORKFLOWS = List.of("ingress", "egress", "consent");
  private static final int PEOPLE = 1_000;
  private static final int KILLS = 2;
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void all_workflows_recover_by_themselves_and_nothing_is_lost_or_comes_twice() {
    try (KillableDatabase database = KillableDatabase.start();
        SandboxServer sandbox = SandboxServer.start()) {
      sandbox.peopleWithProfiles(PEOPLE);
      Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
      settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
      settings.put("TIDEGATE_EGRESS_BATCH_SIZE", "20");
      settings.put("TIDEGATE_CONSENT_POLL_SECONDS", "1");
      try (ServiceProcess service =
          ServiceProcess.start("database-killed", database.options(), sandbox.url(), settings)) {
        WORKFLOWS.forEach(id -> service.postTo(id, "/start"));
        WORKFLOWS.forEach(id -> service.awaitStatus(id, "RUNNING"));
        long events = keepBusy(sandbox);
        for (int kill = 0; kill < KILLS; kill++) {
          awaitAllWrite(service, LONG);
          database.kill();
          WORKFLOWS.forEach(id -> awaitCondition(service, id));
          database.startAgain();
          Instant back = Instant.now();
          awaitAllWrite(service, RECOVERY);
          System.out.printf(
              "All workflows wrote again %d ms after PostgreSQL was back%n",
              Duration.between(back, Instant.now()).toMillis());
        }
        comeToRest(sandbox, service, events);
        Comparison.assertInStep(sandbox);
        Timeline.assertComplete(sandbox);
        assertThat(Consents.inCampaign(sandbox)).isEqualTo(Consents.inDynamics(sandbox));
        Consents.assertNobodyIsMailedAgainstTheirLastWord(sandbox);
        assertNothingWasCreatedTwice(sandbox);
        WORKFLOWS.forEach(id -> assertThat(service.deadLetters(id)).isEmpty());
      }
    }
  }

  /** Something happens for every workflow, all the time. */
  private static long keepBusy(SandboxServer sandbox) {
    sandbox.control(
        "PUT", "/trickle", new JsonObject().put("perSecond", 40).put("createShare", 0.5));
    sandbox.control("PUT", "/consent/trickle", consents(20));
    JsonObject mailing = sandbox.control("POST", "/mailings", Timeline.mailing(PEOPLE, 3, 60));
    sandbox.control("PUT", "/exports", new JsonObject().put("everySeconds", 1));
    return Timeline.events(mailing);
  }

  private static JsonObject consents(int perSecond) {
    return new JsonObject()
        .put("perSecond", perSecond)
        .put("sides", new JsonArray().add("dynamics").add("campaign"))
        .put("channels", new JsonArray().add("email").add("sms"));
  }

  private static void awaitCondition(ServiceProcess service, String id) {
    service.awaitWorkflow(
        id,
        id + " says that the database is away",
        LONG,
        workflow ->
            workflow.getString("status").equals("RUNNING")
                && "databaseUnavailable"
                    .equals(workflow.getJsonObject("condition").getString("code")));
  }

  private static void awaitAllWrite(ServiceProcess service, Duration atMost) {
    Map<String, Long> before = new HashMap<>();
    WORKFLOWS.forEach(id -> before.put(id, written(service, id)));
    await("all workflows write; the service's log is " + service.log())
        .atMost(atMost)
        .until(() -> WORKFLOWS.stream().allMatch(id -> written(service, id) > before.get(id)));
  }

  private static long written(ServiceProcess service, String id) {
    return service.workflow(id).getJsonArray("flows").stream()
        .map(JsonObject.class::cast)
        .mapToLong(flow -> flow.getLong("written"))
        .sum();
  }

  private static void comeToRest(SandboxServer sandbox, ServiceProcess service, long events) {
    sandbox.control("PUT", "/trickle", new JsonObject().put("perSecond", 0));
    sandbox.control("PUT", "/consent/trickle", consents(0));
    await("the mailing is over").atMost(LONG).until(() -> Timeline.happened(sandbox) == events);
    await("all events are in Dynamics; the service's log is " + service.log())
        .atMost(LONG)
        .until(() -> activities(sandbox) >= Timeline.expected(sandbox));
    await("both sides agree on consent; the service's log is " + service.log())
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Consents.agree(sandbox));
    await("nothing is queued or written any more")
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .during(Duration.ofSeconds(3))
        .until(
            () -> WORKFLOWS.stream().allMatch(id -> service.workflow(id).getLong("backlog") == 0));
  }

  private static long activities(SandboxServer sandbox) {
    return sandbox.counters("dynamics").getLong("creates");
  }

  /** As the sandbox's journal has it, whether the service heard of it or not. */
  private static void assertNothingWasCreatedTwice(SandboxServer sandbox) {
    List<String> twice = new ArrayList<>();
    for (String api : List.of("dynamics", "campaign")) {
      Set<String> created = new HashSet<>();
      for (JsonObject entry : sandbox.all("/journal?api=" + api, "entries")) {
        String key = entry.getString(api.equals("campaign") ? "externalId" : "key");
        if ("create".equals(entry.getString("effect")) && !created.add(key)) {
          twice.add(api + " " + key);
        }
      }
    }
    assertThat(twice).as("created twice").isEmpty();
  }
}
