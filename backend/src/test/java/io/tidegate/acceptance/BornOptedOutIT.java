package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** There is no moment at which a new profile could be mailed although its contact opted out. */
class BornOptedOutIT {
  private static final int PEOPLE = 500;

  @Test
  void ingress_creates_profiles_with_the_opt_outs_of_their_contacts_and_never_writes_them_again() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      try (ServiceProcess service = serve(sandbox, "both")) {
        awaitCreated(service);
        assertThat(Consents.inDynamics(sandbox)).containsValue(true);
        assertThat(Consents.inCampaign(sandbox)).isEqualTo(Consents.inDynamics(sandbox));
        assertThat(sandbox.counters("campaign").getLong("updates")).isZero();

        // A name changes, and so does the consent in Campaign: ingress leaves the latter alone.
        sandbox.control(
            "POST",
            "/consent",
            Consents.changes(100, PEOPLE, 3, 0).put("sides", new JsonArray().add("campaign")));
        Map<String, Boolean> chosen = Consents.inCampaign(sandbox);
        sandbox.changes(PEOPLE, 0, 0);
        service.awaitIngress(
            "the changes are written",
            Duration.ofMinutes(1),
            ingress -> sandbox.counters("campaign").getLong("updates") >= PEOPLE);
        assertThat(Consents.inCampaign(sandbox)).isEqualTo(chosen);
      }
    }
  }

  @Test
  void where_campaign_alone_may_be_the_source_ingress_writes_no_consent() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      try (ServiceProcess service = serve(sandbox, "campaignToDynamics")) {
        awaitCreated(service);
        assertThat(Consents.inCampaign(sandbox)).doesNotContainValue(true);
      }
    }
  }

  private static ServiceProcess serve(SandboxServer sandbox, String direction) {
    ServiceProcess service =
        ServiceProcess.start(
            "born-" + direction,
            TestDatabase.create().options(),
            sandbox.url(),
            Map.of("TIDEGATE_CONSENT_DIRECTION", direction));
    service.post("/start");
    return service;
  }

  private static void awaitCreated(ServiceProcess service) {
    service.awaitIngress(
        "all profiles are there",
        Duration.ofMinutes(1),
        ingress -> {
          JsonObject flow = ingress.getJsonArray("flows").getJsonObject(0);
          return flow.getLong("written") >= PEOPLE && ingress.getLong("backlog") == 0;
        });
  }
}
