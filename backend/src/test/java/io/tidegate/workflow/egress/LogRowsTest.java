package io.tidegate.workflow.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.queue.Change;
import io.tidegate.workflow.export.ExportRow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRowsTest {
  private static final String PERSON = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";

  private static Map<String, String> delivery(String status, String failureType) {
    Map<String, String> row = new HashMap<>();
    row.put("logId", "17");
    row.put("externalId", PERSON.toUpperCase(Locale.ROOT));
    row.put("campaignId", "CMP1");
    row.put("deliveryId", "DM1");
    row.put("status", status);
    row.put("failureType", failureType);
    row.put("failureReason", "User unknown");
    row.put("eventDate", "2026-01-02 03:04:05.678Z");
    row.put("lastModified", "2026-01-03T00:00:00Z");
    return row;
  }

  private static List<Change> changes(EventType type, Map<String, String> values) {
    return changes(type, LogFormat.STANDARD, values);
  }

  private static List<Change> changes(
      EventType type, LogFormat format, Map<String, String> values) {
    return new LogRows(type, format, true)
        .changes(List.of(new ExportRow("broadlog.csv", 5, values, "")));
  }

  private static Event only(List<Change> changes) {
    assertThat(changes).hasSize(1);
    return Event.decode(changes.get(0).payload());
  }

  @Test
  void an_email_that_came_back_was_sent_before() {
    assertThat(only(changes(EventType.SEND, delivery("sent", ""))).at())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(changes(EventType.SEND, delivery("failed", "soft"))).hasSize(1);
    assertThat(changes(EventType.SEND, delivery("failed", "refused"))).isEmpty();
    assertThat(changes(EventType.SEND, delivery("pending", ""))).isEmpty();
  }

  @Test
  void hard_bounces_count_and_soft_ones_if_configured_at_the_time_they_came_back() {
    Event bounce = only(changes(EventType.BOUNCE, delivery("failed", "hard")));

    assertThat(bounce.at()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    assertThat(bounce.reason()).isEqualTo("User unknown");
    assertThat(changes(EventType.BOUNCE, delivery("failed", "soft"))).isEmpty();
    assertThat(
            changes(
                EventType.BOUNCE,
                LogFormat.STANDARD.withBounces(List.of("hard", "soft")),
                delivery("failed", "soft")))
        .hasSize(1);
    assertThat(changes(EventType.BOUNCE, delivery("sent", ""))).isEmpty();
  }

  @Test
  void the_contact_is_the_key_however_its_id_is_written() {
    assertThat(changes(EventType.SEND, delivery("sent", "")).get(0).key()).isEqualTo(PERSON);
  }

  @Test
  void people_who_are_not_from_dynamics_are_passed_over() {
    Map<String, String> row = delivery("sent", "");
    row.put("externalId", " ");

    assertThat(changes(EventType.SEND, row)).isEmpty();
  }

  @Test
  void what_cannot_be_understood_is_named_by_line_and_column_without_its_value() {
    for (String column : List.of("externalId", "eventDate", "logId")) {
      Map<String, String> row = delivery("sent", "");
      row.put(column, column.equals("logId") ? "" : "jane@example.com");
      Event event = only(changes(EventType.SEND, row));

      assertThat(event.problem())
          .startsWith("Line 5 of broadlog.csv: " + column)
          .doesNotContain("jane");
    }
  }

  @Test
  void columns_may_have_other_names() {
    Map<String, String> row = delivery("sent", "");
    row.put("contact", row.remove("externalId"));
    LogFormat standard = LogFormat.STANDARD;
    LogFormat renamed =
        new LogFormat(
            Map.of(LogField.EXTERNAL_ID, "contact"),
            standard.timestamp(),
            standard.sent(),
            standard.failed(),
            standard.returned(),
            standard.bounces(),
            standard.opens(),
            standard.clicks());

    assertThat(changes(EventType.SEND, renamed, row)).hasSize(1);
  }

  @Test
  void an_event_is_the_same_after_it_was_queued() {
    Event event =
        new Event("1", Instant.EPOCH, "c", "", "d", "n", "m", "u", "r", Instant.EPOCH, 3, "");

    assertThat(Event.decode(event.encode())).isEqualTo(event);
  }

  @Test
  void a_configuration_is_the_same_after_it_was_stored() {
    EgressConfig config = EgressConfig.standard(EnumSet.of(EventType.OPEN));

    assertThat(EgressConfig.fromJson(config.toJson())).isEqualTo(config);
  }

  @Test
  void an_event_has_one_id_of_its_own_and_a_version_5_one() {
    assertThat(EventId.of(EventType.SEND, "17")).isEqualTo(EventId.of(EventType.SEND, "17"));
    assertThat(EventId.of(EventType.SEND, "17")).isNotEqualTo(EventId.of(EventType.BOUNCE, "17"));
    assertThat(EventId.of(EventType.SEND, "17").version()).isEqualTo(5);
    assertThat(EventId.of(EventType.SEND, "17").variant()).isEqualTo(2);
    assertThat(EventId.of(EventType.SEND, "17"))
        .as("a change would write all events again")
        .hasToString("f4940bba-a1f7-5476-bbc8-5bc412e41c01");
  }
}
