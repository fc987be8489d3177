package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.CampaignInstance.BUILT_IN;
import static io.tidegate.sandbox.campaign.CampaignInstance.PROFILES;
import static io.tidegate.sandbox.campaign.CampaignInstance.content;
import static io.tidegate.sandbox.campaign.CampaignInstance.next;
import static io.tidegate.sandbox.campaign.CampaignInstance.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void a_list_has_25_lines_unless_more_are_asked_for() {
    campaign.createNumbered(30);

    assertThat(content(campaign.get(PROFILES))).hasSize(25);
    assertThat(content(campaign.get(PROFILES + "?_lineCount=28"))).hasSize(28);
    assertThat(campaign.counted(Counter.ROWS_READ)).isEqualTo(53);
  }

  @Test
  void following_next_visits_every_profile_once_and_the_last_page_has_none() {
    campaign.createNumbered(50);

    HttpResponse<Buffer> first = campaign.get(PROFILES + "?_lineCount=7&_forcePagination=true");

    assertThat(next(first))
        .startsWith(campaign.url(PROFILES) + "?_lineCount=7&_forcePagination=true&_lineStart=@");
    assertThat(first.bodyAsJsonObject().getBoolean("serverSidePagination")).isTrue();
    assertThat(campaign.walk(PROFILES + "?_lineCount=7", "externalId")).isEqualTo(numbered(50));
    assertThat(next(campaign.get(PROFILES + "?_lineCount=50"))).isNull();
  }

  @Test
  void what_is_deleted_or_created_between_two_pages_shifts_nothing() {
    campaign.createNumbered(20);
    HttpResponse<Buffer> first = campaign.get(PROFILES + "?_lineCount=10");

    campaign.delete(content(first).get(9).getString("href"));
    campaign.delete(content(first).get(0).getString("href"));
    campaign.create(new JsonObject().put("externalId", "id-20"));

    assertThat(campaign.walk(next(first), "externalId")).isEqualTo(numbered(21).subList(10, 21));
  }

  @Test
  void beyond_a_hundred_thousand_rows_there_is_no_next_page_unless_it_is_forced() {
    for (int i = 0; i <= 100_000; i++) {
      campaign.api().profiles().create(Map.of("externalId", "id-" + i));
    }

    assertThat(next(campaign.get(PROFILES))).isNull();
    assertThat(next(campaign.get(PROFILES + "?_forcePagination=true"))).isNotNull();
    assertThat(campaign.walk(PROFILES + "?_lineCount=10000&_forcePagination=true", "externalId"))
        .hasSize(100_001)
        .doesNotHaveDuplicates();
  }

  @Test
  void count_is_found_by_its_href() {
    campaign.createNumbered(3);

    String href =
        campaign.get(PROFILES).bodyAsJsonObject().getJsonObject("count").getString("href");

    assertThat(campaign.get(href).bodyAsJsonObject()).isEqualTo(new JsonObject().put("count", 3));
  }

  @Test
  void a_single_column_is_a_list_of_its_values() {
    campaign.create(new JsonObject().put("email", "b@x.example"));
    campaign.create(new JsonObject().put("email", "a@x.example"));

    JsonObject page = campaign.get(BUILT_IN + "/email?_order=email").bodyAsJsonObject();

    assertThat(page.getJsonArray("content"))
        .isEqualTo(new JsonArray().add("a@x.example").add("b@x.example"));
  }

  @Test
  void lists_are_sorted_by_a_field_up_and_down_across_pages() {
    List<String> names = List.of("Dora", "Carla", "Anna", "Emil", "Berta", "Anna");
    names.forEach(name -> campaign.create(new JsonObject().put("firstName", name)));
    List<String> sorted = names.stream().sorted().toList();

    assertThat(campaign.walk(PROFILES + "?_order=firstName&_lineCount=2", "firstName"))
        .isEqualTo(sorted);
    assertThat(campaign.walk(PROFILES + "?_order=firstName%20desc&_lineCount=2", "firstName"))
        .isEqualTo(IntStream.range(0, 6).mapToObj(i -> sorted.get(5 - i)).toList());
  }

  @Test
  void lists_are_sorted_by_modification_up_and_down() {
    campaign.createNumbered(3);
    campaign.later(Duration.ofMinutes(1));
    String href = content(campaign.get(PROFILES)).get(0).getString("href");
    campaign.patch(href, new JsonObject().put("phone", "1"));

    assertThat(campaign.walk(PROFILES + "?_order=lastModified&_lineCount=1", "externalId"))
        .containsExactly("id-1", "id-2", "id-0");
    assertThat(campaign.walk(PROFILES + "?_order=lastModified%20desc&_lineCount=1", "externalId"))
        .containsExactly("id-0", "id-2", "id-1");
  }

  @Test
  void a_made_up_start_is_refused() {
    campaign.createNumbered(3);

    assertThat(campaign.get(PROFILES + "?_lineStart=@AAAAAAAAAAAAAAAA").statusCode())
        .isEqualTo(500);
    assertThat(campaign.get(PROFILES + "?_lineCount=none").statusCode()).isEqualTo(500);
    assertThat(campaign.get(PROFILES + "?_order=nothing").statusCode()).isEqualTo(500);
  }

  @Test
  void links_use_the_form_by_which_the_request_came() {
    campaign.createNumbered(1);

    String short_ = "/campaign/profileAndServicesExt/profile";

    assertThat(values(campaign.get(short_), "href").get(0)).startsWith(campaign.url(short_) + "/@");
    assertThat(values(campaign.get(BUILT_IN + ".json"), "href").get(0))
        .startsWith(campaign.url(BUILT_IN) + "/@");
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
  }
}
