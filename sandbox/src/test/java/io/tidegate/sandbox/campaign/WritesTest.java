package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.CampaignInstance.BUILT_IN;
import static io.tidegate.sandbox.campaign.CampaignInstance.PROFILES;
import static io.tidegate.sandbox.campaign.CampaignInstance.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {
  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void a_post_answers_with_the_whole_profile() {
    JsonObject profile =
        campaign.create(
            new JsonObject()
                .put("externalId", "1")
                .put("email", "john.doe@mail.example")
                .put("firstName", "John")
                .put("lastName", "Doe")
                .put("birthDate", "1980-10-24")
                .put("gender", "male")
                .put("blackListEmail", true)
                .put(
                    "postalAddress", new JsonObject().put("city", "Roma").put("zipCode", "00184")));

    assertThat(profile.getString("PKey")).startsWith("@");
    assertThat(profile.getString("href"))
        .isEqualTo(campaign.url(PROFILES) + "/" + profile.getString("PKey"));
    assertThat(profile.getString("title")).isEqualTo("Doe John (john.doe@mail.example)");
    assertThat(profile.getString("domain")).isEqualTo("mail.example");
    assertThat(profile.getString("birthDate")).isEqualTo("1980-10-24");
    assertThat(profile.getString("gender")).isEqualTo("male");
    assertThat(profile.getBoolean("blackListEmail")).isTrue();
    assertThat(profile.getBoolean("blackList")).isFalse();
    assertThat(profile.getString("fax")).isEmpty();
    assertThat(profile.getJsonObject("postalAddress").getString("city")).isEqualTo("Roma");
    assertThat(profile.getJsonObject("postalAddress").getString("line1")).isEmpty();
    assertThat(profile.getString("created")).isEqualTo("2026-11-24 10:00:00.000Z");
    assertThat(campaign.get(profile.getString("href")).bodyAsJsonObject()).isEqualTo(profile);
  }

  @Test
  void the_same_post_twice_makes_two_profiles() {
    JsonObject body = new JsonObject().put("externalId", "1").put("email", "a@x.example");

    String first = campaign.create(body).getString("PKey");
    String second = campaign.create(body).getString("PKey");

    assertThat(first).isNotEqualTo(second);
    assertThat(content(campaign.get(PROFILES + "/byExternalId?externalId=1"))).hasSize(2);
    assertThat(campaign.counted(Counter.CREATES)).isEqualTo(2);
  }

  @Test
  void a_patch_changes_what_it_names_and_moves_lastModified() {
    JsonObject profile =
        campaign.create(
            new JsonObject()
                .put("firstName", "Amy")
                .put("phone", "1")
                .put("postalAddress", new JsonObject().put("city", "Roma").put("line1", "Via A")));
    campaign.later(Duration.ofMinutes(1));

    JsonObject answer =
        campaign
            .patch(
                profile.getString("href"),
                new JsonObject()
                    .putNull("phone")
                    .put("lastName", "Dakota")
                    .put("postalAddress", new JsonObject().put("city", "Milano")))
            .bodyAsJsonObject();

    assertThat(answer.fieldNames()).containsExactly("PKey", "href");
    JsonObject changed = campaign.get(answer.getString("href")).bodyAsJsonObject();
    assertThat(changed.getString("firstName")).isEqualTo("Amy");
    assertThat(changed.getString("lastName")).isEqualTo("Dakota");
    assertThat(changed.getString("phone")).isEmpty();
    assertThat(changed.getJsonObject("postalAddress").getString("city")).isEqualTo("Milano");
    assertThat(changed.getJsonObject("postalAddress").getString("line1")).isEqualTo("Via A");
    assertThat(changed.getString("created")).isEqualTo("2026-11-24 10:00:00.000Z");
    assertThat(changed.getString("lastModified")).isEqualTo("2026-11-24 10:01:00.000Z");
  }

  @Test
  void a_deleted_profile_is_gone() {
    String href = campaign.create(new JsonObject().put("externalId", "1")).getString("href");

    assertThat(campaign.delete(href).statusCode()).isEqualTo(200);

    assertThat(campaign.get(href).statusCode()).isEqualTo(404);
    assertThat(campaign.patch(href, new JsonObject()).statusCode()).isEqualTo(404);
    HttpResponse<Buffer> again = campaign.delete(href);
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.getHeader("Content-Type")).startsWith("text/plain");
    assertThat(again.bodyAsString())
        .startsWith("RST-360011 An error has occurred - please contact your administrator.\n")
        .contains("Unable to find document with path 'Profile'");
    assertThat(campaign.counted(Counter.DELETES)).isEqualTo(1);
    assertThat(content(campaign.get(PROFILES + "/byExternalId?externalId=1"))).isEmpty();
  }

  @Test
  void a_key_of_another_instance_says_nothing_to_this_one() {
    String key = campaign.create(new JsonObject()).getString("PKey");

    try (CampaignInstance other = new CampaignInstance()) {
      other.create(new JsonObject());
      HttpResponse<Buffer> answer = other.get(PROFILES + "/" + key);
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.bodyAsString()).contains("XTK-170036 Unable to parse expression");
    }
  }

  @Test
  void names_are_rewritten_by_their_policy() {
    JsonObject profile =
        campaign.create(new JsonObject().put("firstName", "ÉLODIE").put("lastName", "DE LA CRUZ"));

    assertThat(profile.getString("firstName")).isEqualTo("Élodie");
    assertThat(profile.getString("lastName")).isEqualTo("De La Cruz");
  }

  @ParameterizedTest
  @CsvSource({
    "age, 3, Cannot update the 'age' property that is read-only",
    "lastModified, 2026-01-01, Cannot update the 'lastModified' property that is read-only",
    "PKey, @x, Cannot update the 'PKey' property that is read-only",
    "shoeSize, 44, 'shoeSize' property is not valid for the 'profile' resource",
    "firstName, 1234567890123456789012345678901, too long (31 characters",
    "email, not an address, not a valid email address",
    "email, a@b, not a valid email address",
    "birthDate, 24/10/1980, not a valid date",
    "gender, robot, The value 'robot' is not valid for the 'nms:recipient:gender' enumeration",
    "blackList, yes, not a valid boolean",
    "postalAddress, Rome, not a valid item",
  })
  void what_campaign_cannot_take_is_refused_and_nothing_is_written(
      String field, String value, String words) {
    HttpResponse<Buffer> answer = campaign.post(new JsonObject().put(field, value));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.bodyAsString()).startsWith("RST-360011").contains(words);
    assertThat(campaign.counted(Counter.CREATES)).isZero();
    assertThat(content(campaign.get(PROFILES))).isEmpty();
  }

  @Test
  void length_is_counted_in_characters_as_people_see_them() {
    String thirty = "😀".repeat(30);

    assertThat(campaign.create(new JsonObject().put("firstName", thirty)).getString("firstName"))
        .isEqualTo(thirty);
  }

  @Test
  void a_body_that_is_no_json_object_is_refused() {
    assertThat(
            campaign
                .request(HttpMethod.POST, PROFILES)
                .sendBuffer(Buffer.buffer("{\"email\":"))
                .await()
                .statusCode())
        .isEqualTo(500);
    assertThat(
            campaign
                .request(HttpMethod.POST, PROFILES)
                .sendBuffer(Buffer.buffer("[]"))
                .await()
                .statusCode())
        .isEqualTo(500);
  }

  @Test
  void custom_fields_are_in_the_extended_api_only() {
    campaign.api().schema().addField("profile", "cusTier", "string", 10);

    JsonObject profile = campaign.create(new JsonObject().put("cusTier", "gold"));

    assertThat(profile.getString("cusTier")).isEqualTo("gold");
    assertThat(content(campaign.get(BUILT_IN)).get(0).containsKey("cusTier")).isFalse();
    assertThat(
            campaign
                .request(HttpMethod.POST, BUILT_IN)
                .sendJsonObject(new JsonObject().put("cusTier", "gold"))
                .await()
                .bodyAsString())
        .contains("'cusTier' property is not valid");
  }

  @Test
  void methods_and_addresses_that_do_not_exist_are_refused() {
    assertThat(campaign.request(HttpMethod.PUT, PROFILES).send().await().statusCode())
        .isEqualTo(405);
    assertThat(campaign.get("/campaign/contoso/profileAndServices/spaceship").statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_collections_of_a_profile_are_there_and_empty() {
    JsonObject profile = campaign.create(new JsonObject());

    String logs = profile.getJsonObject("logs").getString("href");

    assertThat(content(campaign.get(logs))).isEmpty();
    assertThat(campaign.get(profile.getString("href") + "/shoes").statusCode()).isEqualTo(404);
  }
}
