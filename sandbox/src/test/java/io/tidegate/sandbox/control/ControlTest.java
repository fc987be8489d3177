package io.tidegate.sandbox.control;

import static io.tidegate.sandbox.RunningSandbox.CONTACTS;
import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/people | {} | count",
        "/people | {\"count\":0} | count",
        "/people | {\"count\":10,\"sead\":1} | sead",
        "/changes | {\"count\":5} | count",
        "/faults | {\"kind\":\"cut\"} | api",
        "/faults | {\"api\":\"sap\",\"kind\":\"cut\"} | api",
        "/faults | {\"api\":\"ims\",\"kind\":\"boom\"} | kind",
        "/faults | {\"api\":\"ims\",\"kind\":\"expiredToken\"} | kind",
        "/faults | {\"api\":\"ims\",\"kind\":\"status\"} | status",
        "/faults | {\"api\":\"ims\",\"kind\":\"status\",\"status\":200} | status",
        "/faults | {\"api\":\"ims\",\"kind\":\"latency\"} | delayMillis",
        "/faults | {\"api\":\"ims\",\"kind\":\"cut\",\"path\":\"(\"} | path",
        "/faults | {\"api\":\"ims\",\"kind\":\"cut\",\"share\":1.5} | share",
        "/profiles | {} | fromContacts",
        "/sftp/files | {\"content\":\"x\"} | path",
        "/mailings | {} | count",
        "/mailings | {\"count\":1,\"openShare\":2} | openShare",
        "/exports | {\"rowsPerFile\":0} | rowsPerFile",
        "/schema | {\"entity\":\"contact\"} | api",
        "/schema | {\"api\":\"dynamics\",\"entity\":\"spaceship\"} | entity",
        "/schema | {\"api\":\"dynamics\",\"entity\":\"contact\",\"dropAttribute\":\"x\"} | dropAttribute",
        "/schema | {\"api\":\"campaign\",\"dropField\":\"x\"} | dropField",
        "/schema | {\"api\":\"campaign\",\"resource\":\"x\"} | resource",
        "/schema | {\"api\":\"campaign\",\"fieldLength\":{\"name\":\"age\",\"maxLength\":3}} | fieldLength.name",
        "/schema | {\"api\":\"campaign\",\"removeValue\":{\"field\":\"gender\",\"name\":\"x\"}} | removeValue.name",
        "/schema | {\"api\":\"campaign\",\"integrity\":{\"field\":\"email\",\"integrity\":\"own\"}} | integrity.field",
        "/schema | {\"api\":\"dynamics\",\"entity\":\"account\",\"onDelete\":\"x\"} | onDelete",
        "/schema | {\"api\":\"dynamics\",\"entity\":\"account\",\"attributeLength\":{\"name\":\"revenue\",\"maxLength\":3}} | attributeLength.name",
        "/schema | {\"api\":\"dynamics\",\"entity\":\"account\",\"removeOption\":{\"attribute\":\"industrycode\",\"value\":99}} | removeOption.value",
        "/linked | {} | accounts",
        "/linked | {\"accounts\":1000000,\"subscriptionsPerAccount\":2} | accounts",
        "/linked/changes | {\"count\":1} | count",
        "/schema | {\"api\":\"campaign\",\"addField\":{\"type\":\"string\"}} | addField.name",
      })
  void input_that_cannot_be_used_is_refused_with_its_field(String path, String body, String field) {
    HttpResponse<Buffer> answer = SANDBOX.tryControl(HttpMethod.POST, path, new JsonObject(body));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/trickle | {} | perSecond",
        "/trickle | {\"perSecond\":1,\"deleteShare\":0.6,\"createShare\":0.6} | deleteShare",
        "/limits | {\"dynamics\":{\"requests\":0}} | dynamics.requests",
        "/limits | {\"campaign\":{\"requestsPerSecond\":\"many\"}} | campaign.requestsPerSecond",
        "/tokens | {\"campaignLifetimeSeconds\":0} | campaignLifetimeSeconds",
        "/exports | {\"everySeconds\":-1} | everySeconds",
        "/mailings/trickle | {} | mailingsPerMinute",
        "/consent/trickle | {} | perSecond",
        "/sftp/faults | {\"cutAfterBytes\":\"x\"} | cutAfterBytes",
      })
  void settings_that_cannot_be_used_are_refused_with_their_field(
      String path, String body, String field) {
    HttpResponse<Buffer> answer = SANDBOX.tryControl(HttpMethod.PUT, path, new JsonObject(body));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
  }

  @Test
  void the_vendors_limits_are_in_force_and_can_be_changed_in_part() {
    JsonObject limits = SANDBOX.control(HttpMethod.GET, "/limits", null);
    assertThat(limits.getJsonObject("dynamics"))
        .isEqualTo(
            new JsonObject()
                .put("enabled", true)
                .put("requests", 6000)
                .put("windowSeconds", 300)
                .put("executionSeconds", 1200)
                .put("concurrent", 52));
    assertThat(limits.getJsonObject("campaign").getValue("requestsPerSecond")).isNull();

    SANDBOX.control(
        HttpMethod.PUT,
        "/limits",
        new JsonObject().put("dynamics", new JsonObject().put("requests", 3)));

    for (int i = 0; i < 3; i++) {
      assertThat(SANDBOX.get(CONTACTS).statusCode()).isEqualTo(200);
    }
    HttpResponse<Buffer> fourth = SANDBOX.get(CONTACTS);
    assertThat(fourth.statusCode()).isEqualTo(429);
    assertThat(fourth.getHeader("Retry-After")).isNotNull();

    SANDBOX.control(
        HttpMethod.PUT,
        "/limits",
        new JsonObject().put("dynamics", new JsonObject().put("enabled", false)));
    assertThat(SANDBOX.get(CONTACTS).statusCode()).isEqualTo(200);
    assertThat(
            SANDBOX
                .control(HttpMethod.GET, "/limits", null)
                .getJsonObject("dynamics")
                .getInteger("requests"))
        .isEqualTo(3);
  }

  @Test
  void tokens_expire_sooner_when_told_to() {
    SANDBOX.control(
        HttpMethod.PUT,
        "/tokens",
        new JsonObject().put("campaignLifetimeSeconds", 1).put("dynamicsLifetimeSeconds", 1));
    SANDBOX.signIn();

    await().until(() -> SANDBOX.get(PROFILES).statusCode() == 401);
    await().until(() -> SANDBOX.get(CONTACTS).statusCode() == 401);
  }

  @Test
  void all_tokens_expire_at_once_when_told_to() {
    SANDBOX.control(HttpMethod.POST, "/expire-tokens", null);

    assertThat(SANDBOX.get(PROFILES).statusCode()).isEqualTo(401);
    assertThat(SANDBOX.get(CONTACTS).statusCode()).isEqualTo(401);
  }

  @Test
  void delta_tokens_expire_when_told_to() {
    String delta =
        SANDBOX
            .request(HttpMethod.GET, CONTACTS + "?$select=lastname")
            .putHeader("Prefer", "odata.track-changes")
            .send()
            .await()
            .bodyAsJsonObject()
            .getString("@odata.deltaLink");
    String path = delta.substring(SANDBOX.url().length());
    assertThat(SANDBOX.get(path).statusCode()).isEqualTo(200);

    SANDBOX.control(HttpMethod.POST, "/expire-delta-tokens", null);

    assertThat(SANDBOX.get(path).bodyAsString()).contains("0x80044352");
  }

  @Test
  void both_schemas_change_under_a_running_client() {
    schema("{'api':'dynamics','entity':'contact','dropAttribute':'mobilephone'}");
    schema("{'api':'dynamics','entity':'contact','addAttribute':{'name':'new_tier'}}");
    schema("{'api':'campaign','resource':'profile','dropField':'mobilePhone'}");
    schema("{'api':'campaign','addField':{'name':'cusTier','type':'string','maxLength':5}}");
    schema("{'api':'campaign','dropFilter':'byLastModified'}");

    assertThat(SANDBOX.get(CONTACTS + "?$select=mobilephone").statusCode()).isEqualTo(400);
    assertThat(SANDBOX.get(CONTACTS + "?$select=new_tier").statusCode()).isEqualTo(200);
    JsonObject fields =
        SANDBOX
            .get("/campaign/contoso/profileAndServicesExt/resourceType/profile")
            .bodyAsJsonObject()
            .getJsonObject("content");
    assertThat(fields.containsKey("mobilePhone")).isFalse();
    assertThat(fields.getJsonObject("cusTier").getInteger("length")).isEqualTo(5);
    assertThat(SANDBOX.get(PROFILES + "/byLastModified?from=2026-01-01").statusCode())
        .isEqualTo(404);
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 10));
    SANDBOX.control(HttpMethod.POST, "/changes", new JsonObject().put("count", 10));
  }

  @Test
  void change_tracking_is_switched_off_and_on() {
    schema("{'api':'dynamics','entity':'contact','changeTracking':false}");
    assertThat(track().statusCode()).isGreaterThanOrEqualTo(400);

    schema("{'api':'dynamics','entity':'contact','changeTracking':true}");
    assertThat(track().statusCode()).isEqualTo(200);
  }

  @Test
  void counters_and_journal_tell_what_was_served_and_done() {
    SANDBOX.createProfile("a");
    SANDBOX.createProfile("b");
    String href = profileHref("a");
    SANDBOX
        .request(HttpMethod.PATCH, href)
        .sendJsonObject(new JsonObject().put("phone", "1"))
        .await();
    SANDBOX.request(HttpMethod.DELETE, href).send().await();
    SANDBOX.get(href);

    JsonObject counters = SANDBOX.counters("campaign");
    assertThat(counters.getInteger("requests")).isEqualTo(6);
    assertThat(counters.getInteger("creates")).isEqualTo(2);
    assertThat(counters.getInteger("updates")).isEqualTo(1);
    assertThat(counters.getInteger("deletes")).isEqualTo(1);
    assertThat(counters.getInteger("lookups")).isEqualTo(1);
    assertThat(counters.getJsonObject("answered"))
        .isEqualTo(new JsonObject().put("200", 3).put("201", 2).put("404", 1));

    JsonObject journal =
        SANDBOX.control(HttpMethod.GET, "/journal?api=campaign&after=0&limit=3", null);
    JsonArray entries = journal.getJsonArray("entries");
    assertThat(entries).hasSize(3);
    assertThat(entries.getJsonObject(0).getString("effect")).isEqualTo("create");
    assertThat(entries.getJsonObject(0).getString("key")).isEqualTo("a");
    assertThat(entries.getJsonObject(0).getInteger("status")).isEqualTo(201);
    assertThat(entries.getJsonObject(2).getString("path")).isEqualTo(PROFILES + "/byExternalId");

    JsonArray rest =
        SANDBOX
            .control(HttpMethod.GET, "/journal?api=campaign&after=" + journal.getLong("next"), null)
            .getJsonArray("entries");
    assertThat(rest.stream().map(entry -> ((JsonObject) entry).getString("effect")))
        .containsExactly("update", "delete", "none");
    assertThat(rest.stream().map(entry -> ((JsonObject) entry).getString("externalId")))
        .containsExactly("a", "a", null);
  }

  @Test
  void the_journal_shows_what_writes_left_in_a_field_that_was_chosen() {
    SANDBOX.control(
        HttpMethod.PUT,
        "/journal",
        new JsonObject().put("resource", "profile").put("mark", "externalId"));
    SANDBOX.createProfile("7");

    JsonArray entries =
        SANDBOX.control(HttpMethod.GET, "/journal?api=campaign", null).getJsonArray("entries");
    assertThat(entries.getJsonObject(entries.size() - 1).getString("mark")).isEqualTo("7");
    assertThat(
            SANDBOX
                .tryControl(
                    HttpMethod.PUT,
                    "/journal",
                    new JsonObject().put("resource", "profile").put("mark", "shoeSize"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void contacts_and_their_reads_are_counted_too() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 20));
    SANDBOX.get(CONTACTS + "?$select=lastname");
    SANDBOX
        .request(HttpMethod.POST, CONTACTS)
        .sendJsonObject(new JsonObject().put("lastname", "Doe"))
        .await();

    JsonObject counters = SANDBOX.counters("dynamics");
    assertThat(counters.getInteger("rowsRead")).isEqualTo(20);
    assertThat(counters.getInteger("creates")).isEqualTo(1);
    assertThat(counters.getInteger("requests")).isEqualTo(2);
  }

  @Test
  void a_reset_leaves_nothing_behind() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 5));
    SANDBOX.control(HttpMethod.PUT, "/trickle", new JsonObject().put("perSecond", 100));
    SANDBOX.createProfile("1");
    schema("{'api':'campaign','dropField':'phone'}");
    schema("{'api':'dynamics','entity':'contact','dropAttribute':'fax'}");
    SANDBOX.control(
        HttpMethod.PUT,
        "/limits",
        new JsonObject().put("campaign", new JsonObject().put("requestsPerSecond", 1)));
    SANDBOX.fault(new JsonObject().put("api", "campaign").put("kind", "cut"));

    SANDBOX.control(HttpMethod.POST, "/reset", null);

    assertThat(SANDBOX.counters("campaign").getInteger("requests")).isZero();
    assertThat(SANDBOX.control(HttpMethod.GET, "/journal", null).getJsonArray("entries")).isEmpty();
    assertThat(SANDBOX.control(HttpMethod.GET, "/faults", null).getJsonArray("faults")).isEmpty();
    assertThat(SANDBOX.control(HttpMethod.GET, "/trickle", null).getDouble("perSecond")).isZero();
    assertThat(SANDBOX.get(CONTACTS + "/$count").bodyAsString()).isEqualTo("0");
    assertThat(SANDBOX.get(CONTACTS + "?$select=fax").statusCode()).isEqualTo(200);
    JsonObject profiles = SANDBOX.get(PROFILES).bodyAsJsonObject();
    assertThat(profiles.getJsonArray("content")).isEmpty();
    assertThat(SANDBOX.createProfile("1").bodyAsJsonObject().containsKey("phone")).isTrue();
  }

  @Test
  void an_unknown_control_is_not_found() {
    assertThat(SANDBOX.tryControl(HttpMethod.POST, "/explode", null).statusCode()).isEqualTo(404);
    assertThat(
            SANDBOX
                .tryControl(HttpMethod.GET, "/journal?api=sap", null)
                .bodyAsJsonObject()
                .getString("field"))
        .isEqualTo("api");
  }

  private static void schema(String change) {
    SANDBOX.control(HttpMethod.POST, "/schema", new JsonObject(change.replace('\'', '"')));
  }

  private static HttpResponse<Buffer> track() {
    return SANDBOX
        .request(HttpMethod.GET, CONTACTS + "?$select=lastname")
        .putHeader("Prefer", "odata.track-changes")
        .send()
        .await();
  }

  private static String profileHref(String externalId) {
    String href =
        SANDBOX
            .get(PROFILES + "/byExternalId?externalId_parameter=" + externalId)
            .bodyAsJsonObject()
            .getJsonArray("content")
            .getJsonObject(0)
            .getString("href");
    return href.substring(SANDBOX.url().length());
  }
}
