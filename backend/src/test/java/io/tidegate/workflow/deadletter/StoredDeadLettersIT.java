package io.tidegate.workflow.deadletter;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.http.FakeWorkflows;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.DeadLetters;
import io.tidegate.queue.Depth;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.FixedConfig;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.consent.ConsentWorkflow;
import io.tidegate.workflow.deadletter.DeadLetterOffice.Outcome;
import io.tidegate.workflow.deadletter.DeadLetterOffice.Preview;
import io.tidegate.workflow.egress.EgressWorkflow;
import io.tidegate.workflow.ingress.IngressWorkflow;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters of all flows, of which {@code ingress.contact} alone is configured. */
class StoredDeadLettersIT {
  private final Vertx vertx = Vertx.vertx();
  private TestDatabase testDatabase;
  private Database database;
  private StoredDeadLetters office;

  @BeforeEach
  void open() {
    testDatabase = TestDatabase.create();
    database = testDatabase.open(vertx);
    FixedConfig none = new FixedConfig("{}");
    office =
        new StoredDeadLetters(
            new DeadLetters(vertx, database.pool()),
            List.of(
                new IngressWorkflow(none, null, database.pool(), null, Backoff.STANDARD),
                new EgressWorkflow(none, null, database.pool(), Backoff.STANDARD),
                new ConsentWorkflow(none, null, database.pool(), Backoff.STANDARD)),
            new FakeWorkflows(vertx));
  }

  @AfterEach
  void close() {
    await(database.close());
    await(vertx.close());
  }

  /** As a flow's writer does that is not running any more. */
  private void refuse(String address, ReasonCode code, Change change) {
    AddressQueue queue =
        await(
            AddressQueue.open(
                vertx, database.pool(), address, QueueOptions.defaults().withLanes(1)));
    await(queue.append(List.of(change), "c"));
    Batch batch = await(queue.take(0, 1));
    Refusal refusal =
        Refusal.ofState(batch.deliveries().get(0), code.json(), "It is refused", "no", 2);
    await(queue.settle(batch, Settlement.whole(batch, List.of(refusal))));
    await(queue.close());
  }

  private static Change upsert(String key, String payload) {
    return Change.upsert(key, Buffer.buffer(payload));
  }

  private static DeadLetterFilter any() {
    return new DeadLetterFilter(null, null, null, null, null, Long.MAX_VALUE);
  }

  private DeadLetterDetail detail(DeadLetterView letter) {
    return await(office.find(letter.id())).orElseThrow();
  }

  @Test
  void those_of_all_flows_are_listed_newest_first_and_counted() {
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("a", "{}"));
    refuse("egress.email-open", ReasonCode.MISSING_CONTACT, upsert("b", "{}"));
    refuse("ingress.old", ReasonCode.REFUSED, upsert("c", "{}"));

