package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Mapping.Picklists;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowMapperTest {
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String PARENT = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  private static final Map<String, String> TYPES =
      Map.of("price", "Money", "new_accountid", "Lookup", "ownerid", "Owner", "kind", "Picklist");

  private static AttributeMapping computed(String target, String expression) {
    return new AttributeMapping(target, null, null, expression, null, null, true);
  }

  private static Mapping mapping(Picklists picklists, AttributeMapping... attributes) {
    return new Mapping(
        "new_subscription",
        "new_subscriptionid",
        "cusSubscription",
        "cusExternalId",
        picklists,
        new Condition("statecode", Operator.EQ, 0),
        List.of(attributes),
        List.of(new Link("cusAccount", "new_accountid", "account")));
  }

  private static JsonObject row() {
    return new JsonObject()
        .put("new_subscriptionid", ID)
        .put("_new_accountid_value", PARENT)
        .put("statecode", 0);
  }

  private static RowMapper mapper(Mapping mapping) {
    return new RowMapper(mapping, TYPES, Map.of(), Map.of());
  }

  private static Object value(JsonObject row, AttributeMapping attribute) {
    return mapper(mapping(Picklists.VALUE, attribute)).map(row).getValue("f");
  }

  @Test
  void all_that_is_needed_is_asked_for_lookups_by_their_columns() {
    Mapping mapping =
        mapping(
            Picklists.VALUE,
            AttributeMapping.of("name", "f", null),
            AttributeMapping.of("ownerid", "g", null),
            computed("h", "['a'].exists(x, x == name) ? price : 0.0"));
    assertThat(mapping.select(TYPES))
        .containsExactly(
            "new_subscriptionid",
            "name",
            "_ownerid_value",
            "price",
            "statecode",
            "_new_accountid_value");
    assertThat(mapping.select()).contains("ownerid", "_new_accountid_value");
    assertThat(mapping.fields()).containsExactly("cusExternalId", "f", "g", "h", "cusAccount");
  }

  @Test
  void a_link_names_the_flow_and_the_key_of_the_parent() {
    RowMapper mapper = mapper(mapping(Picklists.VALUE));
    assertThat(mapper.map(row()))
        .isEqualTo(
            new JsonObject()
                .put("cusExternalId", ID)
                .put(
                    "cusAccount",
                    new JsonObject()
                        .put("$link", new JsonObject().put("flow", "account").put("key", PARENT))));
    JsonObject orphan = mapper.map(row().putNull("_new_accountid_value"));
    assertThat(orphan.containsKey("cusAccount")).isTrue();
    assertThat(orphan.getValue("cusAccount")).isNull();
  }

  @Test
  void a_lookup_that_points_to_a_row_of_another_table_is_no_link() {
    RowMapper mapper =
        new RowMapper(mapping(Picklists.VALUE), TYPES, Map.of(), Map.of("account", "account"));
    JsonObject row =
        row().put("_new_accountid_value@Microsoft.Dynamics.CRM.lookuplogicalname", "contact");
    assertThat(mapper.map(row).getValue("cusAccount")).isNull();
  }

  @Test
  void a_constant_and_an_expression_feed_fields_too() {
    assertThat(value(row(), new AttributeMapping("f", null, "CRM", null, null, null, true)))
        .isEqualTo("CRM");
    JsonObject person = row().put("first", "Ada").put("last", "Rossi");
    assertThat(value(person, computed("f", "first + ' ' + last"))).isEqualTo("Ada Rossi");
    assertThat(value(person, computed("f", "last.upperAscii()"))).isEqualTo("ROSSI");
  }

  @Test
  void an_empty_attribute_adds_nothing_to_a_text() {
    JsonObject person = row().putNull("first").put("last", "Rossi");
    AttributeMapping name =
        new AttributeMapping("f", null, null, "first + ' ' + last", new Text(0, null), null, true);
    assertThat(value(person, name)).isEqualTo("Rossi");
    assertThat(value(row().putNull("a").putNull("b"), computed("f", "a + b"))).isNull();
    assertThat(value(person, computed("f", "first == null ? 'none' : first"))).isEqualTo("none");
  }

  @Test
  void a_price_without_decimals_is_still_divided_as_a_price() {
    assertThat(value(row().put("price", 101), computed("f", "price / 2.0"))).isEqualTo(50.5);
    assertThat(value(row().put("price", 101), computed("f", "price / 2"))).isEqualTo(50.5);
    assertThat(value(row().put("price", 100.5).put("seats", 2), computed("f", "seats * price + 1")))
        .isEqualTo(202.0);
    assertThat(value(row().put("seats", 5), computed("f", "seats / 2"))).isEqualTo(2L);
  }

  @Test
  void a_lookup_is_its_guid_in_an_expression() {
    assertThat(value(row(), computed("f", "new_accountid"))).isEqualTo(PARENT);
  }

  @Test
  void an_expression_that_fails_is_refused_naming_the_field_without_the_value() {
    JsonObject row = row().put("first", "secret");
    assertThatThrownBy(() -> value(row, computed("f", "int(first)")))
        .isInstanceOf(UnmappableException.class)
        .hasMessageStartingWith("The expression of f fails: ")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> value(row, computed("f", "[first]")))
        .hasMessage("The expression of f gives neither a text, a number, yes or no, nor a time.");
  }

  @Test
  void a_text_that_is_no_expression_is_refused_naming_the_character() {
    assertThatThrownBy(() -> Expression.of("first + "))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("at line 1, character");
    assertThatThrownBy(() -> Expression.of("first.shout()"))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("shout");
    assertThatThrownBy(() -> Expression.of("a+".repeat(3_000) + "a"))
        .isInstanceOf(ExpressionException.class);
    assertThatThrownBy(() -> Expression.of("(".repeat(500) + "a" + ")".repeat(500)))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void an_option_is_read_as_its_label_before_it_is_converted() {
    Map<String, Map<String, String>> labels = Map.of("kind", Map.of("1", "Gold", "2", "Silver"));
    AttributeMapping kind =
        AttributeMapping.of("kind", "f", new ValueTable(Map.of("Gold", "gold"), null, null));
    RowMapper mapper = new RowMapper(mapping(Picklists.LABEL, kind), TYPES, labels, Map.of());
    assertThat(mapper.map(row().put("kind", 1)).getString("f")).isEqualTo("gold");
    RowMapper several =
        new RowMapper(
            mapping(Picklists.LABEL, AttributeMapping.of("kind", "f", null)),
            TYPES,
            labels,
            Map.of());
    assertThat(several.map(row().put("kind", "1,2")).getString("f")).isEqualTo("Gold, Silver");
    assertThatThrownBy(() -> several.map(row().put("kind", 9)))
        .hasMessage("The attribute kind reads an option of kind that has no label.");
  }

  @Test
  void fields_written_once_are_known_by_their_paths() {
    AttributeMapping once = new AttributeMapping("a.b", "name", null, null, null, null, false);
    assertThat(mapping(Picklists.VALUE, once, AttributeMapping.of("x", "y", null)).initialOnly())
        .containsExactly("a.b");
  }

  @Test
  void a_row_that_the_filter_leaves_out_does_not_match() {
    RowMapper mapper = mapper(mapping(Picklists.VALUE));
    assertThat(mapper.matches(row())).isTrue();
    assertThat(mapper.matches(row().put("statecode", 1))).isFalse();
  }

  @Test
  void each_field_is_explained_also_where_one_cannot_be_mapped() {
    RowMapper mapper =
        mapper(
            mapping(
                Picklists.VALUE,
                AttributeMapping.of("name", "f", new Text(2, null)),
                AttributeMapping.of("kind", "g", null)));
    assertThat(mapper.explain(row().put("name", "long").put("kind", 1)))
        .contains(
            new RowMapper.Mapped(
                "f",
                "name",
                "long",
                null,
                "The attribute name has 4 characters where the target takes 2."),
            new RowMapper.Mapped("g", "kind", 1, 1, null));
  }
}
