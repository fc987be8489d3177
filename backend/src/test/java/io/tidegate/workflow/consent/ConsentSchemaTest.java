package io.tidegate.workflow.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.tidegate.workflow.export.ExportOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentSchemaTest {
  private static final ConsentConfig CONFIG =
      new ConsentConfig(
          "contact",
          "contactid",
          "profile",
          "externalId",
          List.of(new Row(Channel.EMAIL, "donotbulkemail", "blackListEmail", Direction.BOTH)),
          Policy.OPT_OUT_WINS,
          ConsentConfig.Source.REST,
          "byExternalId",
          "externalId_parameter",
          "byLastModified",
          "from_parameter",
          ExportOptions.STANDARD,
          "optouts*.csv",
          1_000,
          5,
          30,
          5);

  private static EntityDefinition contact(boolean tracked, String... columns) {
    Map<String, EntityDefinition.Attribute> attributes = new HashMap<>();
    for (String column : columns) {
      attributes.put(
          column, new EntityDefinition.Attribute(column, "Boolean", OptionalInt.empty()));
    }
    return new EntityDefinition("contact", "contacts", "contactid", tracked, attributes);
  }

  private static ResourceType profile(Set<String> filters, String... fields) {
    Map<String, ResourceType.Field> all = new HashMap<>();
    for (String field : fields) {
      all.put(field, new ResourceType.Field(field, "boolean", List.of(), Optional.empty()));
    }
    return new ResourceType("profile", all, filters);
  }

  private static final Set<String> FILTERS = Set.of("byExternalId", "byLastModified");

  @Test
  void an_instance_that_says_deny_list_is_understood() {
    ResourceType profile = profile(FILTERS, "denyListEmail");
    ConsentConfig resolved = CONFIG.with(ConsentSchema.resolved(CONFIG, profile));

    assertThat(resolved.rows().get(0).field()).isEqualTo("denyListEmail");
    assertThat(ConsentSchema.problems(resolved, contact(true, "donotbulkemail"), profile))
        .isEmpty();
  }

  @Test
  void everything_that_is_missing_is_named() {
    List<String> problems =
        ConsentSchema.problems(CONFIG, contact(false, "other"), profile(Set.of(), "other"));

    assertThat(problems)
        .containsExactly(
            "Change tracking is off for the Dynamics 365 table contact.",
            "The Dynamics 365 table contact has no yes/no column donotbulkemail for the channel"
                + " email.",
            "The Campaign resource profile has no yes/no field blackListEmail for the channel"
                + " email.",
            "The Campaign resource profile has no published filter byExternalId.",
            "The Campaign resource profile has no published filter byLastModified.");
  }

  @Test
  void a_field_that_is_not_shown_is_no_opt_in() {
    var shown =
        Sighting.ofProfile(
            new JsonObject().put("externalId", "x").put("lastModified", "2026-01-02 03:04:05.000Z"),
            CONFIG,
            CONFIG.active());

    assertThat(shown.consents().of(Channel.EMAIL)).isNull();
  }

  @Test
  void configurations_survive_storage() {
    assertThat(ConsentConfig.fromJson(CONFIG.toJson())).isEqualTo(CONFIG);
  }
}
