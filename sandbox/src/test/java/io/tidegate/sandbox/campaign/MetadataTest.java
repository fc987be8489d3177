package io.tidegate.sandbox.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final String EXTENDED =
      "/campaign/contoso/profileAndServicesExt/resourceType/profile";
  private static final String BUILT_IN =
      "/campaign/contoso/profileAndServices/resourceType/profile";

  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void fields_tell_type_length_and_policy() {
    JsonObject profile = campaign.get(EXTENDED).bodyAsJsonObject();
    JsonObject content = profile.getJsonObject("content");

    assertThat(profile.getString("schema")).isEqualTo("nms:recipient");
    assertThat(content.getJsonObject("email").getString("dataPolicy")).isEqualTo("email");
    assertThat(content.getJsonObject("lastName").getString("dataPolicy")).isEqualTo("smartCase");
    assertThat(content.getJsonObject("firstName").getInteger("length")).isEqualTo(30);
    assertThat(content.getJsonObject("age").getBoolean("readOnly")).isTrue();
    assertThat(content.getJsonObject("birthDate").getString("type")).isEqualTo("date");
    assertThat(content.getJsonObject("blackListEmail").getString("type")).isEqualTo("boolean");
    assertThat(content.getJsonObject("logs").getString("resTarget")).isEqualTo("broadLogRcp");
    assertThat(
            content
                .getJsonObject("postalAddress")
                .getJsonObject("content")
                .getJsonObject("zipCode")
                .getInteger("length"))
        .isEqualTo(15);
  }

  @Test
  void enumerations_list_the_names_that_are_to_be_posted() {
    JsonObject gender =
        campaign.get(EXTENDED).bodyAsJsonObject().getJsonObject("content").getJsonObject("gender");

    assertThat(gender.getString("type")).isEqualTo("enumeration");
    assertThat(
            gender.getJsonArray("values").stream()
                .map(value -> ((JsonObject) value).getString("name")))
        .containsExactly("unknown", "male", "female");
  }

  @Test
  void filters_are_found_by_their_href_and_show_how_they_are_used() {
    assertThat(filters(EXTENDED).fieldNames())
        .contains("byEmail", "byText", "byExternalId", "byLastModified");
    assertThat(filters(EXTENDED).getJsonObject("byExternalId").getString("data"))
        .isEqualTo("/profileAndServicesExt/profile/byExternalId?externalId_parameter=$value");
    assertThat(filters(BUILT_IN).fieldNames()).containsExactlyInAnyOrder("byEmail", "byText");
  }

  @Test
  void a_dropped_field_is_gone_from_metadata_and_profiles_and_refused() {
    campaign.create(new JsonObject().put("mobilePhone", "1"));

    campaign.api().schema().dropField("profile", "mobilePhone");

    assertThat(
            campaign
                .get(EXTENDED)
                .bodyAsJsonObject()
                .getJsonObject("content")
                .containsKey("mobilePhone"))
        .isFalse();
    assertThat(
            CampaignInstance.content(campaign.get(CampaignInstance.PROFILES))
                .get(0)
                .containsKey("mobilePhone"))
        .isFalse();
    assertThat(campaign.post(new JsonObject().put("mobilePhone", "1")).bodyAsString())
        .contains("'mobilePhone' property is not valid");
  }

  @Test
  void resources_are_listed_at_the_root() {
    JsonObject root = campaign.get("/campaign/contoso/profileAndServicesExt/").bodyAsJsonObject();

    assertThat(root.getJsonObject("profile").getString("href")).isEqualTo(campaign.url(EXTENDED));
    assertThat(campaign.get(EXTENDED.replace("profile", "x")).statusCode()).isEqualTo(500);
    assertThat(
            campaign
                .get("/campaign/contoso/profileAndServices/resourceType/spaceship")
                .statusCode())
        .isEqualTo(404);
  }

  private JsonObject filters(String resourceType) {
    JsonObject type = campaign.get(resourceType).bodyAsJsonObject();
    return campaign.get(type.getJsonObject("filters").getString("href")).bodyAsJsonObject();
  }
}
