package io.tidegate.workflow.privacy;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.Operation;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.store.DatabaseTest;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.tidegate.workflow.trace.Identities;
import io.tidegate.workflow.trace.KeyHash;
import io.tidegate.workflow.trace.TestIdentities;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonErasuresIT extends DatabaseTest {
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final String LOCK_CONSENT = "LOCK TABLE workflow.consent_state IN SHARE MODE";

  private String person;
  private String other;
  private String address;
  private AddressQueue queue;
  private RecordMap records;
  private PersonErasures erasures;

  @BeforeEach
  void start() {
    person = UUID.randomUUID().toString();
    other = UUID.randomUUID().toString();
    address = "flow-" + UUID.randomUUID();
    queue =
        await(
            AddressQueue.open(
                vertx, database.pool(), address, QueueOptions.defaults().withLanes(1)));
    records = new RecordMap(database.pool(), address);
    erasures = new PersonErasures(vertx, database.pool(), QUIET);
  }

  @AfterEach
  void stop() {
    await(erasures.close());
    await(queue.close());
  }

  private static Change change(String key, String name) {
    return Change.upsert(key, Buffer.buffer("{\"name\":\"" + name + "\"}"));
  }

  private void append(Change... changes) {
    await(queue.append(List.of(changes), null));
  }

  private Batch take() {
    return await(queue.take(0, 100));
  }

  private void setAside(String key) {
    testDatabase.execute(
        "INSERT INTO workflow.waiting_record (flow, key, payload, since, next_try, attempts)"
            + " VALUES ('f', '%s', 'x', now(), now(), 1)".formatted(key));
  }

  private void consent(String key) {
    testDatabase.execute(
        "INSERT INTO workflow.consent_state (person) VALUES ('%s')".formatted(key));
    testDatabase.execute(
        "INSERT INTO workflow.consent_ledger (person, channel, origin, dynamics_out, campaign_out,"
            + " opted_out, decision) VALUES ('%s', 'email', 'dynamics', true, false, true, 'x')"
                .formatted(key));
  }

  private void report(String key) {
    for (String table :
        List.of(
            "source (key, hash, left_out) VALUES ('%s', 'x', false)",
            "target (key, hash, records) VALUES ('%s', 'x', 1)",
            "candidate (key, read_at) VALUES ('%s', now())")) {
      testDatabase.execute("INSERT INTO workflow.reconciliation_" + table.formatted(key));
    }
    testDatabase.execute(
        "INSERT INTO workflow.reconciliation (workflow, flow, trigger, status)"
            + " VALUES ('ingress', 'f', 'demand', 'COMPLETED')");
    testDatabase.execute(
        ("INSERT INTO workflow.reconciliation_difference (reconciliation, address, key, kind,"
                + " fields, left_out) SELECT max(id), 'f', '%s', 'missing', '{}', false"
                + " FROM workflow.reconciliation")
            .formatted(key));
  }

  private void map(String key) {
    await(
        records.store(
            database.pool(), List.of(new RecordMap.Entry(key, "http://x/" + key, "h")), List.of()));
  }

  /** Notes in the trace that a batch was written. */
  private static Settlement noted(Batch batch, Settlement settlement) {
    Map<Long, Fate> fates = new HashMap<>();
    batch
        .deliveries()
        .forEach(delivery -> fates.put(delivery.position(), new Fate(Effect.WRITTEN, 1)));
    return new FlowTrace(batch.address(), 1).noting(batch, settlement, fates);
  }

  private long traced(String key) {
    return testDatabase.number(
        "SELECT count(*) FROM trace.step WHERE key = %d".formatted(KeyHash.of(key)));
  }

  private Erasure completed(long id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> await(erasures.find(id)).orElseThrow().completedAt() != null);
    return await(erasures.find(id)).orElseThrow();
  }

  /** The tables that name somebody in any column, but for the names of database objects. */
  private List<String> tablesNaming(String text) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var connection = testDatabase.connect();
        Statement list = connection.createStatement();
        Statement look = connection.createStatement();
        ResultSet all =
            list.executeQuery(
                "SELECT schemaname || '.' || tablename FROM pg_tables"
                    + " WHERE schemaname IN ('queue', 'workflow', 'trace')")) {
      while (all.next()) {
        String table = all.getString(1);
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        ResultSet found =
            look.executeQuery(
                "SELECT FROM %s t WHERE t::text ILIKE '%%%s%%' OR t::text LIKE '%%%s%%'"
                    .formatted(table, text, hex));
        if (found.next()) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  @Test
  void nothing_names_the_person_any_more_and_the_proof_tells_what_was_removed() throws Exception {
    append(change(person, "Annabella"), change(other, "Bert"));
    Batch batch = take();
    Refusal refusal =
        Refusal.ofState(batch.deliveries().get(0), "refused", "No contact " + person, "{}", 1);
    await(queue.settle(batch, noted(batch, Settlement.whole(batch, List.of(refusal)))));
    Identities identities = TestIdentities.open(vertx, database);
    await(
        identities.keep(
            database.pool(), address, Map.of(person, "a@example.org", other, "b@example.org")));
    assertThat(traced(person)).isEqualTo(1);
    append(change(person, "Annabella"), change(other, "Bert"));
    setAside(person);
    setAside(person.toUpperCase(Locale.ROOT));
    setAside(other);
    map(person);
    map(other);
    consent(person);
    consent(other);
    report(person);
    report(other);
    assertThat(tablesNaming("Annabella")).isNotEmpty();

    Erasure requested = await(erasures.erase(person));
    assertThat(requested.completedAt()).isNull();
    Erasure proof = completed(requested.id());

    assertThat(tablesNaming(person)).isEmpty();
    assertThat(tablesNaming("Annabella")).isEmpty();
    assertThat(tablesNaming(other)).isNotEmpty();
    assertThat(proof.removed())
        .containsEntry("queues", 2L)
        .containsEntry("deadLetters", 1L)
        .containsEntry("waiting", 2L)
        .containsEntry("consentState", 1L)
        .containsEntry("consentLedger", 1L)
        .containsEntry("recordMap", 1L)
        .containsEntry("fullRead", 0L)
        .containsEntry("identities", 1L)
        .containsEntry("trace", 1L)
        .containsEntry("reconciliations", 4L);
    assertThat(traced(person)).isZero();
    assertThat(traced(other)).isEqualTo(1);
    assertThat(await(records.load(List.of(person, other)))).containsOnlyKeys(other);
    assertThat(take().deliveries().get(1).change()).isEqualTo(change(other, "Bert"));
  }

  @Test
  void who_knows_the_id_finds_the_proof() {
    Erasure erasure = await(erasures.erase(person));

    String[] hash = erasure.personHash().split(":", -1);
    assertThat(PersonHash.of(person, HexFormat.of().parseHex(hash[1])))
        .isEqualTo(erasure.personHash());
    assertThat(PersonHash.of(other, HexFormat.of().parseHex(hash[1])))
        .isNotEqualTo(erasure.personHash());
  }

  @Test
  void asking_again_answers_the_erasure_under_way_and_a_new_one_once_that_is_complete() {
    Erasure first = await(erasures.erase(person));
    assertThat(await(erasures.erase(person.toUpperCase(Locale.ROOT))).id()).isEqualTo(first.id());

    completed(first.id());
    Erasure second = await(erasures.erase(person));
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(second.personHash()).isNotEqualTo(first.personHash());
    assertThat(await(erasures.list(1, OptionalLong.empty())))
        .extracting(Erasure::id)
        .containsExactly(second.id());
    assertThat(await(erasures.list(1, OptionalLong.of(second.id()))))
        .extracting(Erasure::id)
        .containsExactly(first.id());
  }

  @Test
  void it_is_not_complete_while_a_writer_has_the_person_in_hand_and_takes_what_that_brings_back()
      throws Exception {
    append(change(person, "Annabella"));
    Batch batch = take();
    long id = await(erasures.erase(person)).id();
    Awaitility.await()
        .until(() -> await(erasures.find(id)).orElseThrow().removed().containsKey("fullRead"));

    Awaitility.await()
        .during(QUIET.multipliedBy(4))
        .until(() -> await(erasures.find(id)).orElseThrow().completedAt() == null);
    Refusal refusal = Refusal.ofState(batch.deliveries().get(0), "refused", "No", "{}", 1);
    RecordMap.Entry entry = new RecordMap.Entry(person, "http://x/y", "h");
    await(
        queue.settle(
            batch,
            noted(
                batch,
                Settlement.whole(batch, List.of(refusal))
                    .with(transaction -> records.store(transaction, List.of(entry), List.of())))));

    Erasure proof = completed(id);
    assertThat(proof.removed())
        .containsEntry("deadLetters", 1L)
        .containsEntry("recordMap", 1L)
        .containsEntry("trace", 1L);
    assertThat(traced(person)).isZero();
    assertThat(tablesNaming(person)).isEmpty();
  }

  @Test
  void what_a_writer_settles_while_a_pass_looks_around_is_found_by_the_next_one() throws Exception {
    append(change(person, "Annabella"));
    Batch batch = take();
    try (var connection = testDatabase.connect();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute(LOCK_CONSENT);
      await(erasures.erase(person));
      // The first pass empties the queue, the second finds it quiet, the third would complete.
      for (int pass = 1; pass < 3; pass++) {
        awaitPassAtConsent();
        connection.commit();
        lock.execute(LOCK_CONSENT);
      }
      awaitPassAtConsent();
      Refusal refusal = Refusal.ofState(batch.deliveries().get(0), "refused", "No", "{}", 1);
      await(queue.settle(batch, Settlement.whole(batch, List.of(refusal))));
      connection.commit();
    }

    long id = await(erasures.list(1, OptionalLong.empty())).get(0).id();
    assertThat(completed(id).removed()).containsEntry("deadLetters", 1L);
    assertThat(tablesNaming(person)).isEmpty();
  }

  /** It has been through the dead letters and the queues by then. */
  private void awaitPassAtConsent() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                testDatabase.number(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                            + " AND relation = 'workflow.consent_state'::regclass")
                    > 0);
  }

  @Test
  void it_waits_for_a_queued_deletion_to_be_carried_out() throws Exception {
    append(new Change(person, Operation.DELETE, Buffer.buffer()));
    long id = await(erasures.erase(person)).id();

    Awaitility.await()
        .during(QUIET.multipliedBy(4))
        .until(() -> await(erasures.find(id)).orElseThrow().completedAt() == null);
    Batch batch = take();
    assertThat(batch.deliveries().get(0).change().operation()).isEqualTo(Operation.DELETE);
    await(queue.settle(batch, Settlement.whole(batch, List.of())));

    completed(id);
    assertThat(tablesNaming(person)).isEmpty();
  }

  @Test
  void it_survives_a_restart_of_the_service() throws Exception {
    append(change(person, "Annabella"));
    take();
    long id = await(erasures.erase(person)).id();
    await(erasures.close());
    append(change(person, "Annabella"));
    await(queue.close());

    erasures = new PersonErasures(vertx, database.pool(), QUIET);
    await(erasures.start());

    completed(id);
    assertThat(tablesNaming(person)).isEmpty();
  }

  @Test
  void the_record_map_no_longer_vouches_for_what_the_target_does_not_have() {
    await(records.indexed());
    assertThat(RecordMap.trusts(await(records.indexedAt()))).isTrue();

    completed(await(erasures.erase(person)).id());

    assertThat(RecordMap.trusts(await(records.indexedAt()))).isFalse();
  }

  @Test
  void many_requests_are_carried_out_one_after_another() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String somebody = UUID.randomUUID().toString();
      append(change(somebody, "Somebody"));
      ids.add(await(erasures.erase(somebody)).id());
    }

    for (long id : ids) {
      assertThat(completed(id).removed()).containsEntry("queues", 1L);
    }
  }
}
