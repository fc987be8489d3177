package io.tidegate.workflow.ingress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.HttpOptions;
import io.tidegate.connector.RetriableException;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mappings;
import io.tidegate.mapping.RowMapper;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.tidegate.workflow.RecordMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deletion on its way into the stand-in for Campaign, under either policy. */
class RemovalIT {
  private static final Mapping MAPPING = Mappings.contactToProfile();
  private static final String KEY = "6f1d9e7a-0000-4000-8000-000000000001";

  private Vertx vertx;
  private ControlledSandbox sandbox;
  private Campaign campaign;
  private CampaignClient client;
  private ResourceType resource;
  private RecordMap.Entry known;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    sandbox = new ControlledSandbox(vertx);
    campaign =
        sandbox.campaign(
            "campaign-secret",
            new HttpOptions(Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 20));
    client = campaign.client();
    resource = client.resourceType("profile").await(10, SECONDS);
    JsonObject row =
        new JsonObject()
            .put("contactid", KEY)
            .put("firstname", "Annabella")
            .put("lastname", "Petrova")
            .put("emailaddress1", "annabella@example.org")
            .put("mobilephone", "+39 333 1234567")
            .put("birthdate", "1980-02-03")
            .put("gendercode", 2)
            .put("address1_line1", "Via Roma 1")
            .put("address1_city", "Torino");
    String href = client.create("profile", MAPPING.map(row)).await(10, SECONDS).getString("href");
    known = new RecordMap.Entry(KEY, href, "hash");
  }

  @AfterEach
  void stop() throws Exception {
    campaign.close().await(10, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  private RecordWrite deletion(DeletionPolicy policy, RecordMap.Entry entry, boolean lookUpFirst) {
    IngressConfig.Flow flow =
        IngressConfig.Flow.standard(
            "contact", MAPPING, "byExternalId", "externalId_parameter", policy);
    RecordHash hashes = new RecordHash(MAPPING, Set.of());
    Fitted fit =
        new Fitted(
            flow,
            "contacts",
            Map.of(),
            new RowMapper(MAPPING, Map.of(), Map.of(), Map.of()),
            hashes,
            Removal.nobody(MAPPING, resource));
    return new RecordWrite(
        new RecordWrite.Target(flow, client, hashes, Removal.by(fit, client)),
        new Delivery(0, Change.delete(KEY), false, null),
        null,
        entry,
        lookUpFirst);
  }

  private List<JsonObject> profiles() throws Exception {
    return client.page("profile", Optional.empty(), 100).await(10, SECONDS).content();
  }

  private void assertAnonymous() throws Exception {
    List<JsonObject> profiles = profiles();
    assertThat(profiles).hasSize(1);
    JsonObject profile = profiles.get(0);
    assertThat(profile.encode())
        .doesNotContainIgnoringCase(KEY)
        .doesNotContain("Annabella", "Petrova", "annabella@", "1234567", "1980", "Roma", "Torino");
    assertThat(profile.getString("gender")).isEqualTo("unknown");
    assertThat(resource.optOutFields())
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(profile.getBoolean(name)).as(name).isTrue());
  }

  @Test
  void anonymising_leaves_a_profile_that_says_nothing_of_anybody_and_is_opted_out()
      throws Exception {
    Outcome outcome = deletion(DeletionPolicy.ANONYMISE, known, false).attempt().await(10, SECONDS);

    assertThat(outcome).isInstanceOf(Outcome.Deleted.class);
    assertAnonymous();
  }

  @Test
  void repeating_it_does_no_harm_with_the_address_and_without() throws Exception {
    for (RecordMap.Entry entry : List.of(known, known, RecordMap.Entry.withoutAddress(KEY))) {
      assertThat(deletion(DeletionPolicy.ANONYMISE, entry, true).attempt().await(10, SECONDS))
          .isInstanceOf(Outcome.Deleted.class);
    }
    assertAnonymous();
  }

  @Test
  void after_a_lost_answer_the_next_attempt_finishes_it() throws Exception {
    sandbox.fault(
        "campaign", "lostAnswer", new JsonObject().put("method", "PATCH").put("count", 1));
    RecordWrite deletion = deletion(DeletionPolicy.ANONYMISE, known, false);

    assertThatThrownBy(() -> deletion.attempt().await(20, SECONDS))
        .isInstanceOf(RetriableException.class);
    assertThat(deletion.attempt().await(10, SECONDS)).isInstanceOf(Outcome.Deleted.class);
    assertAnonymous();
  }

  @Test
  void a_profile_without_a_known_address_is_found_by_its_key() throws Exception {
    assertThat(deletion(DeletionPolicy.ANONYMISE, null, true).attempt().await(10, SECONDS))
        .isInstanceOf(Outcome.Deleted.class);
    assertAnonymous();
  }

  @Test
  void deleting_removes_the_profile() throws Exception {
    assertThat(deletion(DeletionPolicy.DELETE, known, false).attempt().await(10, SECONDS))
        .isInstanceOf(Outcome.Deleted.class);
    assertThat(profiles()).isEmpty();
  }
}
