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
import org.junit.jupiter.api.Test;

/** Start and stop of one workflow never disturb the other two. */
class IndependenceIT {
  private static final List<String> WORKFLOWS = List.of("ingress", "egress", "consent");
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void each_workflow_is_stopped_and_started_while_the_other_two_go_on() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.peopleWithProfiles(2_000);
      Map<String, String> settings = new HashMap<>(sandbox.sftpSettings());
      settings.put("TIDEGATE_EGRESS_POLL_SECONDS", "1");
      settings.put("TIDEGATE_CONSENT_POLL_SECONDS", "1");
      try (ServiceProcess service =
          ServiceProcess.start(
              "independence", TestDatabase.create().options(), sandbox.url(), settings)) {
        WORKFLOWS.forEach(id -> service.postTo(id, "/start"));
        WORKFLOWS.forEach(id -> service.awaitStatus(id, "RUNNING"));
        keepBusy(sandbox);
        WORKFLOWS.forEach(id -> disturb(service, id));
      }
    }
  }

  /** Something happens for every workflow, all the time. */
  private static void keepBusy(SandboxServer sandbox) {
    sandbox.control("PUT", "/trickle", new JsonObject().put("perSecond", 20));
    sandbox.control(
        "PUT",
        "/consent/trickle",
        new JsonObject()
            .put("perSecond", 20)
            .put("sides", new JsonArray().add("dynamics").add("campaign"))
            .put("channels", new JsonArray().add("email").add("sms")));
    sandbox.control("POST", "/mailings", Timeline.mailing(2_000, 3, 120));
    sandbox.control("PUT", "/exports", new JsonObject().put("everySeconds", 1));
  }

  private static void disturb(ServiceProcess service, String id) {
    List<String> others = WORKFLOWS.stream().filter(other -> !other.equals(id)).toList();
    Map<String, String> since = new HashMap<>();
    others.forEach(other -> since.put(other, service.workflow(other).getString("since")));

    assertThat(service.postTo(id, "/stop").status()).isLessThan(300);
    service.awaitStatus(id, "STOPPED");
    assertAllMove(service, others);
    long written = written(service, id);
    assertThat(service.postTo(id, "/start").status()).isLessThan(300);
    service.awaitStatus(id, "RUNNING");
    assertAllMove(service, others);
    service.awaitWorkflow(
        id, id + " writes again", SOON, started -> written(service, id) > written);

    others.forEach(
        other -> {
          JsonObject undisturbed = service.workflow(other);
          assertThat(undisturbed.getString("status")).isEqualTo("RUNNING");
          assertThat(undisturbed.getString("since"))
              .as("when " + other + " began to run")
              .isEqualTo(since.get(other));
          assertThat(undisturbed.getJsonObject("failure")).isNull();
        });
  }

  private static void assertAllMove(ServiceProcess service, List<String> workflows) {
    Map<String, Long> before = new HashMap<>();
    workflows.forEach(id -> before.put(id, written(service, id)));
    await("the others go on writing; the service's log is " + service.log())
        .atMost(SOON)
        .until(() -> workflows.stream().allMatch(id -> written(service, id) > before.get(id)));
  }

  private static long written(ServiceProcess service, String id) {
    return service.workflow(id).getJsonArray("flows").stream()
        .map(JsonObject.class::cast)
        .mapToLong(flow -> flow.getLong("written"))
        .sum();
  }
}
