package io.tidegate.workflow.ingress;

import static io.tidegate.workflow.ingress.Schemas.attribute;
import static io.tidegate.workflow.ingress.Schemas.constant;
import static io.tidegate.workflow.ingress.Schemas.field;
import static io.tidegate.workflow.ingress.Schemas.filter;
import static io.tidegate.workflow.ingress.Schemas.flow;
import static io.tidegate.workflow.ingress.Schemas.mapping;
import static io.tidegate.workflow.ingress.Schemas.resource;
import static io.tidegate.workflow.ingress.Schemas.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Conversion.Unlisted;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SchemaFitTest {
  private static List<Misfit> misfits(Flow flow, EntityDefinition entity, ResourceType resource) {
    return SchemaFit.misfits(
        flow, id -> id.equals("account") ? Schemas.account() : null, entity, resource);
  }

  private static List<Misfit> misfits(AttributeMapping attribute) {
    return misfits(flow(mapping(List.of(attribute), null)), subscription(), resource());
  }

  private static List<String> pointers(List<Misfit> misfits) {
    return misfits.stream().map(Misfit::pointer).toList();
  }

  private static AttributeMapping of(String source, String target, Conversion conversion) {
    return AttributeMapping.of(source, target, conversion);
  }

  @Test
  void a_flow_that_uses_every_kind_of_column_and_field_fits() {
    assertThat(misfits(flow(), subscription(), resource())).isEmpty();
  }

  @Test
  void a_table_whose_changes_are_not_tracked_is_named() {
    EntityDefinition table = subscription();
    EntityDefinition untracked =
        new EntityDefinition(
            table.logicalName(),
            table.entitySetName(),
            table.primaryIdAttribute(),
            false,
            table.attributes());
    assertThat(pointers(misfits(flow(), untracked, resource()))).containsExactly("/mapping/entity");
  }

  @Test
  void a_text_that_was_shortened_is_named_with_the_length_to_use() {
    assertThat(misfits(flow(), subscription(), resource(field("cusName", "string", "string", 20))))
        .singleElement()
        .satisfies(
            misfit -> {
              assertThat(misfit.pointer()).isEqualTo("/mapping/attributes/0/conversion/maxLength");
              assertThat(misfit.remedy()).contains("Set the length to 20");
            });
    assertThat(pointers(misfits(of("new_name", "cusName", null))))
        .containsExactly("/mapping/attributes/0/source");
    assertThat(pointers(misfits(of("new_name", "cusName", new Text(0, null)))))
        .containsExactly("/mapping/attributes/0/conversion");
    assertThat(pointers(misfits(of("new_accountid", "cusOrigin", null))))
        .containsExactly("/mapping/attributes/0/source");
  }

  @Test
  void what_an_instance_does_not_tell_is_not_held_against_the_flow() {
    ResourceType silent =
        resource(
            field("cusName", "string", "", 0),
            field("cusKind", "enumeration", "", 0),
            field("cusSeats", "number", "", 0));
    assertThat(misfits(flow(), subscription(), silent)).isEmpty();
    Map<String, ResourceType.Field> untold = new HashMap<>(resource().fields());
    untold.remove("cusPlace.city");
    assertThat(
            misfits(
                flow(),
                subscription(),
                new ResourceType("cusSubscription", "", untold, resource().filters())))
        .isEmpty();
  }

  @Test
  void a_value_that_an_enumeration_no_longer_has_is_named_at_its_row() {
    ResourceType renamed =
        resource(field("cusKind", "enumeration", "string", 0, "premium", "silver", "none"));
    assertThat(misfits(flow(), subscription(), renamed))
        .singleElement()
        .satisfies(
            misfit -> {
              assertThat(misfit.pointer()).isEqualTo("/mapping/attributes/5/conversion/values/1");
              assertThat(misfit.message()).isEqualTo("The field cusKind has no value gold.");
              assertThat(misfit.remedy()).isEqualTo("Use one of premium, silver, none.");
            });
  }

  @Test
  void an_option_that_a_column_no_longer_has_is_named_in_the_table_and_in_the_filter() {
    EntityDefinition.Attribute kind = subscription().attributes().get("new_kind");
    EntityDefinition changed =
        subscription(
            new EntityDefinition.Attribute(
                kind.logicalName(),
                kind.label(),
                kind.type(),
                kind.maxLength(),
                false,
                kind.format(),
                kind.behavior(),
                List.of(new EntityDefinition.Option(2, "Silver")),
                List.of()));
    assertThat(pointers(misfits(flow(), changed, resource())))
        .containsExactly(
            "/mapping/attributes/5/conversion/values/1", "/mapping/filter/all/0/value");
  }

  @Test
  void the_remedy_names_the_conversion_that_is_needed() {
    Map<AttributeMapping, String> remedies = new HashMap<>();
    remedies.put(of("new_kind", "cusKind", null), "Convert with a value table.");
    remedies.put(of("new_seats", "cusName", null), "Convert with text.");
    remedies.put(of("new_amount", "cusSeats", null), "Convert with number and 0 decimals.");
    remedies.put(of("new_name", "cusAmount", null), "Convert with number.");
    remedies.put(of("createdon", "cusStart", null), "Convert with date.");
    remedies.put(of("createdon", "cusMoment", null), "Convert with dateTime without a time zone.");
    remedies.put(of("new_kind", "cusActive", null), "Convert with boolean, or with a value table.");
    remedies.put(
        of("createdon", "cusMoment", new Conversion.DateTime("Europe/Rome")),
        "Convert with dateTime without a time zone.");
    remedies.put(of("new_active", "cusStart", new Conversion.Day()), "Convert with date.");
    remedies.forEach(
        (attribute, remedy) ->
            assertThat(misfits(attribute))
                .as(attribute.toString())
                .extracting(Misfit::remedy)
                .containsExactly(remedy));
  }

  @Test
  void labels_fit_an_enumeration_only_if_it_has_each() {
    Mapping labels =
        new Mapping(
            "new_subscription",
            "new_subscriptionid",
            "cusSubscription",
            "cusExternalId",
            Mapping.Picklists.LABEL,
            null,
            List.of(of("new_kind", "cusKind", null)),
            List.of());
    assertThat(misfits(flow(labels), subscription(), resource()))
        .singleElement()
        .extracting(Misfit::message)
        .isEqualTo("The field cusKind has no value Gold, Silver.");
    assertThat(
            misfits(
                flow(labels),
                subscription(),
                resource(field("cusKind", "enumeration", "string", 0, "Gold", "Silver"))))
        .isEmpty();
  }

  @Test
  void a_table_that_keeps_what_it_does_not_list_must_fit_with_that_too() {
    assertThat(
            pointers(
                misfits(
                    of(
                        "new_kind",
                        "cusKind",
                        new ValueTable(Map.of("1", "gold"), null, Unlisted.KEEP)))))
        .containsExactly("/mapping/attributes/0/conversion/unlisted");
    assertThat(
            misfits(
                of(
                    "new_kind",
                    "cusKind",
                    new ValueTable(Map.of("1", "gold", "2", "none"), null, Unlisted.KEEP))))
        .isEmpty();
  }

  @Test
  void yes_no_and_numbers_may_be_configured_as_text() {
    assertThat(
            misfits(
                of(
                    "new_kind",
                    "cusActive",
                    new ValueTable(Map.of("1", "true", "2", "false"), "false", null))))
        .isEmpty();
    assertThat(misfits(constant("cusSeats", "12"))).isEmpty();
    assertThat(pointers(misfits(constant("cusSeats", "12.5"))))
        .containsExactly("/mapping/attributes/0/constant");
    Flow typed =
        flow(mapping(List.of(constant("cusSeats", "12"), constant("cusActive", "true")), null))
            .resolved(resource());
    assertThat(typed.mapping().attributes())
        .containsExactly(constant("cusSeats", 12L), constant("cusActive", true));
  }

  private record Change(Flow flow, String pointer) {}

  @Provide
  Arbitrary<Change> oneThingWrong() {
    List<Change> changes = new ArrayList<>();
    List<AttributeMapping> attributes = Schemas.attributes();
    for (int i = 0; i < attributes.size(); i++) {
      AttributeMapping a = attributes.get(i);
      String at = "/mapping/attributes/" + i;
      changes.add(
          with(
              i,
              new AttributeMapping(
                  "cusGone", a.source(), a.constant(), a.expression(), a.conversion(), null, true),
              at + "/target"));
      changes.add(
          with(
              i,
              new AttributeMapping(
                  "cusCreated",
                  a.source(),
                  a.constant(),
                  a.expression(),
                  a.conversion(),
                  null,
                  true),
              at + "/target"));
      if (a.source() != null) {
        changes.add(with(i, of("new_gone", a.target(), a.conversion()), at + "/source"));
      }
      if (a.expression() != null) {
        changes.add(with(i, Schemas.computed(a.target(), "new_gone + 'x'"), at + "/expression"));
      }
    }
    for (int i = 3; i < 9; i++) {
      String at = "/mapping/attributes/" + i;
      changes.add(with(i, constant(attributes.get(i).target(), "strange"), at + "/constant"));
    }
    changes.add(filtered("new_gone", Operator.EQ, 1, "/attribute"));
    changes.add(filtered("new_kind", Operator.EQ, 9, "/value"));
    changes.add(filtered("new_kind", Operator.CONTAINS, 1, "/operator"));
    changes.add(filtered("new_active", Operator.GT, true, "/operator"));
    changes.add(filtered("new_active", Operator.EQ, "maybe", "/value"));
    changes.add(filtered("createdon", Operator.EQ, "yesterday", "/value"));
    changes.add(filtered("new_amount", Operator.LT, "much", "/value"));
    changes.add(filtered("new_accountid", Operator.EQ, "contoso", "/value"));
    changes.add(filtered("new_interests", Operator.EQ, 1, "/value"));
    changes.add(linked(new Link("cusAccount", "new_gone", "account"), "/source"));
    changes.add(linked(new Link("cusAccount", "new_name", "account"), "/source"));
    changes.add(linked(new Link("cusAccount", "ownerid", "account"), "/source"));
    changes.add(linked(new Link("cusGone", "new_accountid", "account"), "/target"));
    changes.add(linked(new Link("cusName", "new_accountid", "account"), "/target"));
    return Arbitraries.of(changes);
  }

  private static Change with(int index, AttributeMapping other, String pointer) {
    List<AttributeMapping> attributes = new ArrayList<>(Schemas.attributes());
    attributes.set(index, other);
    return new Change(flow(mapping(attributes, filter(), Schemas.TO_ACCOUNT)), pointer);
  }

  private static Change filtered(String attribute, Operator operator, Object value, String at) {
    Filter filter =
        new Filter.Any(
            List.of(
                new Condition("new_name", Operator.NE, null),
                new Condition(attribute, operator, value)));
    return new Change(
        flow(mapping(Schemas.attributes(), filter, Schemas.TO_ACCOUNT)),
        "/mapping/filter/any/1" + at);
  }

  private static Change linked(Link link, String at) {
    return new Change(flow(mapping(Schemas.attributes(), filter(), link)), "/mapping/links/0" + at);
  }

  @Property(tries = 200)
  void one_thing_wrong_in_a_mapping_that_fits_is_named_where_it_is(
      @ForAll("oneThingWrong") Change change) {
    assertThat(misfits(change.flow(), subscription(), resource()))
        .extracting(Misfit::pointer)
        .containsExactly(change.pointer());
  }

  @Test
  void a_key_or_a_filter_that_the_systems_do_not_have_is_named() {
    Mapping wrong =
        new Mapping(
            "new_subscription",
            "new_name",
            "cusSubscription",
            "cusOrigin",
            null,
            null,
            List.of(),
            List.of());
    Flow flow =
        Flow.standard("subscription", wrong, "byGone", "externalId_parameter", DeletionPolicy.OFF);
    assertThat(pointers(misfits(flow, subscription(), resource())))
        .containsExactly("/mapping/sourceKey", "/mapping/targetKey", "/lookupFilter");
    Flow parameter =
        Flow.standard(
            "subscription",
            mapping(List.of(), null),
            "byExternalId",
            "id_parameter",
            DeletionPolicy.OFF);
    assertThat(misfits(parameter, subscription(), resource()))
        .containsExactly(
            new Misfit(
                "/lookupParameter",
                "The filter byExternalId has no parameter id_parameter.",
                "Use externalId_parameter."));
  }

  @Test
  void a_link_must_lead_to_where_the_parents_are() {
    ResourceType elsewhere =
        resource(
            new ResourceType.Field(
                "cusAccount",
                "",
                "link",
                "link",
                java.util.OptionalInt.empty(),
                List.of(),
                java.util.Optional.of("cusBoat"),
                java.util.Optional.empty(),
                false,
                false));
    assertThat(pointers(misfits(flow(), subscription(), elsewhere)))
        .containsExactly("/mapping/links/0/target");
    assertThat(
            pointers(
                misfits(
                    flow(),
                    subscription(attribute("new_accountid", "Lookup", 0, "contact")),
                    resource())))
        .containsExactly("/mapping/links/0/source");
  }
}
