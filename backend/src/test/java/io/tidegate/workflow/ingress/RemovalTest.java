package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Mappings;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemovalTest {
  private static ResourceType resource(Map<String, String> types) {
    Map<String, ResourceType.Field> fields = new HashMap<>();
    types.forEach(
        (name, type) ->
            fields.put(name, new ResourceType.Field(name, type, List.of(), Optional.empty())));
    return new ResourceType("profile", fields, Set.of());
  }

  @Test
  void an_anonymous_record_has_no_key_and_no_mapped_value_and_every_opt_out_the_metadata_has() {
    JsonObject nobody =
        Removal.nobody(
            Mappings.contactToProfile(),
            resource(
                Map.of(
                    "blackList", "boolean",
                    "denyListEmail", "boolean",
                    "ccpaOptOut", "boolean",
                    "blackListReason", "string",
                    "isExternal", "boolean")));

    assertThat(nobody.getMap()).containsEntry("externalId", null).containsEntry("email", null);
    assertThat(nobody.getString("gender")).isEqualTo("unknown");
    for (AttributeMapping attribute : Mappings.contactToProfile().attributes()) {
      assertThat(nobody.getMap()).containsKey(attribute.target().split("\\.", -1)[0]);
    }
    assertThat(nobody.getJsonObject("postalAddress"))
        .isNotEmpty()
        .allSatisfy(part -> assertThat(part.getValue()).isNull());
    assertThat(nobody.getBoolean("blackList")).isTrue();
    assertThat(nobody.getBoolean("denyListEmail")).isTrue();
    assertThat(nobody.getBoolean("ccpaOptOut")).isTrue();
    assertThat(nobody.getMap()).doesNotContainKeys("blackListReason", "isExternal");
  }

  @Test
  void configuration_versions_of_before_anonymising_can_still_be_read() {
    IngressConfig config =
        new IngressConfig(
            List.of(
                IngressConfig.Flow.standard(
                    "contact",
                    Mappings.contactToProfile(),
                    "byExternalId",
                    "externalId_parameter",
                    DeletionPolicy.ANONYMISE)));
    String json = config.toJson();

    assertThat(IngressConfig.fromJson(json)).isEqualTo(config);
    assertThat(deletions(json, "true")).isEqualTo(DeletionPolicy.DELETE);
    assertThat(deletions(json, "false")).isEqualTo(DeletionPolicy.OFF);
  }

  private static DeletionPolicy deletions(String json, String old) {
    String before = json.replace("\"deletions\":\"anonymise\"", "\"deletions\":" + old);
    assertThat(before).isNotEqualTo(json);
    return IngressConfig.fromJson(before).flows().get(0).deletions();
  }
}
