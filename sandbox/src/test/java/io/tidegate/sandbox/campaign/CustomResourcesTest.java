package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.CampaignInstance.PROFILES;
import static io.tidegate.sandbox.campaign.CampaignInstance.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomResourcesTest {
  private static final String EXTENDED = "/campaign/contoso/profileAndServicesExt/";
  private static final String ACCOUNTS = EXTENDED + "cusAccount";
  private static final String SUBSCRIPTIONS = EXTENDED + "cusSubscription";
  private static final String LINES = EXTENDED + "cusInvoiceLine";

  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void the_extended_api_alone_lists_and_has_them() {
    assertThat(campaign.get(EXTENDED).bodyAsJsonObject().fieldNames())
        .contains("profile", "cusAccount", "cusSubscription", "cusInvoiceLine");
    String builtIn = EXTENDED.replace("Ext", "");
    assertThat(campaign.get(builtIn).bodyAsJsonObject().fieldNames()).containsExactly("profile");
    assertThat(campaign.get(builtIn + "cusAccount").statusCode()).isEqualTo(404);
  }

  @Test
  void fields_of_all_types_are_written_read_and_found_by_the_published_filters() {
    JsonObject written =
        new JsonObject()
            .put("cusExternalId", "s-1")
            .put("cusName", "Gold")
            .put("cusPlan", "premium")
            .put("cusAmount", 12.5)
            .put("cusStartDate", "2026-01-02")
            .put("cusRenewsOn", "2026-02-01 00:00:00.000Z")
            .put("cusAutoRenew", true);
    JsonObject created = create(SUBSCRIPTIONS, written);

    assertThat(created.getMap()).containsAllEntriesOf(written.getMap());
    assertThat(created.getString("cusStatus")).isEqualTo("active");
    assertThat(created.getString("title")).isEqualTo("Gold (s-1)");
    assertThat(created.getValue("cusAccount")).isNull();
    assertThat(content(campaign.get(SUBSCRIPTIONS + "/byExternalId?externalId_parameter=s-1")))
        .containsExactly(created);
    assertThat(content(campaign.get(SUBSCRIPTIONS + "/byLastModified?from_parameter=2026-01-01")))
        .containsExactly(created);
    assertThat(content(campaign.get(ACCOUNTS))).isEmpty();
  }

  @Test
  void a_link_is_written_by_key_and_read_with_title_and_address() {
    JsonObject account =
        create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1").put("cusName", "Contoso"));
    JsonObject child =
        create(
            SUBSCRIPTIONS,
            new JsonObject().put("cusExternalId", "s-1").put("cusAccount", linkTo(account)));

    JsonObject link = child.getJsonObject("cusAccount");
    assertThat(link.getString("PKey")).isEqualTo(account.getString("PKey"));
    assertThat(link.getString("title")).isEqualTo("Contoso (a-1)");
    assertThat(campaign.get(link.getString("href")).bodyAsJsonObject()).isEqualTo(account);

    campaign.patch(child.getString("href"), new JsonObject().putNull("cusAccount"));
    assertThat(campaign.get(child.getString("href")).bodyAsJsonObject().getValue("cusAccount"))
        .isNull();
  }

  @Test
  void a_link_to_a_record_that_does_not_exist_is_refused() {
    JsonObject account = create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1"));
    JsonObject line = create(LINES, new JsonObject().put("cusExternalId", "l-1"));
    campaign.delete(account.getString("href"));

    for (JsonObject target : new JsonObject[] {account, line}) {
      HttpResponse<Buffer> refused =
          post(
              SUBSCRIPTIONS,
              new JsonObject().put("cusExternalId", "s-1").put("cusAccount", linkTo(target)));
      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.bodyAsString()).contains("cusAccount", "Unable to find document");
    }
    assertThat(content(campaign.get(SUBSCRIPTIONS))).isEmpty();
  }

  @Test
  void a_profile_links_to_an_account_in_the_extended_api_only() {
    JsonObject account = create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1"));
    JsonObject profile =
        create(
            PROFILES, new JsonObject().put("externalId", "p-1").put("cusAccount", linkTo(account)));

    assertThat(profile.getJsonObject("cusAccount").getString("PKey"))
        .isEqualTo(account.getString("PKey"));
    assertThat(content(campaign.get(CampaignInstance.BUILT_IN)).get(0).containsKey("cusAccount"))
        .isFalse();
  }

  @Test
  void metadata_tells_labels_targets_values_and_lengths() {
    JsonObject type = campaign.get(EXTENDED + "resourceType/cusSubscription").bodyAsJsonObject();
    JsonObject content = type.getJsonObject("content");

    assertThat(type.getString("label")).isEqualTo("Subscriptions");
    assertThat(content.getJsonObject("cusName").getInteger("length")).isEqualTo(100);
    assertThat(content.getJsonObject("cusAmount").getString("resType")).isEqualTo("double");
    assertThat(content.getJsonObject("cusAccount").getString("type")).isEqualTo("link");
    assertThat(content.getJsonObject("cusAccount").getString("resTarget")).isEqualTo("cusAccount");
    assertThat(content.getJsonObject("cusPlan").getJsonArray("values").getJsonObject(3))
        .isEqualTo(
            new JsonObject().put("name", "premium").put("label", "Premium").put("value", "3"));
    assertThat(
            campaign
                .get(type.getJsonObject("filters").getString("href"))
                .bodyAsJsonObject()
                .getJsonObject("byExternalId")
                .getString("data"))
        .isEqualTo(
            "/profileAndServicesExt/cusSubscription/byExternalId?externalId_parameter=$value");
  }

  @Test
  void a_record_that_others_refer_to_is_deleted_as_the_integrity_of_the_links_says() {
    for (Integrity integrity : Integrity.values()) {
      campaign.api().reset();
      campaign.api().schema().integrity("cusSubscription", "cusAccount", integrity);
      JsonObject account = create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1"));
      JsonObject child =
          create(
              SUBSCRIPTIONS,
              new JsonObject().put("cusExternalId", "s-1").put("cusAccount", linkTo(account)));

      HttpResponse<Buffer> deleted = campaign.delete(account.getString("href"));

      HttpResponse<Buffer> left = campaign.get(child.getString("href"));
      switch (integrity) {
        case DEFINE -> {
          assertThat(deleted.statusCode()).isEqualTo(500);
          assertThat(deleted.bodyAsString()).contains("referenced by", "cusSubscription");
          assertThat(campaign.get(account.getString("href")).statusCode()).isEqualTo(200);
        }
        case NORMAL -> assertThat(left.bodyAsJsonObject().getValue("cusAccount", "none")).isNull();
        case OWN -> assertThat(left.statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void a_link_that_is_mandatory_must_be_there() {
    campaign.api().schema().mandatory("cusSubscription", "cusAccount", true);

    assertThat(post(SUBSCRIPTIONS, new JsonObject().put("cusExternalId", "s-1")).bodyAsString())
        .contains("'cusAccount' property is mandatory");
    JsonObject account = create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1"));
    JsonObject child = create(SUBSCRIPTIONS, new JsonObject().put("cusAccount", linkTo(account)));
    assertThat(
            campaign
                .patch(child.getString("href"), new JsonObject().putNull("cusAccount"))
                .statusCode())
        .isEqualTo(500);
  }

  @Test
  void the_key_of_one_resource_is_none_of_another() {
    JsonObject account = create(ACCOUNTS, new JsonObject().put("cusExternalId", "a-1"));

    assertThat(campaign.get(LINES + "/" + account.getString("PKey")).statusCode()).isEqualTo(500);
  }

  private JsonObject create(String resource, JsonObject body) {
    HttpResponse<Buffer> response = post(resource, body);
    assertThat(response.statusCode()).describedAs(response.bodyAsString()).isEqualTo(201);
    return response.bodyAsJsonObject();
  }

  private HttpResponse<Buffer> post(String resource, JsonObject body) {
    return campaign.request(HttpMethod.POST, resource).sendJsonObject(body).await();
  }

  private static JsonObject linkTo(JsonObject record) {
    return new JsonObject().put("PKey", record.getString("PKey"));
  }
}
