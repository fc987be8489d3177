package io.tidegate.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.acceptance.Http;
import io.tidegate.acceptance.SandboxServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge of the fault suite sees what it is there to see. Tidegate does not run here. */
class CheckerIT {
  private SandboxServer sandbox;
  private Checker checker;
  private JsonObject contact;

  @BeforeEach
  void start() {
    sandbox = SandboxServer.start();
    World.prepare(sandbox);
    sandbox.people(1);
    contact = sandbox.rows("contacts", "contactid,emailaddress1,versionnumber").get(0);
    checker = new Checker(sandbox, List::of);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void nothing_is_wrong_with_a_profile_that_says_what_its_contact_says() {
    create(version());
    assertThat(checker.findings().all()).isEmpty();
  }

  @Test
  void a_contact_without_a_profile_is_lost() {
    assertThat(checker.agree()).isFalse();
    assertThat(checker.findings().lost()).singleElement().asString().contains("not in Campaign");
  }

  @Test
  void a_change_and_a_deletion_that_did_not_arrive_are_lost() {
    create(version() - 1);
    assertThat(checker.findings().lost()).singleElement().asString().contains("version");
    sandbox.control("POST", "/changes", new JsonObject().put("deletes", 1));
    assertThat(checker.findings().lost()).singleElement().asString().contains("was deleted");
  }

  @Test
  void a_second_profile_is_twice_in_the_state_and_in_the_journal() {
    create(version());
    create(version());
    assertThat(checker.findings().twice()).hasSize(2);
    assertThat(checker.findings().all()).as("it is told once").isEmpty();
  }

  @Test
  void an_older_state_over_a_newer_one_is_out_of_order_also_when_it_was_mended() {
    String profile = create(version() - 1);
    patch(profile, version() - 2);
    patch(profile, version());
    assertThat(checker.findings().disorder()).hasSize(1);
  }

  @Test
  void an_opt_out_on_one_side_only_is_lost() {
    create(version());
    sandbox.control(
        "POST",
        "/consent",
        new JsonObject()
            .put("changes", 1)
            .put("sides", new JsonArray().add("campaign"))
            .put("channels", new JsonArray().add("sms")));
    assertThat(checker.findings().lost()).singleElement().asString().contains("blackListMobile");
  }

  @Test
  void a_mail_that_is_not_on_the_timeline_is_lost_and_one_that_is_there_twice_is_twice() {
    create(version());
    sandbox.control("POST", "/mailings", new JsonObject().put("count", 1));
    assertThat(checker.findings().lost()).singleElement().asString().startsWith("send of");
  }

  @Test
  void a_dead_letter_of_somebody_who_is_there_was_given_up() {
    create(version());
    String id = contact.getString("contactid");
    Checker checker =
        new Checker(
            sandbox,
            () -> List.of("ingress.contact " + id + " no", "ingress.contact " + UUID.randomUUID()));
    assertThat(checker.findings().givenUp()).hasSize(1);
  }

  private long version() {
    return contact.getLong(Level.VERSION);
  }

  /** Answers the profile's address. */
  private String create(long version) {
    JsonObject profile =
        new JsonObject()
            .put("externalId", contact.getString("contactid"))
            .put("email", contact.getString("emailaddress1"))
            .put(Level.CONTACT.mark(), version);
    return write("POST", sandbox.url() + "/campaign/contoso/profileAndServicesExt/profile", profile)
        .getString("href");
  }

  private void patch(String profile, long version) {
    write("PATCH", profile, new JsonObject().put(Level.CONTACT.mark(), version));
  }

  private JsonObject write(String method, String url, JsonObject body) {
    String token =
        Http.token(
            sandbox.url() + "/ims/token/v3",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "campaign-client",
                "client_secret", "campaign-secret",
                "scope", "openid,AdobeID,campaign_sdk"));
    Http.Answer answer =
        Http.send(
            method,
            url,
            Map.of("Authorization", "Bearer " + token, "X-Api-Key", "campaign-client"),
            body);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer.json();
  }
}
