package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.Filter.All;
import io.tidegate.mapping.Filter.Any;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final JsonObject ROW =
      new JsonObject()
          .put("name", "O'Hara & Sons")
          .put("statecode", 0)
          .put("revenue", 100.50)
          .put("donotemail", false)
          .putNull("fax")
          .put("emailaddress1", "")
          .put("createdon", "2026-01-02T03:04:05Z")
          .put("_parentcustomerid_value", "0f8fad5b-d9cb-469f-a165-70867728950e")
          .put("interests", "1,12");

  private static final Map<String, String> TYPES =
      Map.of(
          "name", "String",
          "statecode", "State",
          "revenue", "Money",
          "donotemail", "Boolean",
          "fax", "String",
          "createdon", "DateTime",
          "parentcustomerid", "Customer",
          "interests", "MultiSelectPicklist");

  private static Condition of(String attribute, Operator operator, Object value) {
    return new Condition(attribute, operator, value);
  }

  private static boolean holds(String attribute, Operator operator, Object value) {
    return of(attribute, operator, value).matches(ROW, TYPES);
  }

  @Test
  void texts_are_compared_without_regard_to_case() {
    assertThat(holds("name", Operator.EQ, "o'hara & sons")).isTrue();
    assertThat(holds("name", Operator.CONTAINS, "HARA")).isTrue();
    assertThat(holds("name", Operator.STARTSWITH, "O'h")).isTrue();
    assertThat(holds("name", Operator.ENDSWITH, "sons")).isTrue();
    assertThat(holds("name", Operator.ENDSWITH, "hara")).isFalse();
  }

  @Test
  void numbers_are_compared_as_numbers_also_when_they_are_written_as_text() {
    assertThat(holds("revenue", Operator.GT, 99)).isTrue();
    assertThat(holds("revenue", Operator.EQ, "100.500")).isTrue();
    assertThat(holds("statecode", Operator.EQ, "0")).isTrue();
    assertThat(holds("revenue", Operator.LE, 100.5)).isTrue();
    assertThat(holds("revenue", Operator.LT, 9)).isFalse();
  }

  @Test
  void dates_are_compared_as_moments() {
    assertThat(holds("createdon", Operator.GE, "2026-01-02")).isTrue();
    assertThat(holds("createdon", Operator.LT, "2026-01-02T04:04:05+01:00")).isFalse();
    assertThat(holds("createdon", Operator.EQ, "2026-01-02T04:04:05+01:00")).isTrue();
  }

  @Test
  void an_empty_attribute_equals_null_only_and_is_neither_more_nor_less() {
    assertThat(holds("fax", Operator.EQ, null)).isTrue();
    assertThat(holds("emailaddress1", Operator.EQ, null)).isTrue();
    assertThat(holds("fax", Operator.NE, null)).isFalse();
    assertThat(holds("name", Operator.NE, null)).isTrue();
    assertThat(holds("fax", Operator.NE, "1")).isTrue();
    for (Operator operator : List.of(Operator.GT, Operator.GE, Operator.LT, Operator.LE)) {
      assertThat(holds("fax", operator, "1")).as(operator.json()).isFalse();
    }
    assertThat(holds("fax", Operator.CONTAINS, "1")).isFalse();
  }

  @Test
  void a_lookup_is_compared_by_its_id() {
    assertThat(holds("parentcustomerid", Operator.EQ, "0F8FAD5B-D9CB-469F-A165-70867728950E"))
        .isTrue();
  }

  @Test
  void several_options_contain_one_and_not_a_part_of_its_number() {
    assertThat(holds("interests", Operator.CONTAINS, 12)).isTrue();
    assertThat(holds("interests", Operator.CONTAINS, "2")).isFalse();
  }

  @Test
  void conditions_are_joined_by_and_and_or() {
    Filter filter =
        new All(
            List.of(
                of("statecode", Operator.EQ, 0),
                new Any(
                    List.of(
                        of("name", Operator.EQ, "nobody"), of("donotemail", Operator.EQ, false)))));
    assertThat(filter.matches(ROW, TYPES)).isTrue();
    assertThat(filter.attributes()).containsExactly("statecode", "name", "donotemail");
    assertThat(filter.toOData(TYPES))
        .isEqualTo("statecode eq 0 and (name eq 'nobody' or donotemail eq false)");
    assertThat(new All(List.of()).matches(ROW)).isTrue();
    assertThat(new All(List.of()).toOData()).isEmpty();
  }

  @Test
  void the_text_is_what_dynamics_understands() {
    assertThat(of("name", Operator.CONTAINS, "O'H").toOData(TYPES))
        .isEqualTo("contains(name,'O''H')");
    assertThat(of("fax", Operator.NE, null).toOData(TYPES)).isEqualTo("fax ne null");
    assertThat(of("createdon", Operator.GE, "2026-01-02T00:00:00Z").toOData(TYPES))
        .isEqualTo("createdon ge 2026-01-02T00:00:00Z");
    assertThat(
            of("parentcustomerid", Operator.EQ, "0f8fad5b-d9cb-469f-a165-70867728950e")
                .toOData(TYPES))
        .isEqualTo("_parentcustomerid_value eq 0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThat(of("interests", Operator.CONTAINS, 12).toOData(TYPES))
        .isEqualTo(
            "Microsoft.Dynamics.CRM.ContainValues(PropertyName='interests',PropertyValues=['12'])");
  }

  @Property
  void no_value_leaves_its_place_in_the_text(@ForAll String value, @ForAll boolean typed) {
    String text = of("createdon", Operator.EQ, value).toOData(typed ? TYPES : Map.of());
    String literal = text.substring("createdon eq ".length());
    boolean quoted = literal.startsWith("'") && literal.endsWith("'");
    String inner = quoted ? literal.substring(1, literal.length() - 1).replace("''", "") : literal;
    assertThat(inner).doesNotContain("'");
    assertThat(quoted || literal.matches("[0-9A-Za-z:.+-]+")).isTrue();
  }
}
