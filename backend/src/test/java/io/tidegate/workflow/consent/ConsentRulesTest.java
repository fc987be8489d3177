package io.tidegate.workflow.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.tidegate.workflow.export.ExportOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConsentRulesTest {
  private static final ConsentConfig CONFIG =
      new ConsentConfig(
          "contact",
          "contactid",
          "profile",
          "externalId",
          List.of(
              new Row(Channel.EMAIL, "donotbulkemail", "blackListEmail", Direction.BOTH),
              new Row(Channel.FAX, "donotfax", "blackListFax", Direction.OFF)),
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

  private record Mutation(String pointer, Consumer<JsonObject> change) {
    @Override
    public String toString() {
      return pointer;
    }
  }

  private static Mutation of(String property, Object value) {
    return new Mutation("/" + property, document -> document.put(property, value));
  }

  private static Mutation row(String property, Object value) {
    return new Mutation(
        "/rows/1/" + property,
        document -> document.getJsonArray("rows").getJsonObject(1).put(property, value));
  }

  @Provide
  Arbitrary<Mutation> oneThingWrong() {
    return Arbitraries.of(
        of("entity", "con tact"),
        of("key", null),
        of("resource", ""),
        of("targetKey", "external id"),
        of("policy", null),
        of("source", null),
        of("lookupFilter", "?"),
        of("lookupParameter", null),
        of("modifiedFilter", ""),
        of("modifiedParameter", "a b"),
        of("export", null),
        of("exportGlob", "x/*.csv"),
        of("pageSize", 5_001),
        of("pollSeconds", 0),
        of("overlapSeconds", -1),
        of("skewSeconds", 3_601),
        row("channel", "email"),
        row("channel", null),
        row("attribute", "donotbulkemail"),
        row("attribute", "Do not fax"),
        row("field", "blackListEmail"),
        row("field", null),
        row("direction", null));
  }

  @Property(tries = 100)
  void one_thing_wrong_in_a_right_document_is_named_where_it_is(
      @ForAll("oneThingWrong") Mutation mutation) {
    assertThat(ConsentRules.misfits(CONFIG)).isEmpty();
    JsonObject document = new JsonObject(CONFIG.toJson());
    mutation.change().accept(document);
    assertThat(ConsentRules.misfits(ConsentConfig.fromJson(document.encode())))
        .extracting(Misfit::pointer)
        .containsExactly(mutation.pointer());
  }

  private static EntityDefinition contact(String type) {
    return new EntityDefinition(
        "contact",
        "contacts",
        "contactid",
        true,
        Map.of("donotbulkemail", new Attribute("donotbulkemail", type, OptionalInt.empty())));
  }

  private static ResourceType profile(
      String field, String type, boolean readOnly, Map<String, List<String>> filters) {
    return new ResourceType(
        "profile",
        "Profiles",
        Map.of(
            field,
            new ResourceType.Field(
                field,
                field,
                type,
                "",
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                readOnly,
                false)),
        filters);
  }

  private static List<String> pointers(EntityDefinition entity, ResourceType resource) {
    return ConsentRules.misfits(CONFIG, entity, resource).stream().map(Misfit::pointer).toList();
  }

  @Test
  void a_row_that_is_off_need_not_fit_and_either_name_of_an_opt_out_field_does() {
    Map<String, List<String>> filters =
        Map.of(
            "byExternalId", List.of("externalId_parameter"),
            "byLastModified", List.of("from_parameter", "to_parameter"));
    assertThat(pointers(contact("Boolean"), profile("denyListEmail", "boolean", false, filters)))
        .isEmpty();
    assertThat(pointers(contact("Picklist"), profile("blackListEmail", "string", false, filters)))
        .containsExactly("/rows/0/attribute", "/rows/0/field");
    assertThat(pointers(contact("Boolean"), profile("blackListEmail", "boolean", true, filters)))
        .containsExactly("/rows/0/field");
  }

  @Test
  void filters_that_are_not_published_or_have_other_parameters_are_named() {
    assertThat(
            pointers(
                contact("Boolean"),
                profile(
                    "blackListEmail",
                    "boolean",
                    false,
                    Map.of("byExternalId", List.of("id_parameter")))))
        .containsExactly("/lookupParameter", "/modifiedFilter");
  }
}
