package io.tidegate.sandbox.consent;

import static io.tidegate.sandbox.RunningSandbox.CONTACTS;
import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "email", "donotbulkemail",
          "sms", "new_donotsms",
          "phone", "donotphone",
          "postal", "donotbulkpostalmail",
          "push", "new_donotpush",
          "all", "msdyn_gdproptout",
          "fax", "donotfax");

  private static final Map<String, String> FIELDS =
      Map.of(
          "email", "blackListEmail",
          "sms", "blackListMobile",
          "phone", "blackListPhone",
          "postal", "blackListPostalMail",
          "push", "blackListPushnotification",
          "all", "blackList",
          "fax", "blackListFax");

  @BeforeEach
  void people() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 100));
    SANDBOX.control(HttpMethod.POST, "/profiles", new JsonObject().put("fromContacts", true));
  }

  private static JsonObject change(JsonObject order) {
    return SANDBOX.control(HttpMethod.POST, "/consent", order).getJsonObject("changed");
  }

  private static List<JsonObject> history() {
    return objects(
        SANDBOX.control(HttpMethod.GET, "/consent/history", null).getJsonArray("changes"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  /** What both systems hold now, by side, person and channel. */
  private static Map<String, Boolean> present() {
    Map<String, Boolean> values = new HashMap<>();
    for (JsonObject contact :
        objects(SANDBOX.get(CONTACTS).bodyAsJsonObject().getJsonArray("value"))) {
      ATTRIBUTES.forEach(
          (channel, attribute) ->
              values.put(
                  "dynamics " + contact.getString("contactid") + " " + channel,
                  Boolean.TRUE.equals(contact.getBoolean(attribute))));
    }
    for (JsonObject profile :
        objects(
            SANDBOX
                .get(PROFILES + "?_lineCount=1000")
                .bodyAsJsonObject()
                .getJsonArray("content"))) {
      FIELDS.forEach(
          (channel, field) ->
              values.put(
                  "campaign " + profile.getString("externalId") + " " + channel,
                  profile.getBoolean(field)));
    }
    return values;
  }

  private static String key(JsonObject change) {
    return change.getString("side")
        + " "
        + change.getString("person")
        + " "
        + change.getString("channel");
  }

  @Test
  void every_change_turns_what_was_there_and_the_history_tells_it() {
    Map<String, Boolean> expected = present();
    Instant before = Instant.now().minusMillis(1);

    JsonObject changed = change(new JsonObject().put("changes", 500).put("seed", 3));

    List<JsonObject> history = history();
    for (JsonObject change : history) {
      assertThat(change.getBoolean("to")).isNotEqualTo(expected.get(key(change)));
      expected.put(key(change), change.getBoolean("to"));
      assertThat(Instant.parse(change.getString("at"))).isBetween(before, Instant.now());
    }
    assertThat(present()).isEqualTo(expected);
    assertThat(history).hasSize(500);
    assertThat(history.get(499).getInteger("sequence")).isEqualTo(500);
    assertThat(history.stream().filter(change -> change.getString("side").equals("dynamics")))
        .hasSize(changed.getInteger("dynamics"));
    assertThat(changed.getInteger("dynamics") + changed.getInteger("campaign")).isEqualTo(500);
    assertThat(changed.getInteger("campaign")).isBetween(180, 320);
    assertThat(values(history, "channel")).isEqualTo(ATTRIBUTES.keySet());
    assertThat(SANDBOX.counters("campaign").getInteger("updates")).isZero();
  }

  private static Set<String> values(List<JsonObject> history, String member) {
    return history.stream().map(change -> change.getString(member)).collect(Collectors.toSet());
  }

  @Test
  void the_change_in_campaign_is_told_with_its_time_of_modification() {
    change(new JsonObject().put("changes", 1).put("sides", new JsonArray().add("campaign")));

    JsonObject change = history().get(0);
    JsonObject profile =
        objects(
                SANDBOX
                    .get(
                        PROFILES
                            + "/byExternalId?externalId_parameter="
                            + change.getString("person"))
                    .bodyAsJsonObject()
                    .getJsonArray("content"))
            .get(0);
    assertThat(profile.getString("lastModified").replace(' ', 'T'))
        .isEqualTo(change.getString("at"));
  }

  @Test
  void only_the_people_sides_and_channels_asked_for_take_part() {
    change(
        new JsonObject()
            .put("changes", 200)
            .put("people", 3)
            .put("sides", new JsonArray().add("campaign"))
            .put("channels", new JsonArray().add("email").add("sms")));

    assertThat(values(history(), "person")).hasSize(3);
    assertThat(values(history(), "side")).containsOnly("campaign");
    assertThat(values(history(), "channel")).containsOnly("email", "sms");
  }

  @Test
  void changes_may_take_their_time() {
    JsonObject planned = change(new JsonObject().put("changes", 300).put("overSeconds", 2));

    assertThat(planned.getInteger("dynamics") + planned.getInteger("campaign")).isEqualTo(300);
    assertThat(history().size()).isLessThan(200);
    await().until(() -> history().size() == 300);
    Instant first = Instant.parse(history().get(0).getString("at"));
    Instant last = Instant.parse(history().get(299).getString("at"));
    assertThat(last.toEpochMilli() - first.toEpochMilli()).isGreaterThan(1000);
    assertThat(history().stream().filter(change -> change.getString("side").equals("dynamics")))
        .hasSize(planned.getInteger("dynamics"));
  }

  @Test
  void the_history_has_unsubscribing_but_not_what_came_through_the_apis() {
    String person = objectsOf(CONTACTS + "?$top=1").get(0).getString("contactid");
    SANDBOX
        .request(HttpMethod.PATCH, CONTACTS + "(" + person + ")")
        .sendJsonObject(new JsonObject().put("new_donotsms", true))
        .await();
    assertThat(history()).isEmpty();

    JsonObject mailing =
        SANDBOX.control(
            HttpMethod.POST, "/mailings", new JsonObject().put("count", 20).put("optOutShare", 1));

    assertThat(history()).hasSize(mailing.getInteger("optedOut")).hasSize(20);
    assertThat(history())
        .allSatisfy(
            change -> {
              assertThat(change.getString("side")).isEqualTo("campaign");
              assertThat(change.getString("channel")).isEqualTo("email");
              assertThat(change.getBoolean("to")).isTrue();
            });
  }

  private static List<JsonObject> objectsOf(String path) {
    return objects(SANDBOX.get(path).bodyAsJsonObject().getJsonArray("value"));
  }

  @Test
  void the_history_is_read_behind_a_number() {
    change(new JsonObject().put("changes", 10));

    JsonObject first = SANDBOX.control(HttpMethod.GET, "/consent/history?limit=4", null);
    JsonObject rest =
        SANDBOX.control(HttpMethod.GET, "/consent/history?after=" + first.getLong("next"), null);

    assertThat(first.getJsonArray("changes")).hasSize(4);
    assertThat(rest.getJsonArray("changes")).hasSize(6);
    assertThat(rest.getJsonArray("changes").getJsonObject(0).getInteger("sequence")).isEqualTo(5);
    assertThat(rest.getLong("next")).isEqualTo(10);
    assertThat(SANDBOX.control(HttpMethod.GET, "/consent/history?after=10", null).getLong("next"))
        .isEqualTo(10);
  }

  @Test
  void people_change_their_minds_by_themselves_until_told_to_stop() {
    SANDBOX.control(
        HttpMethod.PUT,
        "/consent/trickle",
        new JsonObject().put("perSecond", 100).put("channels", new JsonArray().add("push")));
    await().until(() -> history().size() > 20);

    JsonObject off =
        SANDBOX.control(HttpMethod.PUT, "/consent/trickle", new JsonObject().put("perSecond", 0));

    assertThat(off.getDouble("perSecond")).isZero();
    assertThat(values(history(), "channel")).containsOnly("push");
    assertThat(values(history(), "side")).containsOnly("dynamics", "campaign");
  }

  @Test
  void a_reset_forgets_the_history_and_ends_all_changes() {
    change(new JsonObject().put("changes", 1000).put("overSeconds", 1000));
    SANDBOX.control(HttpMethod.PUT, "/consent/trickle", new JsonObject().put("perSecond", 100));
    change(new JsonObject().put("changes", 5));

    SANDBOX.control(HttpMethod.POST, "/reset", null);

    assertThat(history()).isEmpty();
    assertThat(SANDBOX.control(HttpMethod.GET, "/consent/trickle", null).getDouble("perSecond"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | changes",
        "{\"changes\":1,\"sides\":[\"sap\"]} | sides",
        "{\"changes\":1,\"sides\":[]} | sides",
        "{\"changes\":1,\"channels\":[\"pigeon\"]} | channels",
        "{\"changes\":1,\"channels\":\"email\"} | channels",
        "{\"changes\":1,\"people\":0} | people",
      })
  void an_order_that_cannot_be_carried_out_is_refused_with_its_field(String order, String field) {
    var answer = SANDBOX.tryControl(HttpMethod.POST, "/consent", new JsonObject(order));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
  }

  @Test
  void without_anybody_in_both_systems_nothing_can_change() {
    SANDBOX.control(HttpMethod.POST, "/reset", null);

    var answer =
        SANDBOX.tryControl(HttpMethod.POST, "/consent", new JsonObject().put("changes", 1));

    assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo("people");
  }
}
