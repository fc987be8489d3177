package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.mapping.Conversion.DateTime;
import io.tidegate.mapping.Conversion.Decimal;
import io.tidegate.mapping.Conversion.Identifier;
import io.tidegate.mapping.Conversion.Overflow;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Conversion.Unlisted;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Conversion.YesNo;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConversionTest {

  @Test
  void a_number_is_rounded_half_up() {
    assertThat(new Decimal(2).convert(1.005)).isEqualTo(new BigDecimal("1.01"));
    assertThat(new Decimal(0).convert(-2.5)).isEqualTo(-3L);
    assertThat(new Decimal(2).convert("12.50")).isEqualTo(new BigDecimal("12.5"));
    assertThat(new Decimal(null).convert(12)).isEqualTo(12L);
    assertThat(new Decimal(null).convert(" ")).isNull();
    assertThatThrownBy(() -> new Decimal(0).convert("12 €"))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("is not a number");
    assertThatThrownBy(() -> new Decimal(0).convert("1E999999999"))
        .isInstanceOf(UnmappableException.class);
  }

  @Property
  void a_rounded_number_is_at_most_half_a_digit_away(
      @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") BigDecimal number,
      @ForAll @IntRange(max = 6) int decimals) {
    BigDecimal rounded = new BigDecimal(new Decimal(decimals).convert(number).toString());
    assertThat(rounded.subtract(number).abs())
        .isLessThanOrEqualTo(new BigDecimal("0.5").movePointLeft(decimals));
  }

  @Test
  void a_whole_number_has_no_decimals_as_text() {
    assertThat(new Text(0, null).convert(12.0)).isEqualTo("12");
    assertThat(new Text(0, null).convert(1.0E7)).isEqualTo("10000000");
  }

  @Test
  void yes_and_no_come_in_many_guises() {
    assertThat(new YesNo().convert(true)).isEqualTo(true);
    assertThat(new YesNo().convert(0)).isEqualTo(false);
    assertThat(new YesNo().convert("Yes")).isEqualTo(true);
    assertThatThrownBy(() -> new YesNo().convert("perhaps")).hasMessage("is neither yes nor no");
  }

  @Test
  void a_moment_is_written_as_campaign_does() {
    assertThat(new DateTime(null).convert("2026-01-02T03:04:05Z"))
        .isEqualTo("2026-01-02 03:04:05.000Z");
    assertThat(new DateTime(null).convert("2026-01-02T03:04:05.6+01:00"))
        .isEqualTo("2026-01-02 02:04:05.600Z");
    assertThat(new DateTime(null).convert("2026-01-02")).isEqualTo("2026-01-02 00:00:00.000Z");
    assertThatThrownBy(() -> new DateTime(null).convert("noon"))
        .hasMessage("is not a date with a time");
  }

  @Test
  void a_moment_in_a_zone_is_what_a_clock_there_shows() {
    assertThat(new DateTime("Europe/Rome").convert("2026-07-02T03:04:05Z"))
        .isEqualTo("2026-07-02 05:04:05.000");
  }

  @Test
  void an_identifier_is_a_guid_in_lower_case() {
    assertThat(new Identifier().convert("0F8FAD5B-D9CB-469F-A165-70867728950E"))
        .isEqualTo("0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThatThrownBy(() -> new Identifier().convert("x")).hasMessage("is not a GUID");
  }

  @Test
  void what_a_value_table_does_not_list_becomes_the_other_value_stays_or_is_refused() {
    Map<String, Object> values = Map.of("1", "male", "true", true);
    assertThat(new ValueTable(values, "unknown", null).convert(7)).isEqualTo("unknown");
    assertThat(new ValueTable(values, null, Unlisted.KEEP).convert(7)).isEqualTo(7);
    assertThat(new ValueTable(values, null, Unlisted.KEEP).convert(true)).isEqualTo(true);
    assertThatThrownBy(() -> new ValueTable(values, null, Unlisted.REFUSE).convert("secret"))
        .hasMessage("has a value that the table does not list");
  }

  @Test
  void conversions_are_read_as_older_versions_stored_them() throws Exception {
    JsonMapper json = new JsonMapper();
    assertThat(
            json.readValue(
                "{\"type\":\"valueTable\",\"values\":{\"1\":\"male\"},\"otherwise\":\"unknown\"}",
                Conversion.class))
        .isEqualTo(new ValueTable(Map.of("1", "male"), "unknown", Unlisted.OTHERWISE));
    assertThat(
            json.readValue(
                "{\"type\":\"text\",\"maxLength\":30,\"overflow\":\"TRUNCATE\"}", Conversion.class))
        .isEqualTo(new Text(30, Overflow.TRUNCATE));
    assertThat(json.writeValueAsString(new Decimal(null))).isEqualTo("{\"type\":\"number\"}");
  }
}