    assertThat(await(office.list(any(), 10)))
        .extracting(letter -> letter.workflow() + " " + letter.flow() + " " + letter.reasonCode())
        .containsExactly(
            "ingress old refused", "egress email-open missingContact", "ingress contact refused");
    assertThat(await(office.list(DeadLetterFilter.of("ingress"), 10))).hasSize(2);
    assertThat(await(office.groups(any())))
        .extracting(group -> group.workflow() + " " + group.flow() + " " + group.count())
        .containsExactly("egress email-open 1", "ingress contact 1", "ingress old 1");
  }

  @Test
  void one_shows_what_was_queued_as_people_read_it() {
    refuse(
        "ingress.contact",
        ReasonCode.REFUSED,
        upsert(
            "a",
            """
            {"lastName":"Doe","company":{"$link":{"flow":"account","key":"k"}},"$readAt":7,
             "$initial":{"origin":"crm"},"$onCreate":{"blackListEmail":true}}"""));
    refuse(
        "ingress.contact",
        ReasonCode.UNMAPPABLE,
        upsert("b", "{\"$unmappable\":\"The attribute birthdate holds no date.\"}"));
    refuse("ingress.contact", ReasonCode.REFUSED, Change.delete("c"));
    refuse(
        "egress.email-open",
        ReasonCode.REFUSED,
        upsert("d", "{\"logId\":\"1\",\"at\":\"2026-11-24T09:15:00Z\",\"url\":\"https://x\"}"));
    refuse("egress.email-open", ReasonCode.UNREADABLE, upsert("e", "{\"problem\":\"line 3\"}"));
    refuse("consent.from-dynamics", ReasonCode.POISON, upsert("f", ""));
    List<DeadLetterView> letters = await(office.list(any(), 10));

    DeadLetterDetail mapped = detail(letters.get(5));
    assertThat(mapped.answer()).isEqualTo("no");
    assertThat(mapped.content().record())
        .isEqualTo(
            new JsonObject(
                """
                {"lastName":"Doe","company":{"flow":"account","key":"k"},"origin":"crm",
                 "blackListEmail":true}"""));
    assertThat(mapped.content().links())
        .singleElement()
        .satisfies(link -> assertThat(link.field()).isEqualTo("company"));
    assertThat(detail(letters.get(2)).content().record().getString("url")).isEqualTo("https://x");
    for (int without : List.of(0, 1, 3, 4)) {
      assertThat(detail(letters.get(without)).content().record()).as("%d", without).isNull();
    }
    assertThat(await(office.find(999_999))).isEmpty();
  }

  @Test
  void those_of_a_flow_that_is_no_longer_configured_can_be_discarded_and_not_replayed() {
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("a", "{}"));
    refuse("ingress.old", ReasonCode.REFUSED, upsert("b", "{}"));

    assertThat(await(office.previewReplay(any())).count()).isEqualTo(1);
    assertThat(await(office.previewDiscard(any())).count()).isEqualTo(2);
    assertThat(await(office.replay(any()))).isEqualTo(new Outcome(1, 0));
    assertThat(await(AddressQueue.depths(database.pool())))
        .containsEntry("ingress.contact", new Depth(1, 2, 1, 0))
        .containsEntry("ingress.old", new Depth(0, 1, 1, 1));
    assertThat(await(office.discard(any()))).isEqualTo(new Outcome(1, 0));
    assertThat(await(office.list(any(), 10))).isEmpty();
  }

  @Test
  void what_could_not_be_mapped_is_read_again_instead_of_queued_again() {
    refuse("ingress.contact", ReasonCode.UNMAPPABLE, upsert("a", "{\"$unmappable\":\"x\"}"));
    refuse("ingress.contact", ReasonCode.UNMAPPABLE, upsert("b", "{\"$unmappable\":\"x\"}"));
    refuse("ingress.contact", ReasonCode.UNMAPPABLE, upsert("b", "{\"$unmappable\":\"y\"}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("c", "{}"));

    assertThat(await(office.previewReplay(any()))).extracting(Preview::count).isEqualTo(3L);
    assertThat(await(office.replay(any()))).isEqualTo(new Outcome(3, 1));

    assertThat(
            testDatabase.column(
                "SELECT flow || ' ' || key FROM workflow.waiting_record WHERE next_try <= now()"
                    + " AND complete AND NOT queued ORDER BY key"))
        .containsExactly("ingress.contact a", "ingress.contact b");
    assertThat(await(AddressQueue.depths(database.pool())))
        .containsEntry("ingress.contact", new Depth(1, 5, 4, 1));
  }

  @Test
  void a_preview_tells_what_a_replay_leaves_and_up_to_which_it_has_counted() {
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("a", "{}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("b", "{}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("a", "{\"x\":1}"));
    long newest = await(office.list(any(), 1)).get(0).id();
    DeadLetterFilter refused =
        new DeadLetterFilter(null, "ingress", "contact", ReasonCode.REFUSED, null, Long.MAX_VALUE);

    assertThat(await(office.previewReplay(refused))).isEqualTo(new Preview(2, 1, newest));
    assertThat(await(office.previewDiscard(refused))).isEqualTo(new Preview(3, 0, newest));
    assertThat(await(office.previewReplay(DeadLetterFilter.of(List.of(newest)))))
        .isEqualTo(new Preview(1, 0, newest));
    assertThat(await(office.previewReplay(DeadLetterFilter.of("egress"))))
        .isEqualTo(new Preview(0, 0, 0));
  }

  @Test
  void old_ones_are_removed_from_all_queues_and_counted() {
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("a", "{}"));
    refuse("ingress.old", ReasonCode.REFUSED, upsert("b", "{}"));
    testDatabase.execute("UPDATE queue.dead_letter SET at = now() - interval '31 days'");
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("c", "{}"));
    AtomicLong expired = new AtomicLong();
    DeadLetterRetention retention =
        new DeadLetterRetention(
            vertx,
            new DeadLetters(vertx, database.pool()),
            Duration.ofDays(30),
            expired::addAndGet);

    await(retention.sweep());

    assertThat(expired).hasValue(2);
    assertThat(await(office.list(any(), 10))).extracting(DeadLetterView::key).containsExactly("c");
  }

  @Test
  void those_of_before_there_were_reason_codes_are_given_the_code_that_fits() throws Exception {
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("unmappable", "{\"$unmappable\":\"x\"}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("missingParent", "{}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("severalMatches", "{}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("poison", "{}"));
    refuse("ingress.contact", ReasonCode.REFUSED, upsert("refused", "{}"));
    refuse("egress.email-open", ReasonCode.REFUSED, upsert("unreadable", "{\"problem\":\"x\"}"));
    refuse("egress.email-open", ReasonCode.REFUSED, upsert("missingContact", "{}"));
    testDatabase.execute(
        "ALTER TABLE queue.dead_letter DROP COLUMN reason_code, DROP COLUMN supersedable");
    testDatabase.execute(
        "UPDATE queue.dead_letter SET superseded = true, answer = CASE key WHEN 'refused' THEN 'no'"
            + " ELSE '' END, reason = CASE key WHEN 'missingParent' THEN 'It links to the record k'"
            + " WHEN 'severalMatches' THEN 'Campaign has 2 records of profile with this externalId."
            + " Merge them there, then replay this one.' WHEN 'poison' THEN 'Campaign failed on"
            + " this record 5 times' WHEN 'missingContact' THEN 'Dynamics 365 has no contact k;'"
            + " ELSE 'something' END");

    testDatabase.execute(
        vertx.fileSystem().readFileBlocking("db/migration/V9__dead_letters.sql").toString());

    assertThat(await(office.list(any(), 10)))
        .hasSize(7)
        .allSatisfy(letter -> assertThat(letter.reasonCode()).isEqualTo(letter.key()))
        .allSatisfy(
            letter ->
                assertThat(letter.superseded()).isEqualTo(letter.workflow().equals("ingress")));
  }
}
