package io.tidegate.workflow.egress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.dynamics.NewRow;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.deadletter.DeadLetterView;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Egress between the sandbox's two systems, from the logs to the timelines. */
class EgressIT {
  private static final String HEADER =
      "logId,externalId,campaignId,campaignName,deliveryId,deliveryName,status,failureType,"
          + "failureReason,eventDate,mirrorPage,lastModified\n";

  private RunningEgress egress;

  @BeforeEach
  void open() throws Exception {
    egress = new RunningEgress();
  }

  @AfterEach
  void close() throws Exception {
    egress.close();
  }

  private static String sent(String logId, String person, String date) {
    return "%s,%s,DM1,\"News, \"\"new\"\"\",D1,Größe,sent,,,%s,https://m.example/%s,%s\n"
        .formatted(logId, person, date, logId, date);
  }

  private static String sent(String logId, String person) {
    return sent(logId, person, "2026-01-02 03:04:05.000Z");
  }

  private String anyContact() throws Exception {
    return egress
        .client
        .firstPage("contacts", List.of("firstname"), 10)
        .await(10, SECONDS)
        .rows()
        .get(0)
        .getString("contactid");
  }

  private void isWrittenOnce(EventType type) throws Exception {
    List<JsonObject> truth =
        egress.truth(type.label()).stream()
            .filter(
                event -> type != EventType.BOUNCE || event.getString("failureType").equals("hard"))
            .toList();
    assertThat(truth).isNotEmpty();
    egress.awaitActivities(type, truth.size());
    assertThat(
            egress.activities(type).stream()
                .map(row -> row.getString("activityid"))
                .collect(Collectors.toSet()))
        .isEqualTo(
            truth.stream()
                .map(event -> EventId.of(type, event.getValue("logId").toString()).toString())
                .collect(Collectors.toSet()));
  }

  @Test
  void every_event_is_on_the_timeline_of_its_contact_once_from_files_that_arrive_bit_by_bit()
      throws Exception {
    egress.people(300);
    egress.mailing(300);
    egress.export(70, 0);
    egress.start(RunningEgress.CONFIG);
    egress.mailing(200);
    egress.export(1_000, 2_000);

    for (EventType type : EventType.values()) {
      isWrittenOnce(type);
    }

    JsonObject truth = egress.truth("click").get(0);
    JsonObject click =
        egress.activities(EventType.CLICK).stream()
            .filter(
                row ->
                    row.getString("activityid")
                        .equals(
                            EventId.of(EventType.CLICK, truth.getValue("logId").toString())
                                .toString()))
            .findFirst()
            .orElseThrow();
    assertThat(click.getString("subject"))
        .isEqualTo(truth.getString("campaignId") + " " + truth.getString("deliveryId"));
    assertThat(click.getString("_regardingobjectid_value"))
        .isEqualTo(truth.getString("externalId"));
    assertThat(click.getString("adobe_campaignname")).isEqualTo(truth.getString("campaignName"));
    assertThat(click.getString("adobe_trackingurl")).isEqualTo(truth.getString("url"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(egress.files())
                    .isNotEmpty()
                    .allMatch(path -> path.startsWith(RunningEgress.EXPORTS + "/archive/")));
  }

  @Test
  void every_event_is_read_by_rest_as_well_and_what_comes_later_too() throws Exception {
    egress.people(100);
    egress.mailing(100);
    egress.start(
        RunningEgress.CONFIG
            .from(EgressConfig.Source.REST)
            .withRest(new RestOptions("byLastModified", "from_parameter", 1, 60, 40)));
    isWrittenOnce(EventType.SEND);
    egress.mailing(50);

    for (EventType type : EventType.values()) {
      isWrittenOnce(type);
    }
  }

  @Test
  void nothing_is_lost_or_doubled_by_a_restart_and_faults_in_between() throws Exception {
    egress.people(200);
    egress.mailing(200);
    egress.sandbox.fault(
        "dynamics", "lostAnswer", new JsonObject().put("path", ".*batch.*").put("count", 5));
    egress.export(50, 1_000);
    egress.start(RunningEgress.CONFIG.withBatchSize(7));
    egress.sandbox.post("/control/sftp/disconnect", new JsonObject());
    egress.restart(RunningEgress.CONFIG.withBatchSize(7));

    for (EventType type : EventType.values()) {
      isWrittenOnce(type);
    }
  }

  @Test
  void a_row_that_cannot_be_understood_is_a_dead_letter_and_the_others_are_written()
      throws Exception {
    egress.people(1);
    String person = anyContact();
    egress.file(
        "broadlog_1.csv",
        HEADER
            + sent("1", person)
            + "2,too,few\n"
            + sent("3", "nobody@example.com")
            + sent("4", person, "yesterday")
            + sent("5", ""),
        false);
    egress.file("broadlog_2.csv", HEADER.replace("logId", "log") + sent("6", person), false);
    egress.file("broadlog_3.csv", HEADER + sent("7", person) + "8," + person + ",DM", false);
    egress.start(RunningEgress.CONFIG);

    egress.awaitActivities(EventType.SEND, 2);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> egress.deadLetters("email-send").size() == 4);
    assertThat(egress.deadLetters("email-send"))
        .containsExactlyInAnyOrder(
            "Line 3 of broadlog_1.csv has 3 values for 12 columns.",
            "Line 4 of broadlog_1.csv: externalId is no id of a contact.",
            "Line 5 of broadlog_1.csv: eventDate is no timestamp.",
            "Line 3 of broadlog_3.csv is cut off: the file was not completed.");
    assertThat(egress.deadLetters("email-bounce")).isEmpty();
    Condition unreadable = egress.flow("email-send").condition();
    assertThat(unreadable.code()).isEqualTo(Condition.Code.FILE_UNREADABLE);
    assertThat(unreadable.message()).contains("broadlog_2.csv", "logId");
    assertThat(egress.workflow().status()).isEqualTo("RUNNING");
    assertThat(egress.activities(EventType.SEND).get(0).getString("adobe_deliveryname"))
        .isEqualTo("Größe");
  }

