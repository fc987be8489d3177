package io.tidegate.workflow.ingress;

import static io.tidegate.workflow.ingress.Schemas.account;
import static io.tidegate.workflow.ingress.Schemas.flow;
import static io.tidegate.workflow.ingress.Schemas.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mappings;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IngressRulesTest {
  private static List<String> pointers(Flow... flows) {
    return IngressRules.misfits(new IngressConfig(List.of(flows))).stream()
        .map(Misfit::pointer)
        .toList();
  }

  private static Flow linked(String id, Link... links) {
    String table = "new_" + id;
    return Flow.standard(
        id,
        new Mapping(
            table, table + "id", "cus" + id, "cusKey", null, null, List.of(), List.of(links)),
        "byKey",
        "key_parameter",
        DeletionPolicy.OFF);
  }

  private static Link to(String flow) {
    return new Link("cusParent", "new_parent", flow);
  }

  @Test
  void what_comes_with_tidegate_is_right() {
    Flow contact =
        Flow.standard(
            "contact",
            Mappings.contactToProfile(),
            "byExternalId",
            "externalId_parameter",
            DeletionPolicy.ANONYMISE);
    assertThat(pointers(contact, account(), flow())).isEmpty();
    assertThat(pointers()).isEmpty();
  }

  @Test
  void a_table_a_resource_and_an_id_are_in_one_flow_only() {
    assertThat(pointers(account(), account()))
        .containsExactly("/flows/1/id", "/flows/1/mapping/entity", "/flows/1/mapping/resource");
  }

  @Test
  void three_tables_may_stand_one_below_the_other_but_not_four() {
    Flow a = linked("a");
    Flow b = linked("b", to("a"));
    Flow c = linked("c", to("b"));
    assertThat(pointers(a, b, c)).isEmpty();
    assertThat(pointers(c, b, a)).isEmpty();
    assertThat(pointers(a, b, c, linked("d", to("c"))))
        .containsExactly("/flows/3/mapping/links/0/flow");
  }

  @Test
  void circles_links_to_itself_and_links_to_nowhere_are_named() {
    assertThat(pointers(linked("a", to("b")), linked("b", to("a"))))
        .containsExactly("/flows/0/mapping/links/0/flow", "/flows/1/mapping/links/0/flow");
    assertThat(pointers(linked("a", to("a")))).containsExactly("/flows/0/mapping/links/0/flow");
    assertThat(pointers(linked("a", to("gone")))).containsExactly("/flows/0/mapping/links/0/flow");
    assertThat(
            pointers(linked("a", to("b")), linked("b", to("c")), linked("c", to("b")), linked("d")))
        .contains("/flows/1/mapping/links/0/flow", "/flows/2/mapping/links/0/flow");
  }

  @Test
  void a_field_is_fed_once_neither_twice_nor_as_a_whole_and_in_parts() {
    Flow flow =
        flow(
            mapping(
                List.of(
                    AttributeMapping.of("a", "cusPlace.city", null),
                    AttributeMapping.of("b", "cusPlace", null),
                    AttributeMapping.of("c", "cusExternalId", null),
                    AttributeMapping.of("d", "cusAccount", null)),
                null,
                Schemas.TO_ACCOUNT));
    assertThat(pointers(account(), flow))
        .containsExactly(
            "/flows/1/mapping/attributes/1/target",
            "/flows/1/mapping/attributes/2/target",
            "/flows/1/mapping/links/0/target");
  }

  @Test
  void exactly_one_thing_feeds_a_field() {
    AttributeMapping none = new AttributeMapping("f", null, null, null, null, null, true);
    AttributeMapping two = new AttributeMapping("g", "a", 1, null, null, null, true);
    assertThat(pointers(flow(mapping(List.of(none, two), null))))
        .containsExactly("/flows/0/mapping/attributes/0", "/flows/0/mapping/attributes/1");
  }

  private static JsonObject document() {
    return new JsonObject(new IngressConfig(List.of(account(), flow())).toJson());
  }

  private record Mutation(String pointer, Consumer<JsonObject> change) {
    @Override
    public String toString() {
      return pointer;
    }
  }

  /** Changes to the second flow, each by the place where it is to be named. */
  @Provide
  Arbitrary<Mutation> oneThingWrong() {
    return Arbitraries.of(
        new Mutation("/id", flow -> flow.put("id", "Subscription!")),
        new Mutation("/heldDeletionShare", flow -> flow.put("heldDeletionShare", 1.5)),
        new Mutation("/pageSize", flow -> flow.put("pageSize", 5_001)),
        new Mutation("/pollSeconds", flow -> flow.put("pollSeconds", 0)),
        new Mutation("/parentWaitSeconds", flow -> flow.put("parentWaitSeconds", -1)),
        new Mutation("/schemaCheckSeconds", flow -> flow.put("schemaCheckSeconds", 90_000)),
        new Mutation("/deletions", flow -> flow.put("deletions", "anonymise")),
        new Mutation("/deletions", flow -> flow.putNull("deletions")),
        new Mutation("/lookupFilter", flow -> flow.put("lookupFilter", "by id?")),
        new Mutation("/lookupParameter", flow -> flow.put("lookupParameter", "")),
        new Mutation("/mapping", flow -> flow.putNull("mapping")),
        new Mutation("/mapping/entity", inMapping("entity", "new subscription")),
        new Mutation("/mapping/entity", inMapping("entity", null)),
        new Mutation("/mapping/sourceKey", inMapping("sourceKey", "a'b")),
        new Mutation("/mapping/resource", inMapping("resource", "../x")),
        new Mutation("/mapping/targetKey", inMapping("targetKey", "")),
        new Mutation("/mapping/attributes/0/target", attribute(0, "target", "a..b")),
        new Mutation("/mapping/attributes/2/target", attribute(2, "target", "cusName")),
        new Mutation("/mapping/attributes/0/source", attribute(0, "source", "name desc")),
        new Mutation("/mapping/attributes/0", attribute(0, "source", null)),
        new Mutation("/mapping/attributes/0", attribute(0, "constant", "x")),
        new Mutation("/mapping/attributes/9/expression", attribute(9, "expression", "a +")),
        new Mutation("/mapping/attributes/1/constant", attribute(1, "constant", new JsonObject())),
        new Mutation("/mapping/attributes/1/empty", attribute(1, "empty", List.of())),
        new Mutation(
            "/mapping/attributes/0/conversion/maxLength",
            flow -> at(flow, 0).getJsonObject("conversion").put("maxLength", -1)),
        new Mutation(
            "/mapping/attributes/3/conversion/decimals",
            flow -> at(flow, 3).getJsonObject("conversion").put("decimals", 11)),
        new Mutation(
            "/mapping/attributes/8/conversion/zone",
            flow -> at(flow, 8).getJsonObject("conversion").put("zone", "Mars/Base")),
        new Mutation("/mapping/filter/all/0/value", condition("value", null, "gt")),
        new Mutation("/mapping/filter/all/0/value", condition("value", new JsonObject(), "eq")),
        new Mutation("/mapping/filter/all/0/operator", condition("value", 1, null)),
        new Mutation("/mapping/filter/all/0/attribute", condition("attribute", "A", "eq")),
        new Mutation(
            "/mapping/filter/any",
            flow ->
                flow.getJsonObject("mapping")
                    .put("filter", new JsonObject().put("any", List.of()))),
        new Mutation("/mapping/links/0/flow", link("flow", "gone")),
        new Mutation("/mapping/links/0/source", link("source", "_x_VALUE")),
        new Mutation("/mapping/links/0/target", link("target", "cusName")));
  }

  private static Consumer<JsonObject> inMapping(String property, Object value) {
    return flow -> flow.getJsonObject("mapping").put(property, value);
  }

  private static JsonObject at(JsonObject flow, int index) {
    return flow.getJsonObject("mapping").getJsonArray("attributes").getJsonObject(index);
  }

  private static Consumer<JsonObject> attribute(int index, String property, Object value) {
    return flow -> at(flow, index).put(property, value);
  }

  private static Consumer<JsonObject> link(String property, Object value) {
    return flow ->
        flow.getJsonObject("mapping").getJsonArray("links").getJsonObject(0).put(property, value);
  }

  private static Consumer<JsonObject> condition(String property, Object value, String operator) {
    return flow ->
        flow.getJsonObject("mapping")
            .getJsonObject("filter")
            .getJsonArray("all")
            .getJsonObject(0)
            .put("operator", operator)
            .put(property, value);
  }

  @Property(tries = 200)
  void one_thing_wrong_in_a_right_document_is_named_where_it_is(
      @ForAll("oneThingWrong") Mutation mutation) {
    JsonObject document = document();
    mutation.change().accept(document.getJsonArray("flows").getJsonObject(1));
    assertThat(IngressRules.misfits(IngressConfig.fromJson(document.encode())))
        .extracting(Misfit::pointer)
        .containsExactly("/flows/1" + mutation.pointer());
  }

  @Test
  void a_filter_that_is_nested_too_deeply_is_refused() {
    Filter filter = new Condition("a", Operator.EQ, 1);
    for (int i = 0; i < 50; i++) {
      filter = new Filter.All(List.of(filter));
    }
    Conversion text = new Text(5, null);
    assertThat(pointers(flow(mapping(List.of(AttributeMapping.of("a", "cusName", text)), filter))))
        .singleElement()
        .asString()
        .startsWith("/flows/0/mapping/filter/all/0");
  }
}
