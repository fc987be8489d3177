package io.tidegate.campaign;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Stub;
import io.tidegate.connector.UnusableException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignClientIT {

  private static final String BASE = "/contoso/campaign";

  private Vertx vertx;
  private Stub stub;
  private Campaign campaign;
  private CampaignClient client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    stub = new Stub(vertx);
    campaign =
        new Campaign(
            vertx,
            new CampaignConnection(
                stub.url() + BASE + "/",
                stub.tokenUrl(),
                "client",
                "s3cret",
                List.of("openid", "AdobeID")),
            new GateOptions(8, 4, 0));
    client = campaign.client();
  }

  @AfterEach
  void stop() throws Exception {
    campaign.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  @Test
  void looksUpByAPublishedFilterWithItsValueEncoded() throws Exception {
    stub.answer(
        200, "{\"content\":[{\"PKey\":\"@a\",\"href\":\"h\",\"externalId\":\"a b&c=d+é\"}]}");
    List<JsonObject> found =
        client
            .find("profile", "byExternalId", "externalId_parameter", "externalId", "a b&c=d+é")
            .await(10, SECONDS);
    assertThat(found).extracting(profile -> profile.getString("PKey")).containsExactly("@a");
    Stub.Seen seen = stub.seen().get(0);
    assertThat(seen.target())
        .isEqualTo(
            BASE
                + "/profileAndServicesExt/profile/byExternalId"
                + "?externalId_parameter=a%20b%26c%3Dd%2B%C3%A9&_forcePagination=true");
    assertThat(seen.headers().get("X-Api-Key")).isEqualTo("client");
    assertThat(seen.headers().get("Cache-Control")).isEqualTo("no-cache");
    assertThat(stub.tokensAsked().get(0).body()).endsWith("&scope=openid%2CAdobeID");
  }

  @Test
  void aFilterThatAnswersWithOtherKeysIsOfNoUse() {
    stub.answer(200, "{\"content\":[{\"href\":\"h\",\"externalId\":\"2\"}]}");
    assertThatThrownBy(
            () -> client.find("profile", "byExternalId", "x", "externalId", "1").await(10, SECONDS))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("byExternalId answers with records of other keys");
  }

  @Test
  void findsNothingWhereTheContentIsEmpty() throws Exception {
    stub.answer(200, "{\"content\":[]}");
    assertThat(client.find("profile", "byExternalId", "x", "externalId", "1").await(10, SECONDS))
        .isEmpty();
  }

  @Test
  void anAnswerWithoutContentIsNotTakenForNothingFound() {
    stub.answer(200, "{}");
    assertThatThrownBy(
            () -> client.find("profile", "byExternalId", "x", "externalId", "1").await(10, SECONDS))
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void aFilterThatIsNotPublishedNeedsAPerson() {
    stub.answer(404, "RST-360011 An error has occurred.");
    assertThatThrownBy(
            () -> client.find("profile", "byExternalId", "x", "externalId", "1").await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> assertThat(e.remedy()).contains("Publish the filter byExternalId"));
  }

  @Test
  void readsPagesUntilThereIsNoNextAndFollowsTheLinksAsTheyAre() throws Exception {
    String next = BASE + "/profileAndServicesExt/profile?_lineCount=2&_lineStart=@x%2By==";
    stub.answer(
            200,
            new JsonObject()
                .put(
                    "content",
                    List.of(new JsonObject().put("PKey", "@a").put("href", "https://x/@a")))
                .put("next", new JsonObject().put("href", stub.url() + next))
                .encode())
        .answer(200, "{\"content\":[{\"PKey\":\"@b\",\"href\":\"https://x/@b\"}]}");
    ResourcePage first = client.page("profile", Optional.empty(), 2).await(10, SECONDS);
    ResourcePage last = client.page("profile", first.next(), 2).await(10, SECONDS);
    assertThat(last.content()).hasSize(1);
    assertThat(last.next()).isEmpty();
    assertThat(stub.seen())
        .extracting(Stub.Seen::target)
        .containsExactly(
            BASE + "/profileAndServicesExt/profile?_lineCount=2&_forcePagination=true", next);
  }

  @Test
  void aLinkThatIsNotAcceptedAnyMoreMeansToStartOver() {
    stub.answer(404, "RST-360011 An error has occurred.");
    assertThatThrownBy(
            () -> client.page("profile", Optional.of(stub.url() + "/p"), 2).await(10, SECONDS))
        .isInstanceOf(DeltaExpiredException.class);
    assertThatThrownBy(() -> client.page("profile", Optional.empty(), 2).await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 201})
  void createsARecordAndGivesItsAddress(int status) throws Exception {
    stub.answer(status, "{\"PKey\":\"@a\",\"href\":\"https://x/@a\"}");
    JsonObject created =
        client.create("profile", new JsonObject().put("firstName", "Zoë")).await(10, SECONDS);
    assertThat(created.getString("href")).isEqualTo("https://x/@a");
    Stub.Seen seen = stub.seen().get(0);
    assertThat(seen.method()).isEqualTo(HttpMethod.POST);
    assertThat(seen.target()).isEqualTo(BASE + "/profileAndServicesExt/profile");
    assertThat(seen.headers().get("Content-Type")).isEqualTo("application/json;charset=utf-8");
    assertThat(seen.body()).isEqualTo("{\"firstName\":\"Zoë\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"PKey\":\"@a\"}", "{\"PKey\":\"@a\",\"hr", "<html>"})
  void aCreationWhoseAnswerIsOfNoUseIsAmbiguous(String body) {
    stub.answer(201, body);
    assertThatThrownBy(() -> client.create("profile", new JsonObject()).await(10, SECONDS))
        .isInstanceOfSatisfying(RetriableException.class, e -> assertThat(e.ambiguous()).isTrue());
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 204})
  void changesAndDeletesByTheAddressGiven(int status) throws Exception {
    String target = BASE + "/profileAndServicesExt/profile/@aB%2F%3D_-x";
    stub.answer(status, "");
    client.update(stub.url() + target, new JsonObject().put("a", 1)).await(10, SECONDS);
    client.delete(stub.url() + target).await(10, SECONDS);
    assertThat(stub.seen()).extracting(Stub.Seen::target).containsExactly(target, target);
    assertThat(stub.seen())
        .extracting(Stub.Seen::method)
        .containsExactly(HttpMethod.PATCH, HttpMethod.DELETE);
  }

  @Test
  void aRecordThatIsNotThereIsGone() {
    stub.answer(404, "\"RST-360011 An error has occurred.\"");
    String href = stub.url() + "/campaign/profileAndServicesExt/profile/@a";
    assertThatThrownBy(() -> client.update(href, new JsonObject()).await(10, SECONDS))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> client.delete(href).await(10, SECONDS))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void neverSendsTheTokenToAnotherHost() {
    assertThatThrownBy(() -> client.delete("https://evil.example/@a").await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
    assertThat(stub.seen()).isEmpty();
  }

  @Test
  void readsTheFieldsAndFiltersOfAResource() throws Exception {
    String type =
        """
        {"name":"profile","filters":{"href":"%s/filters"},"content":{
          "email":{"apiName":"email","type":"string","dataPolicy":"email"},
          "lastName":{"apiName":"lastName","type":"string","dataPolicy":""},
          "gender":{"type":"enumeration","values":[{"name":"unknown"},{"name":"male"}]},
          "emailFormat":{"type":"enumeration","values":["text","html"]},
          "title":{"type":"enumeration","values":{"dr":{"label":"Dr"}}}}}
        """
            .formatted(stub.url());
    stub.answer(200, type)
        .answer(200, "{\"byEmail\":{\"PKey\":\"@1\"},\"byExternalId\":{\"PKey\":\"@2\"}}");
    ResourceType profile = client.resourceType("profile").await(10, SECONDS);
    assertThat(profile.filters().keySet()).containsExactly("byEmail", "byExternalId");
    assertThat(profile.fields().get("email").dataPolicy()).contains("email");
    assertThat(profile.fields().get("lastName").dataPolicy()).isEmpty();
    assertThat(profile.fields().get("gender").valueNames()).containsExactly("unknown", "male");
    assertThat(profile.fields().get("emailFormat").valueNames()).containsExactly("text", "html");
    assertThat(profile.fields().get("title").valueNames()).containsExactly("dr");
  }

  @Test
  void readsWhatTheMetadataTellsOfFieldsLinksItemsAndFilters() throws Exception {
    stub.answer(
            200,
            """
            {"name":"cusLine","label":"Invoice line","filters":{"href":"%s/filters"},"content":{
              "cusText":{"label":"Text","type":"string","resType":"string","length":80,
                "mandatory":true},
              "cusAt":{"type":"date","resType":"datetime","readOnly":true},
              "cusAmount":{"type":"number","resType":"double"},
              "cusSubscription":{"type":"link","resType":"link","resTarget":"cusSubscription"},
              "address":{"type":"item","content":{"city":{"type":"string","label":"City"}}}}}
            """
                .formatted(stub.url()))
        .answer(
            200,
            "{\"byLastModified\":{\"data\":\"/x/cusLine/byLastModified"
                + "?from_parameter=$value&to_parameter=$value\"},\"byNothing\":{}}");
    ResourceType line = client.resourceType("cusLine").await(10, SECONDS);
    assertThat(line.label()).isEqualTo("Invoice line");
    assertThat(line.fields().get("cusText").label()).isEqualTo("Text");
    assertThat(line.fields().get("cusText").maxLength()).hasValue(80);
    assertThat(line.fields().get("cusText").mandatory()).isTrue();
    assertThat(line.fields().get("cusAt").kind()).isEqualTo("datetime");
    assertThat(line.fields().get("cusAt").readOnly()).isTrue();
    assertThat(line.fields().get("cusAmount").kind()).isEqualTo("double");
    assertThat(line.fields().get("cusSubscription").target()).contains("cusSubscription");
    assertThat(line.fields().get("address.city").label()).isEqualTo("City");
    assertThat(line.filters())
        .containsEntry("byLastModified", List.of("from_parameter", "to_parameter"))
        .containsEntry("byNothing", List.of());
  }

  @Test
  void listsTheResources() throws Exception {
    stub.answer(
        200,
        """
        {"profile":{"apiName":"profile","href":"h","name":"profile","help":"Profiles"},
         "cusBoat":{"apiName":"cusBoat","href":"h"},"serverSidePagination":true}
        """);
    assertThat(client.resources().await(10, SECONDS))
        .containsExactly(
            new ResourceType.Listed("profile", "Profiles", true),
            new ResourceType.Listed("cusBoat", "cusBoat", true));
    assertThat(stub.seen().get(0).target()).isEqualTo(BASE + "/profileAndServicesExt/");
  }

  @Test
  void aResourceThatDoesNotExistNeedsAPerson() {
    stub.answer(404, "RST-360011 An error has occurred.");
    assertThatThrownBy(() -> client.resourceType("cusBoat").await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.cause()).contains("cusBoat"));
  }

  @Test
  void theSecretIsInNoTextOfTheConnection() {
    assertThat(new CampaignConnection("u", "t", "c", "s3cret", List.of()).toString())
        .doesNotContain("s3cret");
  }
}