  @Test
  void a_file_that_is_completed_later_is_read_on_where_it_ended() throws Exception {
    egress.people(1);
    String person = anyContact();
    String whole = HEADER + sent("1", person) + sent("2", person);
    egress.file("broadlog_1.csv", whole.substring(0, whole.length() - 30), false);
    egress.start(
        RunningEgress.CONFIG.withFiles(RunningEgress.CONFIG.files().withSeconds(1, 1, 60)));

    egress.awaitActivities(EventType.SEND, 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                egress.flow("email-send").condition() != null
                    && egress.flow("email-send").condition().code()
                        == Condition.Code.FILE_INCOMPLETE);
    egress.file("broadlog_1.csv", whole.substring(whole.length() - 30), true);

    egress.awaitActivities(EventType.SEND, 2);
    assertThat(egress.deadLetters("email-send")).isEmpty();
  }

  @Test
  void a_file_that_is_delivered_again_under_its_name_is_read_again_and_archived_beside_the_first()
      throws Exception {
    String archived = RunningEgress.EXPORTS + "/archive/broadlog_1.csv";
    egress.people(1);
    String person = anyContact();
    egress.file("broadlog_1.csv", HEADER + sent("1", person), false);
    egress.start(RunningEgress.CONFIG);
    await().atMost(Duration.ofSeconds(30)).until(() -> egress.files().equals(List.of(archived)));

    egress.file("broadlog_1.csv", HEADER + sent("1", person) + sent("2", person), false);

    egress.awaitActivities(EventType.SEND, 2);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> egress.files().equals(List.of(archived, archived + ".1")));
  }

  @Test
  void a_session_that_is_cut_again_and_again_delays_reading_only() throws Exception {
    egress.people(100);
    egress.mailing(100);
    egress.export(1_000, 0);
    egress.sandbox.put("/control/sftp/faults", new JsonObject().put("cutAfterBytes", 15_000));
    egress.start(RunningEgress.CONFIG);

    for (EventType type : EventType.values()) {
      isWrittenOnce(type);
    }
    assertThat(egress.workflow().status()).isEqualTo("RUNNING");
  }

  @Test
  void an_event_waits_for_its_contact_and_is_given_up_when_that_never_comes() throws Exception {
    String late = UUID.randomUUID().toString();
    String never = UUID.randomUUID().toString();
    egress.file("broadlog_1.csv", HEADER + sent("1", late) + sent("2", never), false);
    egress.start(RunningEgress.CONFIG.withContactWait(8));

    await().atMost(Duration.ofSeconds(20)).until(() -> egress.flow("email-send").waiting() == 2);
    assertThat(egress.flow("email-send").condition().code())
        .isEqualTo(Condition.Code.WAITING_FOR_CONTACTS);
    egress
        .client
        .batch(List.of(new NewRow("contacts", late, new JsonObject().put("lastname", "Late"))))
        .await(10, SECONDS);

    egress.awaitActivities(EventType.SEND, 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> egress.deadLetters("email-send").size() == 1);
    assertThat(egress.deadLetters("email-send").get(0))
        .startsWith("Dynamics 365 has no contact " + never);
    await().atMost(Duration.ofSeconds(10)).until(() -> egress.flow("email-send").waiting() == 0);
    assertThat(egress.steps(late)).startsWith("written", "waiting").endsWith("waiting");
    assertThat(egress.steps(never)).startsWith("refused", "waiting").endsWith("waiting");

    // Another event of that contact does not make the one that was given up obsolete.
    egress
        .client
        .batch(List.of(new NewRow("contacts", never, new JsonObject().put("lastname", "Later"))))
        .await(10, SECONDS);
    egress.file("broadlog_2.csv", HEADER + sent("3", never), false);
    egress.awaitActivities(EventType.SEND, 2);
    DeadLetterView letter = egress.deadLetterViews().get(0);
    assertThat(letter.reasonCode()).isEqualTo("missingContact");
    assertThat(
            egress
                .deadLetterOffice()
                .replay(DeadLetterFilter.of(List.of(letter.id())))
                .await(10, SECONDS))
        .isEqualTo(new DeadLetterOffice.Outcome(1, 0));
    egress.awaitActivities(EventType.SEND, 3);
    assertThat(egress.deadLetters("email-send")).isEmpty();
  }

  @Test
  void a_column_that_is_dropped_under_way_fails_the_run_and_loses_nothing() throws Exception {
    JsonObject column = new JsonObject().put("api", "dynamics").put("entity", "adobe_emailsend");
    egress.people(20);
    egress.start(RunningEgress.CONFIG);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> egress.workflow().status().equals("RUNNING"));
    egress.sandbox.post(
        "/control/schema", column.copy().put("dropAttribute", "adobe_campaignname"));
    egress.mailing(20);
    egress.export(100, 0);

    await().atMost(Duration.ofSeconds(20)).until(() -> egress.workflow().status().equals("FAILED"));
    assertThat(egress.workflow().failure().cause()).contains("adobe_campaignname");
    assertThat(egress.deadLetters("email-send")).isEmpty();
    egress.sandbox.post(
        "/control/schema",
        column.put(
            "addAttribute",
            new JsonObject()
                .put("name", "adobe_campaignname")
                .put("type", "string")
                .put("maxLength", 200)));
    egress.startAgain();

    isWrittenOnce(EventType.SEND);
    assertThat(egress.deadLetters("email-send")).isEmpty();
  }

  @Test
  void a_missing_directory_or_column_is_named_and_the_start_fails() throws Exception {
    egress.start(
        RunningEgress.CONFIG.withFiles(RunningEgress.CONFIG.files().withDirectory("/nowhere")));

    await().atMost(Duration.ofSeconds(20)).until(() -> egress.workflow().status().equals("FAILED"));
    assertThat(egress.workflow().failure().cause()).contains("/nowhere");
  }
}
