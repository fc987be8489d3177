package io.tidegate.workflow.trace;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Lanes;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.store.DatabaseTest;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Supervisor;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesIT extends DatabaseTest {
  private String flow;
  private String key;
  private AddressQueue queue;
  private Identities identities;
  private StoredTraces traces;

  @BeforeEach
  void open() {
    flow = "flow-" + UUID.randomUUID();
    key = UUID.randomUUID().toString();
    queue =
        await(
            AddressQueue.open(
                vertx,
                database.pool(),
                address(),
                QueueOptions.defaults().withLanes(2).withSegmentRecords(10)));
    identities = TestIdentities.open(vertx, database);
    // One without workflows: nothing is running.
    Supervisor supervisor =
        new Supervisor(database.pool(), List.of(), QueueOptions.defaults(), Backoff.STANDARD);
    traces = new StoredTraces(database.pool(), identities, supervisor);
  }

  @AfterEach
  void close() {
    await(queue.close());
  }

  private String address() {
    return "ingress." + flow;
  }

  private void append(Change... changes) {
    await(queue.append(List.of(changes), null));
  }

  private static Change change(String key) {
    return Change.upsert(key, Buffer.buffer("{}"));
  }

  /** Takes all that a lane has, the one that holds the key. */
  private Batch take() {
    return await(queue.take(Lanes.of(key, 2), 1_000));
  }

  /** Settles all that the lane has, each delivery with the same fate. */
  private void settle(Fate fate) {
    for (Batch batch = take(); !batch.isEmpty(); batch = take()) {
      Batch taken = batch;
      Map<Long, Fate> fates = new HashMap<>();
      taken.deliveries().forEach(delivery -> fates.put(delivery.position(), fate));
      await(
          queue.settle(
              taken, new FlowTrace(address(), 7).noting(taken, Settlement.whole(taken), fates)));
    }
  }

  private static TraceQuery of(String key) {
    return new TraceQuery(null, key, null, null, 100, null);
  }

  private List<TraceStep> steps() {
    Trace trace = await(traces.find(of(key)));
    assertThat(trace.records()).hasSizeLessThanOrEqualTo(1);
    return trace.records().isEmpty() ? List.of() : trace.records().get(0).steps();
  }

  @Test
  void a_written_change_says_when_it_was_read_and_written_and_by_which_version() {
    Instant before = Instant.now().minusSeconds(60);
    append(change(key), change(UUID.randomUUID().toString()));
    settle(new Fate(Effect.CREATED, 3));

    Trace trace = await(traces.find(of(key)));

    assertThat(trace.truncated()).isFalse();
    assertThat(trace.records()).hasSize(1);
    TracedRecord record = trace.records().get(0);
    assertThat(record.workflow()).isEqualTo("ingress");
    assertThat(record.flow()).isEqualTo(flow);
    assertThat(record.direction()).isEqualTo("dynamicsToCampaign");
    assertThat(record.key()).isEqualTo(key);
    assertThat(record.target()).isNull();
    assertThat(record.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.step()).isEqualTo("written");
              assertThat(step.answer()).isEqualTo("created");
              assertThat(step.operation()).isEqualTo("UPSERT");
              assertThat(step.version()).isEqualTo(7);
              assertThat(step.attempts()).isEqualTo(3);
              assertThat(step.lane()).isEqualTo(Lanes.of(key, 2));
              assertThat(step.position()).isZero();
              assertThat(step.readAt()).isAfter(before).isBefore(step.at());
              assertThat(step.deadLetter()).isNull();
              assertThat(step.ahead()).isNull();
            });
  }

  @Test
  void the_newest_steps_come_first_and_older_ones_are_asked_for_by_their_time() {
    append(change(key));
    settle(new Fate(Effect.CREATED, 1));
    append(change(key));
    settle(new Fate(Effect.UPDATED, 1));
    append(Change.delete(key));
    settle(new Fate(Effect.DELETED, 1));

    Trace newest = await(traces.find(new TraceQuery(null, key, null, null, 2, null)));
    List<TraceStep> two = newest.records().get(0).steps();
    assertThat(two).extracting(TraceStep::step).containsExactly("deleted", "written");
    assertThat(two.get(0).operation()).isEqualTo("DELETE");
    assertThat(newest.truncated()).isTrue();

    Trace older = await(traces.find(new TraceQuery(null, key, null, null, 2, two.get(1).at())));
    assertThat(older.records().get(0).steps())
        .extracting(TraceStep::answer)
        .containsExactly("created");
    assertThat(older.truncated()).isFalse();
  }

  @Test
  void a_pending_change_says_how_many_come_before_it_in_the_segments_that_have_ended_too() {
    List<String> others = new ArrayList<>();
    int lane = Lanes.of(key, 2);
    while (others.size() < 25) {
      String other = UUID.randomUUID().toString();
      if (Lanes.of(other, 2) == lane) {
        others.add(other);
      }
    }
    others.subList(0, 12).forEach(other -> append(change(other)));
    append(change(key));
    others.subList(12, 25).forEach(other -> append(change(other)));
    append(change(key));

    assertThat(steps())
        .extracting(TraceStep::step, TraceStep::position, TraceStep::ahead)
        .containsExactly(tuple("held", 26L, 26L), tuple("held", 12L, 12L));
    assertThat(steps().get(0).answer()).isEqualTo("The flow is switched off.");
    assertThat(steps().get(0).eta()).isNull();

    settle(new Fate(Effect.UPDATED, 1));
    assertThat(steps()).extracting(TraceStep::step).containsExactly("written", "written");
  }

  @Test
  void a_refused_change_leads_to_its_dead_letter_while_that_is_there() {
    append(change(key));
    Batch batch = take();
    Delivery delivery = batch.deliveries().get(0);
    Refusal refusal =
        Refusal.ofState(delivery, "refused", "The name is too long.", "{\"secret\":1}", 2);
    Map<Long, Fate> fates = Map.of(delivery.position(), new Fate(Effect.REFUSED, 2));
    await(
        queue.settle(
            batch,
            new FlowTrace(address(), 0)
                .noting(batch, Settlement.whole(batch, List.of(refusal)), fates)));

    TraceStep step = steps().get(0);
    assertThat(step.step()).isEqualTo("refused");
    assertThat(step.answer()).isEqualTo("The name is too long.");
    assertThat(step.version()).isNull();
    assertThat(step.deadLetter())
        .isEqualTo(
            testDatabase.number(
                "SELECT id FROM queue.dead_letter WHERE key = '%s'".formatted(key)));

    testDatabase.execute("DELETE FROM queue.dead_letter WHERE key = '%s'".formatted(key));
    assertThat(steps().get(0).deadLetter()).isNull();
    assertThat(steps().get(0).answer()).isNull();
  }

  @Test
  void an_older_change_in_the_same_batch_shares_the_fate_of_the_newest() {
    append(change(key), change(key));
    Batch batch = take();
    Map<Long, Fate> fates = Map.of(1L, new Fate(Effect.UPDATED, 1));
    await(
        queue.settle(
            batch, new FlowTrace(address(), 7).noting(batch, Settlement.whole(batch), fates)));

    assertThat(steps())
        .extracting(TraceStep::position, TraceStep::step, TraceStep::answer)
        .containsExactly(tuple(1L, "written", "updated"), tuple(0L, "written", "merged"));
  }

  @Test
  void what_was_put_back_or_not_stored_is_not_noted() {
    append(change(key), change(key));
    Batch batch = take();
    Map<Long, Fate> fates =
        Map.of(0L, new Fate(Effect.CREATED, 1), 1L, new Fate(Effect.UPDATED, 1));
    FlowTrace trace = new FlowTrace(address(), 7);
    Settlement failing =
        trace
            .noting(batch, Settlement.whole(batch), fates)
            .and(connection -> Future.failedFuture(new ArithmeticException()));
    assertThatThrownBy(() -> await(queue.settle(batch, failing))).isNotNull();
    assertThat(steps()).extracting(TraceStep::step).containsExactly("held", "held");

    await(queue.settle(batch, trace.noting(batch, Settlement.upTo(1), fates)));
    assertThat(steps()).extracting(TraceStep::step).containsExactlyInAnyOrder("written", "held");
  }

  @Test
  void people_are_found_by_their_e_mail_address_which_is_stored_nowhere() {
    append(change(key));
    settle(new Fate(Effect.CREATED, 1));
    await(
        identities.keep(database.pool(), address(), Map.of(key, "Jane." + flow + "@example.org")));

    TraceQuery query =
        new TraceQuery(
            ("jane." + flow + "@EXAMPLE.org ").toUpperCase(Locale.ROOT), null, null, null, 9, null);
    assertThat(await(traces.find(query)).records())
        .extracting(TracedRecord::key)
        .containsExactly(key);
    assertThat(testDatabase.column("SELECT t::text FROM trace.identity t"))
        .noneMatch(row -> row.contains("jane") || row.contains("example"));

    await(identities.keep(database.pool(), address(), Map.of(key, "other@example.org")));
    assertThat(await(traces.find(query)).records()).isEmpty();
    await(identities.keep(database.pool(), address(), Map.of(key, "")));
    assertThat(
            testDatabase.number(
                "SELECT count(*) FROM trace.identity WHERE key = '%s'".formatted(key)))
        .isZero();
  }

  @Test
  void a_record_is_found_by_its_id_in_capitals_and_by_what_campaign_calls_it() {
    append(change(key));
    settle(new Fate(Effect.CREATED, 1));
    String pkey = "@" + UUID.randomUUID();
    await(
        new RecordMap(database.pool(), address())
            .store(
                database.pool(),
                List.of(new RecordMap.Entry(key, "http://x/" + key, pkey, "h")),
                List.of()));

    for (String asked : List.of(key, key.toUpperCase(Locale.ROOT), pkey)) {
      assertThat(await(traces.find(of(asked))).records())
          .singleElement()
          .satisfies(record -> assertThat(record.target()).isEqualTo("http://x/" + key));
    }
  }

  @Test
  void only_the_workflow_and_the_flow_that_are_asked_for_are_shown() {
    append(change(key));
    settle(new Fate(Effect.CREATED, 1));

    assertThat(await(traces.find(new TraceQuery(null, key, "ingress", flow, 9, null))).records())
        .hasSize(1);
    assertThat(await(traces.find(new TraceQuery(null, key, "egress", null, 9, null))).records())
        .isEmpty();
    assertThat(await(traces.find(new TraceQuery(null, key, null, "other", 9, null))).records())
        .isEmpty();
  }

  @Test
  void of_what_never_came_nothing_is_known() {
    assertThat(await(traces.find(of("nobody"))).records()).isEmpty();
    assertThat(await(traces.find(of("erased"))).records()).isEmpty();
    assertThat(await(traces.find(of("a\0b"))).records()).isEmpty();
    assertThat(
            await(traces.find(new TraceQuery("no@example.org", null, null, null, 9, null)))
                .records())
        .isEmpty();
  }
}
