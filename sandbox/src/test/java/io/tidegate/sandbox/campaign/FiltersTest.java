package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.CampaignInstance.BUILT_IN;
import static io.tidegate.sandbox.campaign.CampaignInstance.PROFILES;
import static io.tidegate.sandbox.campaign.CampaignInstance.content;
import static io.tidegate.sandbox.campaign.CampaignInstance.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void a_profile_is_found_by_its_external_id_in_either_style_of_parameter() {
    campaign.createNumbered(5);

    assertThat(
            values(
                campaign.get(PROFILES + "/byExternalId?externalId_parameter=id-3"), "externalId"))
        .containsExactly("id-3");
    assertThat(values(campaign.get(PROFILES + "/byExternalId?externalId=id-3"), "externalId"))
        .containsExactly("id-3");
    assertThat(content(campaign.get(PROFILES + "/byExternalId?externalId=id"))).isEmpty();
    assertThat(campaign.counted(Counter.LOOKUPS)).isEqualTo(3);
    assertThat(campaign.counted(Counter.READS)).isZero();
  }

  @Test
  void an_external_id_that_was_changed_is_found_under_the_new_one_only() {
    String href = campaign.create(new JsonObject().put("externalId", "old")).getString("href");

    campaign.patch(href, new JsonObject().put("externalId", "new"));

    assertThat(content(campaign.get(PROFILES + "/byExternalId?externalId=old"))).isEmpty();
    assertThat(content(campaign.get(PROFILES + "/byExternalId?externalId=new"))).hasSize(1);
  }

  @Test
  void all_profiles_with_an_address_are_found_by_it() {
    campaign.create(new JsonObject().put("email", "one@x.example").put("firstName", "A"));
    campaign.create(new JsonObject().put("email", "one@x.example").put("firstName", "B"));
    campaign.create(new JsonObject().put("email", "two@x.example").put("firstName", "C"));

    assertThat(values(campaign.get(BUILT_IN + "/byEmail?email=one@x.example"), "firstName"))
        .containsExactly("A", "B");
  }

  @Test
  void text_is_a_prefix_of_a_name_or_the_address_with_its_case() {
    campaign.create(new JsonObject().put("lastName", "Doering").put("email", "x@x.example"));
    campaign.create(new JsonObject().put("firstName", "Doe").put("email", "y@x.example"));
    campaign.create(new JsonObject().put("lastName", "Maldoe").put("email", "z@x.example"));

    assertThat(content(campaign.get(BUILT_IN + "/byText?text=Doe"))).hasSize(2);
    assertThat(content(campaign.get(BUILT_IN + "/byText?text=doe"))).isEmpty();
    assertThat(content(campaign.get(BUILT_IN + "/byText?text=Doe&filterType=firstName")))
        .hasSize(1);
    assertThat(content(campaign.get(BUILT_IN + "/byText?text=z@"))).hasSize(1);
  }

  @Test
  void modifications_from_a_time_on_come_in_their_order() {
    campaign.createNumbered(4);
    campaign.later(Duration.ofSeconds(10));
    String second = values(campaign.get(PROFILES), "href").get(1);
    campaign.patch(second, new JsonObject().put("phone", "1"));
    campaign.later(Duration.ofSeconds(10));
    String first = values(campaign.get(PROFILES), "href").get(0);
    campaign.patch(first, new JsonObject().put("phone", "1"));

    String filter = PROFILES + "/byLastModified?_lineCount=1&";

    assertThat(campaign.walk(filter + "from_parameter=2026-11-24%2010:00:10.000Z", "externalId"))
        .containsExactly("id-1", "id-0");
    assertThat(campaign.walk(filter + "from=2026-11-24T10:00:10.001Z", "externalId"))
        .containsExactly("id-0");
    assertThat(
            campaign.walk(
                filter
                    + "from_parameter=2026-11-24%2009:00:00.000Z"
                    + "&to_parameter=2026-11-24%2010:00:20.000Z",
                "externalId"))
        .containsExactly("id-2", "id-3", "id-1");
    assertThat(campaign.walk(filter + "from=2026-11-24T10:00:21Z", "externalId")).isEmpty();
  }

  @Test
  void filters_narrow_each_other() {
    campaign.create(new JsonObject().put("email", "one@x.example").put("lastName", "Doe"));
    campaign.create(new JsonObject().put("email", "one@x.example").put("lastName", "Roe"));

    assertThat(
            values(
                campaign.get(BUILT_IN + "/byEmail/byText?email=one@x.example&text=Ro"), "lastName"))
        .containsExactly("Roe");
    assertThat(
            campaign
                .get(BUILT_IN + "/byEmail/_count?email=one@x.example")
                .bodyAsJsonObject()
                .getInteger("count"))
        .isEqualTo(2);
  }

  @Test
  void what_was_not_published_cannot_be_asked() {
    assertThat(campaign.get(PROFILES + "/byShoeSize?size=44").statusCode()).isEqualTo(404);
    assertThat(campaign.get(BUILT_IN + "/byExternalId?externalId=1").statusCode()).isEqualTo(404);

    campaign.api().schema().dropFilter("profile", "byExternalId");

    assertThat(campaign.get(PROFILES + "/byExternalId?externalId=1").statusCode()).isEqualTo(404);
  }

  @Test
  void a_filter_without_its_parameter_is_refused() {
    assertThat(campaign.get(PROFILES + "/byExternalId").bodyAsString())
        .startsWith("RST-360011")
        .contains("'externalId'");
    assertThat(campaign.get(PROFILES + "/byLastModified?from=yesterday").statusCode())
        .isEqualTo(500);
  }
}
