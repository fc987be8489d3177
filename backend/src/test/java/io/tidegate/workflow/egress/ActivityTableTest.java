package io.tidegate.workflow.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.NewRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ActivityTableTest {
  private static final EntityDefinition CONTACT =
      new EntityDefinition("contact", "contacts", "contactid", true, Map.of());

  private static ActivityTable table(List<String> columns) {
    Map<String, Attribute> attributes = new HashMap<>();
    columns.forEach(
        name ->
            attributes.put(
                name,
                new Attribute(
                    name,
                    name.equals("adobe_bouncedon") ? "DateTime" : "String",
                    OptionalInt.of(10))));
    return new ActivityTable(
        EventType.BOUNCE,
        ActivityColumns.adobe(EventType.BOUNCE),
        new EntityDefinition(
            "adobe_emailbounce", "adobe_emailbounces", "activityid", true, attributes),
        CONTACT);
  }

  private static final List<String> ALL =
      List.of(
          "subject",
          "regardingobjectid",
          "adobe_bouncedon",
          "adobe_campaignname",
          "adobe_deliveryname",
          "adobe_mirrorpageurl",
          "description");

  @Test
  void what_is_missing_is_named() {
    assertThat(table(ALL).problems()).isEmpty();
    assertThat(table(ALL.subList(1, 7)).problems())
        .containsExactly("The Dynamics 365 table adobe_emailbounce has no column subject.");
  }

  @Test
  void texts_are_cut_to_what_the_column_holds_but_not_within_a_character() {
    NewRow row =
        table(ALL)
            .row(
                "1",
                new Event(
                    "17",
                    Instant.EPOCH,
                    "CMP",
                    "123456789😀",
                    "DM",
                    "",
                    "",
                    "",
                    "0123456789abc",
                    null,
                    0,
                    ""));

    assertThat(row.columns().getString("adobe_campaignname")).isEqualTo("123456789");
    assertThat(row.columns().getString("description")).isEqualTo("0123456789");
    assertThat(row.columns().getString("subject")).isEqualTo("CMP DM");
    assertThat(row.columns().containsKey("adobe_deliveryname")).isFalse();
    assertThat(row.columns().getString("regardingobjectid_contact_adobe_emailbounce@odata.bind"))
        .isEqualTo("/contacts(1)");
  }
}
