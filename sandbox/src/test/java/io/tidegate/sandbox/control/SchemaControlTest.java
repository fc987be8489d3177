package io.tidegate.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaControlTest {
  private static final String DYNAMICS = "/dynamics/api/data/v9.2/";
  private static final String CAMPAIGN = "/campaign/contoso/profileAndServicesExt/";

  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  @Test
  void a_shortened_text_shows_in_the_metadata_and_refuses_what_is_longer() {
    campaign("cusSubscription", "fieldLength", "{'name':'cusName','maxLength':5}");
    dynamics("new_subscription", "attributeLength", "{'name':'new_name','maxLength':5}");

    assertThat(field("cusSubscription", "cusName").getInteger("length")).isEqualTo(5);
    assertThat(post(CAMPAIGN + "cusSubscription", "{'cusName':'123456'}")).isEqualTo(500);
    assertThat(post(CAMPAIGN + "cusSubscription", "{'cusName':'12345'}")).isEqualTo(201);
    assertThat(post(DYNAMICS + "new_subscriptions", "{'new_name':'123456'}")).isEqualTo(400);
    assertThat(post(DYNAMICS + "new_subscriptions", "{'new_name':'12345'}")).isEqualTo(204);
  }

  @Test
  void an_enumeration_value_is_renamed_and_removed() {
    campaign("cusSubscription", "renameValue", "{'field':'cusPlan','name':'premium','to':'gold'}");
    campaign("cusSubscription", "renameValue", "{'field':'cusPlan','name':'basic','label':'B'}");
    campaign("cusSubscription", "removeValue", "{'field':'cusPlan','name':'standard'}");

    List<String> values =
        field("cusSubscription", "cusPlan").getJsonArray("values").stream()
            .map(JsonObject.class::cast)
            .map(value -> value.getString("name") + "=" + value.getString("label"))
            .toList();
    assertThat(values).containsExactly("none=No plan", "basic=B", "gold=Premium");
    assertThat(post(CAMPAIGN + "cusSubscription", "{'cusPlan':'premium'}")).isEqualTo(500);
    assertThat(post(CAMPAIGN + "cusSubscription", "{'cusPlan':'gold'}")).isEqualTo(201);
  }

  @Test
  void an_option_is_renamed_and_removed() {
    dynamics(
        "new_subscription",
        "renameOption",
        "{'attribute':'new_plan','value':100000000,'label':'Entry'}");
    dynamics("new_subscription", "removeOption", "{'attribute':'new_plan','value':100000001}");

    JsonArray options =
        SANDBOX
            .get(
                DYNAMICS
                    + "EntityDefinitions(LogicalName='new_subscription')/Attributes/"
                    + "Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName"
                    + "&$expand=OptionSet")
            .bodyAsJsonObject()
            .getJsonArray("value")
            .getJsonObject(0)
            .getJsonObject("OptionSet")
            .getJsonArray("Options");
    assertThat(options.size()).isEqualTo(2);
    assertThat(
            options
                .getJsonObject(0)
                .getJsonObject("Label")
                .getJsonObject("UserLocalizedLabel")
                .getString("Label"))
        .isEqualTo("Entry");
    assertThat(post(DYNAMICS + "new_subscriptions", "{'new_plan':100000001}")).isEqualTo(400);
  }

  @Test
  void deletions_go_by_the_rules_that_were_set() {
    change("dynamics", new JsonObject().put("entity", "account").put("onDelete", "restrict"));
    SANDBOX.control(
        HttpMethod.POST,
        "/linked",
        new JsonObject().put("accounts", 1).put("subscriptionsPerAccount", 1));
    String account =
        SANDBOX
            .get(DYNAMICS + "accounts?$select=accountid")
            .bodyAsJsonObject()
            .getJsonArray("value")
            .getJsonObject(0)
            .getString("accountid");
    String row = DYNAMICS + "accounts(" + account + ")";

    assertThat(SANDBOX.request(HttpMethod.DELETE, row).send().await().statusCode()).isEqualTo(405);
    change("dynamics", new JsonObject().put("entity", "account").put("onDelete", "cascade"));
    assertThat(SANDBOX.request(HttpMethod.DELETE, row).send().await().statusCode()).isEqualTo(204);

    assertThat(SANDBOX.get(DYNAMICS + "new_subscriptions/$count").bodyAsString()).endsWith("0");
    JsonArray entries =
        SANDBOX.control(HttpMethod.GET, "/journal?api=dynamics", null).getJsonArray("entries");
    JsonObject last = entries.getJsonObject(entries.size() - 2);
    assertThat(last.getString("resource")).isEqualTo("account");
    assertThat(last.getString("effect")).isEqualTo("delete");
    assertThat(last.getString("key")).isEqualTo(account);
  }

  @Test
  void the_journal_tells_in_which_order_records_of_which_resource_were_written() {
    post(CAMPAIGN + "cusAccount", "{'cusExternalId':'a-1'}");
    SANDBOX.get(CAMPAIGN + "cusAccount");
    post(CAMPAIGN + "cusSubscription", "{'cusExternalId':'s-1'}");

    assertThat(
            SANDBOX
                .control(HttpMethod.GET, "/journal?api=campaign", null)
                .getJsonArray("entries")
                .stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getValue("done") != null)
                .map(
                    entry ->
                        entry.getLong("done")
                            + " "
                            + entry.getString("resource")
                            + " "
                            + entry.getString("externalId")))
        .containsExactly("1 cusAccount a-1", "2 cusSubscription s-1");
  }

  private static void campaign(String resource, String change, String details) {
    change("campaign", new JsonObject().put("resource", resource).put(change, json(details)));
  }

  private static void dynamics(String entity, String change, String details) {
    change("dynamics", new JsonObject().put("entity", entity).put(change, json(details)));
  }

  private static void change(String api, JsonObject change) {
    SANDBOX.control(HttpMethod.POST, "/schema", change.put("api", api));
  }

  private static JsonObject field(String resource, String name) {
    return SANDBOX
        .get(CAMPAIGN + "resourceType/" + resource)
        .bodyAsJsonObject()
        .getJsonObject("content")
        .getJsonObject(name);
  }

  private static int post(String path, String body) {
    return SANDBOX.request(HttpMethod.POST, path).sendJsonObject(json(body)).await().statusCode();
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
