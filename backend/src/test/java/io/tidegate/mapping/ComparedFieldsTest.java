package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.ComparedFields.Field;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparedFieldsTest {
  private static final ComparedFields FIELDS =
      new ComparedFields(
          List.of(
              new Field("name", "string", true, ""),
              new Field("place.city", "string", false, ""),
              new Field("seats", "long", false, "0"),
              new Field("active", "boolean", false, "false"),
              new Field("plan", "enumeration", false, "none"),
              new Field("renewsOn", "datetime", false, ""),
              new Field("parent", "link", false, "")));

  private static JsonObject record(String json) {
    return new JsonObject(json.replace('\'', '"'));
  }

  private static List<String> differing(String one, String other) {
    List<String> differing = FIELDS.differing(record(one), record(other));
    assertThat(FIELDS.hash(record(one)).equals(FIELDS.hash(record(other))))
        .as("the hashes agree with it")
        .isEqualTo(differing.isEmpty());
    return differing;
  }

  @Test
  void a_field_that_holds_something_else_differs_and_is_named() {
    assertThat(
            differing(
                "{'name':'a','place':{'city':'Rome'},'seats':1}",
                "{'name':'b','place':{'city':'Turin'},'seats':1}"))
        .containsExactly("name", "place.city");
  }

  @Test
  void what_is_not_compared_makes_no_difference() {
    assertThat(differing("{'name':'a','other':1}", "{'name':'a','other':2,'href':'x'}")).isEmpty();
  }

  @Test
  void case_counts_unless_the_target_rewrites_it_and_blanks_around_a_text_do_not() {
    assertThat(differing("{'name':'DOE '}", "{'name':'Doe'}")).isEmpty();
    assertThat(differing("{'place':{'city':'ROME'}}", "{'place':{'city':'Rome'}}"))
        .containsExactly("place.city");
  }

  @Test
  void nothing_is_what_the_target_shows_in_its_place() {
    assertThat(
            differing(
                "{'name':null,'seats':null,'active':null,'plan':null,'renewsOn':null,'parent':null}",
                "{'name':'','seats':0,'active':false,'plan':'none','renewsOn':''}"))
        .isEmpty();
    assertThat(differing("{'seats':null,'active':null}", "{'seats':1,'active':true}"))
        .containsExactly("active", "seats");
  }

  @Test
  void a_number_is_one_however_it_is_written() {
    assertThat(differing("{'seats':12.50}", "{'seats':'12.5'}")).isEmpty();
  }

  @Test
  void a_moment_is_one_however_it_is_written() {
    assertThat(
            differing(
                "{'renewsOn':'2026-01-02 03:04:05.000Z'}",
                "{'renewsOn':'2026-01-02T04:04:05+01:00'}"))
        .isEmpty();
    assertThat(
            differing(
                "{'renewsOn':'2026-01-02 03:04:05.000Z'}",
                "{'renewsOn':'2026-01-02 03:04:06.000Z'}"))
        .containsExactly("renewsOn");
  }

  @Test
  void a_link_is_where_it_leads_to() {
    assertThat(differing("{'parent':{'PKey':'@1'}}", "{'parent':{'PKey':'@1','title':'x'}}"))
        .isEmpty();
    assertThat(differing("{'parent':{'PKey':'@1'}}", "{'parent':{'PKey':'@2'}}"))
        .containsExactly("parent");
    assertThat(differing("{'parent':{'PKey':'@1'}}", "{'parent':null}")).containsExactly("parent");
  }
}
