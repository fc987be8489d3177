package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ContactMappingTest {
  private static final Mapping MAPPING = Mappings.contactToProfile();
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private static JsonObject contact() {
    return new JsonObject().put("contactid", ID);
  }

  @Test
  void a_contact_becomes_a_profile() {
    JsonObject profile =
        MAPPING.map(
            contact()
                .put("firstname", "Zoë")
                .put("lastname", "D'Angelo")
                .put("emailaddress1", "zoe@contoso.example")
                .put("mobilephone", "+39 347 1234567")
                .put("birthdate", "1985-03-12")
                .put("gendercode", 2)
                .put("address1_line1", "Via Roma 1")
                .put("address1_city", "Torino")
                .put("address1_postalcode", "10121"));
    assertThat(profile)
        .isEqualTo(
            new JsonObject()
                .put("externalId", ID)
                .put("firstName", "Zoë")
                .put("lastName", "D'Angelo")
                .put("email", "zoe@contoso.example")
                .put("mobilePhone", "+39 347 1234567")
                .put("birthDate", "1985-03-12")
                .put("gender", "female")
                .put(
                    "postalAddress",
                    new JsonObject()
                        .put("line1", "Via Roma 1")
                        .putNull("line2")
                        .put("zipCode", "10121")
                        .put("city", "Torino")));
  }

  @Test
  void what_is_empty_at_the_source_is_cleared_at_the_target() {
    JsonObject profile = MAPPING.map(contact().put("firstname", "  "));
    assertThat(profile.containsKey("firstName")).isTrue();
    assertThat(profile.getValue("firstName")).isNull();
    assertThat(profile.getString("gender")).isEqualTo("unknown");
  }

  @Test
  void a_gender_that_the_value_table_does_not_know_is_unknown() {
    assertThat(MAPPING.map(contact().put("gendercode", 777)).getString("gender"))
        .isEqualTo("unknown");
  }

  @Test
  void a_first_name_longer_than_campaign_takes_is_cut_between_characters() {
    String longName = "𝔄".repeat(40);
    assertThat(MAPPING.map(contact().put("firstname", longName)).getString("firstName"))
        .isEqualTo("𝔄".repeat(30));
  }

  @Test
  void an_email_address_is_never_cut_but_refused() {
    assertThatThrownBy(() -> MAPPING.map(contact().put("emailaddress1", "a".repeat(129))))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("The attribute emailaddress1 has 129 characters where the target takes 128.");
  }

  @Test
  void a_birth_date_that_is_none_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> MAPPING.map(contact().put("birthdate", "31/12/1999")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("The attribute birthdate is not a date.");
  }

  @Test
  void only_mapped_attributes_are_asked_for() {
    assertThat(MAPPING.select()).startsWith("contactid").doesNotHaveDuplicates().hasSize(11);
  }

  @Property
  void a_mapped_name_always_fits_the_target(@ForAll("texts") String name) {
    String mapped = MAPPING.map(contact().put("firstname", name)).getString("firstName");
    assertThat(mapped == null ? 0 : mapped.codePointCount(0, mapped.length())).isBetween(0, 30);
  }

  /** Of whole characters: what is none is refused. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(1, Character.MAX_CODE_POINT)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .list()
        .ofMaxSize(80)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }
}
