package io.tidegate.campaign;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.HttpOptions;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Campaign connector against the stand-in for Campaign, faults included. */
class CampaignSandboxIT {

  private static final HttpOptions IMPATIENT =
      new HttpOptions(Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 20);

  private Vertx vertx;
  private ControlledSandbox sandbox;
  private Campaign campaign;
  private CampaignClient client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    sandbox = new ControlledSandbox(vertx);
    campaign = sandbox.campaign("campaign-secret", HttpOptions.CAMPAIGN);
    client = campaign.client();
  }

  @AfterEach
  void stop() throws Exception {
    campaign.close().await(10, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  @Test
  void createsFindsChangesAndDeletesAProfile() throws Exception {
    JsonObject created = client.create("profile", profile("1")).await(10, SECONDS);
    String href = created.getString("href");
    assertThat(lookUp("1")).hasSize(1);
    client.update(href, new JsonObject().put("firstName", "Grace")).await(10, SECONDS);
    assertThat(lookUp("1").get(0).getString("firstName")).isEqualTo("Grace");
    client.delete(href).await(10, SECONDS);
    assertThat(lookUp("1")).isEmpty();
    assertThatThrownBy(() -> client.update(href, profile("1")).await(10, SECONDS))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> client.delete(href).await(10, SECONDS))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void learnsHowAProfileLooks() throws Exception {
    ResourceType profile = client.resourceType("profile").await(10, SECONDS);
    assertThat(profile.fields().get("email").type()).isEqualTo("string");
    assertThat(profile.fields().get("gender").valueNames()).contains("unknown", "male", "female");
    assertThat(profile.filters()).containsKeys("byExternalId", "byEmail");
  }

  @Test
  void whatDoesNotExistNeedsAPerson() {
    assertThatThrownBy(() -> client.resourceType("cusBoat").await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
    assertThatThrownBy(
            () ->
                client
                    .find("profile", "byShoeSize", "size_parameter", "shoeSize", "1")
                    .await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
  }

  @Test
  void readsAllProfilesPageByPage() throws Exception {
    List<Future<JsonObject>> creations = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      creations.add(client.create("profile", profile("id-" + i)));
    }
    Future.all(creations).await(60, SECONDS);
    Set<String> ids = new HashSet<>();
    Optional<String> next = Optional.empty();
    int pages = 0;
    do {
      ResourcePage page = client.page("profile", next, 100).await(10, SECONDS);
      page.content().forEach(profile -> ids.add(profile.getString("externalId")));
      next = page.next();
      pages++;
    } while (next.isPresent());
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(250);
  }

  @ParameterizedTest(name = "{0} = {1} is refused")
  @CsvSource({
    "firstName, A name that is far longer than Campaign takes",
    "cusTeir, gold",
    "gender, sometimes",
    "age, 7",
    "birthDate, yesterday"
  })
  void aRecordThatCampaignWillNeverTakeIsRefusedAlthoughItSays500(String field, String value) {
    assertThatThrownBy(
            () -> client.create("profile", profile("1").put(field, value)).await(10, SECONDS))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.answer()).contains("RST-360011"));
  }

  @Test
  void aFaultOfCampaignsOwnIsRetriable() throws Exception {
    sandbox.fault("campaign", "status", new JsonObject().put("status", 500).put("count", 1));
    assertThatThrownBy(() -> client.create("profile", profile("1")).await(10, SECONDS))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.FAILED);
              assertThat(e.ambiguous()).isTrue();
            });
  }

  @Test
  void aLostAnswerIsAmbiguousAndTheLookUpTellsThatTheProfileIsThere() throws Exception {
    sandbox.fault("campaign", "lostAnswer", new JsonObject().put("method", "POST").put("count", 1));
    assertThatThrownBy(() -> client.create("profile", profile("1")).await(10, SECONDS))
        .isInstanceOfSatisfying(RetriableException.class, e -> assertThat(e.ambiguous()).isTrue());
    assertThat(lookUp("1")).hasSize(1);
  }

  @Test
  void aCutConnectionIsAmbiguousTooAndTheLookUpTellsThatTheProfileIsNotThere() throws Exception {
    sandbox.fault("campaign", "cut", new JsonObject().put("method", "POST").put("count", 1));
    assertThatThrownBy(() -> client.create("profile", profile("1")).await(10, SECONDS))
        .isInstanceOfSatisfying(RetriableException.class, e -> assertThat(e.ambiguous()).isTrue());
    assertThat(lookUp("1")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"latency", "slowBody"})
  void anAnswerThatComesTooLateIsAmbiguous(String kind) throws Exception {
    Campaign impatient = sandbox.campaign("campaign-secret", IMPATIENT);
    CampaignClient hurried = impatient.client();
    hurried.create("profile", profile("0")).await(10, SECONDS);
    sandbox.fault(
        "campaign",
        kind,
        new JsonObject().put("method", "POST").put("delayMillis", 20_000).put("count", 1));
    assertThatThrownBy(() -> hurried.create("profile", profile("1")).await(10, SECONDS))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT);
              assertThat(e.ambiguous()).isTrue();
            });
    impatient.close().await(10, SECONDS);
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"429, false", "503, true"})
  void aThrottledWriteHoldsBackAllOthers(int status, boolean ambiguous) throws Exception {
    sandbox.fault(
        "campaign",
        "status",
        new JsonObject().put("status", status).put("retryAfterSeconds", 300).put("count", 1));
    assertThatThrownBy(() -> client.create("profile", profile("1")).await(10, SECONDS))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
              assertThat(e.ambiguous()).isEqualTo(ambiguous);
            });
    assertThat(campaign.gate().pausedUntil()).isPresent();
    CampaignClient other = campaign.client();
    Future<JsonObject> held = other.create("profile", profile("2"));
    other.close().await(10, SECONDS);
    assertThatThrownBy(() -> held.await(10, SECONDS)).isInstanceOf(ScopeClosedException.class);
    assertThat(sandbox.counters("campaign").getInteger("creates")).isZero();
  }

  @Test
  void aTokenThatExpiresBetweenTwoWritesIsRenewedAndNothingIsWrittenTwice() throws Exception {
    client.create("profile", profile("1")).await(10, SECONDS);
    sandbox.post("/control/expire-tokens", new JsonObject());
    client.create("profile", profile("2")).await(10, SECONDS);
    assertThat(sandbox.counters("campaign").getInteger("creates")).isEqualTo(2);
    assertThat(sandbox.counters("campaign").getInteger("tokens")).isEqualTo(2);
  }

  @Test
  void aWrongSecretNeedsAPersonAndSaysWhichSettingToChange() throws Exception {
    Campaign wrong = sandbox.campaign("not-the-secret", HttpOptions.CAMPAIGN);
    assertThatThrownBy(() -> wrong.client().resourceType("profile").await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> assertThat(e.remedy()).contains("TIDEGATE_CAMPAIGN_CLIENT_SECRET"));
    wrong.close().await(10, SECONDS);
  }

  private List<JsonObject> lookUp(String externalId) throws TimeoutException {
    return client
        .find("profile", "byExternalId", "externalId_parameter", "externalId", externalId)
        .await(10, SECONDS);
  }

  private static JsonObject profile(String externalId) {
    return new JsonObject()
        .put("externalId", externalId)
        .put("firstName", "Ada")
        .put("email", "ada." + externalId + "@x.example");
  }
}
