package io.tidegate.sandbox.mailing;

import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailingsTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final JsonObject USUAL =
      new JsonObject().put("openShare", 0.5).put("clickShare", 0.3).put("bounceShare", 0.1);

  private static void profiles(int count) {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", count));
    SANDBOX.control(HttpMethod.POST, "/profiles", new JsonObject().put("fromContacts", true));
  }

  private static JsonObject send(JsonObject mailing) {
    return SANDBOX.control(HttpMethod.POST, "/mailings", mailing);
  }

  private static List<JsonObject> events(String query) {
    return SANDBOX.control(HttpMethod.GET, "/events?" + query, null).getJsonArray("events").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static List<JsonObject> all(String type) {
    return events("type=" + type + "&limit=100000");
  }

  private static List<JsonObject> profileList() {
    return SANDBOX
        .get(PROFILES + "?_lineCount=10000")
        .bodyAsJsonObject()
        .getJsonArray("content")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static Set<String> people(List<JsonObject> events) {
    return events.stream().map(event -> event.getString("externalId")).collect(Collectors.toSet());
  }

  @Test
  void what_a_mailing_promises_is_what_the_events_tell() {
    profiles(2000);

    JsonObject mailing = send(USUAL.copy().put("count", 1000).put("seed", 7));

    assertThat(mailing.getInteger("sent")).isEqualTo(1000);
    assertThat(all("send")).hasSize(1000);
    assertThat(all("open")).hasSize(mailing.getInteger("opened"));
    assertThat(all("click")).hasSize(mailing.getInteger("clicked"));
    assertThat(all("bounce")).hasSize(mailing.getInteger("bounced"));
    assertThat(mailing.getInteger("bounced")).isBetween(70, 130);
    assertThat(people(all("open")).size()).isBetween(380, 520);
    assertThat(mailing.getInteger("opened")).isGreaterThan(people(all("open")).size());
    assertThat(people(all("send"))).hasSize(1000).containsAll(people(all("bounce")));
    assertThat(people(all("bounce")))
        .doesNotContainAnyElementsOf(people(all("open")))
        .doesNotContainAnyElementsOf(people(all("click")));
  }

  @Test
  void the_same_seed_sends_to_the_same_people() {
    profiles(500);
    send(new JsonObject().put("count", 50).put("seed", 7));
    send(new JsonObject().put("count", 50).put("seed", 7));
    send(new JsonObject().put("count", 50).put("seed", 8));

    assertThat(people(all("send").subList(0, 50)))
        .isEqualTo(people(all("send").subList(50, 100)))
        .isNotEqualTo(people(all("send").subList(100, 150)));
  }

  @Test
  void an_event_tells_who_did_what_when_with_which_delivery() {
    profiles(300);
    Instant before = Instant.now().minusMillis(1);
    JsonObject mailing = send(USUAL.copy().put("count", 250));

    JsonObject click = all("click").get(0);
    assertThat(click.getString("campaignId")).isEqualTo(mailing.getString("campaignId"));
    assertThat(click.getString("campaignName")).isEqualTo(mailing.getString("campaignName"));
    assertThat(click.getString("deliveryId")).isEqualTo(mailing.getString("deliveryId"));
    assertThat(click.getString("deliveryName")).isEqualTo(mailing.getString("deliveryName"));
    assertThat(click.getString("url")).startsWith("https://www.contoso.example/");
    assertThat(Instant.parse(click.getString("at"))).isBetween(before, Instant.now());
    JsonObject bounce = all("bounce").get(0);
    assertThat(bounce.getString("failureType")).isIn("hard", "soft");
    assertThat(bounce.getString("failureReason")).isNotBlank();
    JsonObject send =
        all("send").stream()
            .filter(event -> event.getLong("logId").equals(bounce.getLong("logId")))
            .findFirst()
            .orElseThrow();
    assertThat(send.getString("externalId")).isEqualTo(bounce.getString("externalId"));
    assertThat(send.getString("mirrorPage"))
        .isEqualTo(bounce.getString("mirrorPage"))
        .startsWith("https://mail.contoso.example/");
    assertThat(send.getString("failureType")).isNull();
  }

  @Test
  void events_are_numbered_and_read_behind_a_number() {
    profiles(300);
    send(USUAL.copy().put("count", 100));
    int total = events("limit=100000").size();

    JsonObject first = SANDBOX.control(HttpMethod.GET, "/events?type=open&limit=3", null);
    List<JsonObject> rest = events("type=open&after=" + first.getLong("next"));

    assertThat(first.getJsonArray("events")).hasSize(3);
    assertThat(first.getLong("next"))
        .isEqualTo(first.getJsonArray("events").getJsonObject(2).getLong("sequence"));
    assertThat(rest).hasSize(all("open").size() - 3);
    assertThat(
            SANDBOX
                .control(HttpMethod.GET, "/events?type=bounce&after=" + total, null)
                .getLong("next"))
        .isEqualTo(total);
  }

  @Test
  void nobody_who_opted_out_or_has_no_address_is_sent_anything() {
    profiles(1000);
    Set<String> reachable =
        profileList().stream()
            .filter(profile -> !profile.getString("email").isEmpty())
            .filter(profile -> !profile.getBoolean("blackListEmail"))
            .filter(profile -> !profile.getBoolean("blackList"))
            .map(profile -> profile.getString("externalId"))
            .collect(Collectors.toSet());

    JsonObject mailing = send(new JsonObject().put("count", 5000));

    assertThat(reachable.size()).isLessThan(900);
    assertThat(mailing.getInteger("sent")).isEqualTo(reachable.size());
    assertThat(people(all("send"))).isEqualTo(reachable);
  }

  @Test
  void who_unsubscribes_opts_out_of_email() {
    profiles(500);
    Map<String, Boolean> before = emailOptOuts();

    JsonObject mailing = send(new JsonObject().put("count", 200).put("optOutShare", 0.2));

    Map<String, Boolean> after = emailOptOuts();
    long optedOut =
        after.entrySet().stream()
            .filter(entry -> entry.getValue() && !before.get(entry.getKey()))
            .count();
    assertThat(mailing.getInteger("optedOut")).isBetween(20, 60);
    assertThat(optedOut).isEqualTo(mailing.getLong("optedOut"));
    assertThat(all("click")).isEmpty();
  }

  private static Map<String, Boolean> emailOptOuts() {
    return profileList().stream()
        .collect(
            Collectors.toMap(
                profile -> profile.getString("externalId"),
                profile -> profile.getBoolean("blackListEmail")));
  }

  @Test
  void a_mailing_may_take_its_time() {
    profiles(500);

    JsonObject mailing = send(USUAL.copy().put("count", 300).put("overSeconds", 2));

    int total =
        mailing.getInteger("sent")
            + mailing.getInteger("opened")
            + mailing.getInteger("clicked")
            + mailing.getInteger("bounced");
    assertThat(events("limit=100000").size()).isLessThan(total);
    await().until(() -> events("limit=100000").size() == total);
    List<JsonObject> events = events("limit=100000");
    Instant first = Instant.parse(events.get(0).getString("at"));
    Instant last = Instant.parse(events.get(total - 1).getString("at"));
    assertThat(last.toEpochMilli() - first.toEpochMilli()).isGreaterThan(1000);
  }

  @Test
  void mailings_are_sent_by_themselves_until_told_to_stop() {
    profiles(200);
    JsonObject rate =
        new JsonObject()
            .put("mailingsPerMinute", 300.0)
            .put("peoplePerMailing", 50)
            .put("openShare", 0.5)
            .put("clickShare", 0.0)
            .put("bounceShare", 0.0)
            .put("optOutShare", 0.0);
    assertThat(SANDBOX.control(HttpMethod.PUT, "/mailings/trickle", rate)).isEqualTo(rate);
    await().until(() -> deliveries().size() >= 3);

    SANDBOX.control(HttpMethod.POST, "/reset", null);

    assertThat(
            SANDBOX
                .control(HttpMethod.GET, "/mailings/trickle", null)
                .getDouble("mailingsPerMinute"))
        .isZero();
    assertThat(deliveries()).isEmpty();
  }

  private static Set<String> deliveries() {
    return events("limit=100000").stream()
        .map(event -> event.getString("deliveryId"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_reset_ends_a_mailing_and_forgets_it() {
    profiles(500);
    JsonObject first = send(USUAL.copy().put("count", 300).put("overSeconds", 3600));

    SANDBOX.control(HttpMethod.POST, "/reset", null);
    profiles(500);
    JsonObject second = send(USUAL.copy().put("count", 300));

    assertThat(second).isEqualTo(first);
    assertThat(events("limit=100000").size())
        .isEqualTo(
            second.getInteger("sent")
                + second.getInteger("opened")
                + second.getInteger("clicked")
                + second.getInteger("bounced"));
  }
}
