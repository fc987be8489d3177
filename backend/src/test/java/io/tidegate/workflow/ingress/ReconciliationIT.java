package io.tidegate.workflow.ingress;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.reconciliation.Difference;
import io.tidegate.workflow.reconciliation.DifferenceDetail;
import io.tidegate.workflow.reconciliation.DifferenceFilter;
import io.tidegate.workflow.reconciliation.FlowReconciliations;
import io.tidegate.workflow.reconciliation.Kind;
import io.tidegate.workflow.reconciliation.Reconciliation;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.Reconciliation.Trigger;
import io.tidegate.workflow.reconciliation.ReconciliationSchedule;
import io.tidegate.workflow.reconciliation.ReconciliationUnderWayException;
import io.tidegate.workflow.reconciliation.Reconciliations.Repair;
import io.tidegate.workflow.reconciliation.Sides;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both sides of linked flows compared and repaired, between the sandbox's two systems. */
class ReconciliationIT {
  private static final DifferenceFilter ALL =
      new DifferenceFilter(null, null, null, null, Long.MAX_VALUE);
  private static final int LIVE = 1_000;

  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private FlowReconciliations reconciliations;
  private long liveTimer = -1;

  @AfterEach
  void end() {
    ingress.vertx().cancelTimer(liveTimer);
    if (reconciliations != null) {
      await(reconciliations.close());
    }
  }

  /** Accounts with subscriptions, equal on both sides. */
  private void inStep(int accounts, int subscriptions) throws TimeoutException {
    ingress.linked(accounts, subscriptions, 0);
    ingress.start(RunningIngress.account(), RunningIngress.subscription());
    int records = accounts * subscriptions;
    ingress.until(
        "both sides are equal",
        () -> ingress.isIdle() && ingress.flow("subscription").written() >= records);
    reconciliations = ingress.reconciliations();
    reconciliations.start();
  }

  private long begin() {
    return await(reconciliations.begin("ingress", "subscription")).id();
  }

  private Reconciliation find(long id) {
    return await(reconciliations.find(id)).orElseThrow();
  }

  private Reconciliation until(long id, Predicate<Reconciliation> condition) {
    ingress.until("the reconciliation has come to it", () -> condition.test(find(id)));
    return find(id);
  }

  private Reconciliation completed(long id) {
    Reconciliation ended = until(id, now -> now.status() != Status.RUNNING);
    assertThat(ended.status()).as("%s", ended.cause()).isEqualTo(Status.COMPLETED);
    return ended;
  }

  /** The kind of each difference, and the fields, by key. */
  private Map<String, String> differences(long id) {
    Map<String, String> found = new TreeMap<>();
    await(reconciliations.differences(id, ALL, 1_000))
        .forEach(each -> found.put(each.key(), each.kind().json() + " " + each.fields()));
    return found;
  }

  private void awaitRepaired(long id) {
    ingress.until(
        "all of it is repaired",
        () ->
            await(reconciliations.differences(id, ALL, 1_000)).stream()
                .allMatch(
                    each ->
                        each.state() == Difference.State.REPAIRED
                            || each.kind() == Kind.DUPLICATE));
  }

  private Map<String, JsonObject> byKey(String resource) {
    Map<String, JsonObject> records = new TreeMap<>();
    ingress
        .records(resource)
        .forEach(record -> records.put(record.getString("cusExternalId"), record));
    return records;
  }

  private static JsonObject linkTo(JsonObject account) {
    return new JsonObject()
        .put("cusAccount", new JsonObject().put("PKey", account.getString("PKey")));
  }

  /** Has the first of these change their names, one after another, until the test ends. */
  private void changeWhile(List<String> keys) {
    AtomicInteger next = new AtomicInteger();
    liveTimer =
        ingress
            .vertx()
            .setPeriodic(
                10,
                tick -> {
                  int n = next.getAndIncrement();
                  rename(keys.get(n % keys.size()), "Live " + n);
                });
  }

  private Future<?> rename(String key, String name) {
    List<String> select = List.of("new_name");
    return ingress
        .source
        .row("new_subscriptions", key, select)
        .compose(
            row ->
                ingress.source.update(
                    "new_subscriptions",
                    key,
                    row.orElseThrow().getString("@odata.etag"),
                    new JsonObject().put("new_name", name),
                    select));
  }

  @Test
  void what_differs_is_found_exactly_under_live_changes_and_repaired() throws TimeoutException {
    inStep(150, 19);
    Map<String, JsonObject> records = byKey("cusSubscription");
    List<JsonObject> accounts = ingress.records("cusAccount");
    List<String> keys = List.copyOf(records.keySet());
    Map<String, String> expected = spoil(records, keys.subList(LIVE, keys.size()), accounts);
    changeWhile(keys.subList(0, LIVE));

    long first = begin();
    Reconciliation report = completed(first);

    assertThat(differences(first)).isEqualTo(expected);
    assertThat(report.found())
        .containsEntry(Kind.MISSING, 3L)
        .containsEntry(Kind.SURPLUS, 2L)
        .containsEntry(Kind.DIFFERENT, 6L)
        .containsEntry(Kind.DUPLICATE, 1L);
    assertThat(report.fields()).isEqualTo(Map.of("cusName", 4L, "cusAccount", 2L));
    assertThat(report.source()).isEqualTo(new Reconciliation.Progress(2_850, 2_850L));
    assertThat(report.target().read()).isEqualTo(2_850 - 3 + 4);
    assertThat(report.pending()).isZero();

    Repair preview = await(reconciliations.previewRepair(first, ALL)).orElseThrow();
    assertThat(preview)
        .extracting(Repair::writes, Repair::deletions, Repair::left)
        .containsExactly(9L, 2L, 1L);
    DifferenceFilter seen = new DifferenceFilter(null, null, null, null, preview.upTo());
    assertThat(await(reconciliations.repair(first, seen)).orElseThrow()).isEqualTo(preview);
    assertThat(await(reconciliations.repair(first, seen)).orElseThrow().count())
        .as("repaired twice")
        .isZero();
    awaitRepaired(first);
    mergeDuplicates();

    long second = begin();
    assertThat(completed(second).pending()).isZero();
    assertThat(differences(second)).isEmpty();
    assertThat(ingress.deadLetters()).isEmpty();
  }

  /** Behind Tidegate's back, records of the target are lost, added, changed, moved and doubled. */
  private Map<String, String> spoil(
      Map<String, JsonObject> records, List<String> keys, List<JsonObject> accounts) {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      await(ingress.target.delete(records.get(keys.get(i)).getString("href")));
      expected.put(keys.get(i), "missing []");
    }
    for (int i = 3; i < 7; i++) {
      JsonObject changed = new JsonObject().put("cusName", "Somebody else's " + i);
      await(ingress.target.update(records.get(keys.get(i)).getString("href"), changed));
      expected.put(keys.get(i), "different [cusName]");
    }
    for (int i = 7; i < 9; i++) {
      JsonObject record = records.get(keys.get(i));
      JsonObject other =
          accounts.stream()
              .filter(
                  account ->
                      !account
                          .getString("PKey")
                          .equals(record.getJsonObject("cusAccount").getString("PKey")))
              .findFirst()
              .orElseThrow();
      await(ingress.target.update(record.getString("href"), linkTo(other)));
      expected.put(keys.get(i), "different [cusAccount]");
    }
    for (int i = 0; i < 2; i++) {
      String key = UUID.randomUUID().toString();
      await(ingress.target.create("cusSubscription", named(key, "Surplus")));
      expected.put(key, "surplus []");
    }
    await(ingress.target.create("cusSubscription", named("legacy-4711", "Nobody's")));
    await(ingress.target.create("cusSubscription", named(keys.get(9), "Twin")));
    expected.put(keys.get(9), "duplicate []");
    return expected;
  }

  private static JsonObject named(String key, String name) {
    return new JsonObject().put("cusExternalId", key).put("cusName", name);
  }

  private void mergeDuplicates() {
    ingress.records("cusSubscription").stream()
        .filter(record -> record.getString("cusName").equals("Twin"))
        .forEach(record -> await(ingress.target.delete(record.getString("href"))));
  }

  @Test
  void a_difference_shows_the_fields_of_both_sides_as_they_are_now() throws TimeoutException {
    inStep(3, 2);
    JsonObject record = ingress.records("cusSubscription").get(0);
    JsonObject other =
        ingress.records("cusAccount").stream()
            .filter(
                account ->
                    !account
                        .getString("PKey")
                        .equals(record.getJsonObject("cusAccount").getString("PKey")))
            .findFirst()
            .orElseThrow();
    await(ingress.target.update(record.getString("href"), linkTo(other)));
    long id = begin();
    completed(id);
    Difference difference = await(reconciliations.differences(id, ALL, 10)).get(0);
    assertThat(difference.target()).isEqualTo(record.getString("href"));

    DifferenceDetail detail = await(reconciliations.difference(id, difference.id())).orElseThrow();

    Map<String, Sides.Value> values = new HashMap<>();
    detail.values().fields().forEach(value -> values.put(value.field(), value));
    assertThat(values.get("cusName").differs()).isFalse();
    assertThat(values.get("cusName").target()).isEqualTo(record.getString("cusName"));
    assertThat(values.get("cusAccount").differs()).isTrue();
    assertThat(values.get("cusAccount").target()).isEqualTo(other.getString("cusExternalId"));
    assertThat(values.get("cusAccount").source()).isNotEqualTo(other.getString("cusExternalId"));
    await(reconciliations.repair(id, DifferenceFilter.of(List.of(difference.id()))));
    awaitRepaired(id);
    assertThat(await(reconciliations.difference(id, difference.id())).orElseThrow().values().why())
        .isEqualTo("Both sides are the same by now.");
    assertThat(await(reconciliations.difference(id, 999_999))).isEmpty();
  }

  @Test
  void one_that_is_interrupted_in_an_outage_goes_on_from_the_page_it_had_come_to()
      throws TimeoutException {
    inStep(60, 20);
    JsonObject lost = ingress.records("cusSubscription").get(700);
    await(ingress.target.delete(lost.getString("href")));
    JsonObject reads = new JsonObject().put("method", "GET").put("path", "cusSubscription$");
    ingress.sandbox().fault("campaign", "latency", reads.copy().put("delayMillis", 500));
    long id = begin();
    until(id, now -> now.phase() == Phase.READING_TARGET && now.target().read() > 0);
    ingress.sandbox().fault("campaign", "status", reads.copy().put("status", 503));
    until(id, now -> now.condition() != null && now.phase() == Phase.READING_TARGET);
    Assertions.assertThatThrownBy(this::begin).isInstanceOf(ReconciliationUnderWayException.class);
    await(reconciliations.close());
    reconciliations = ingress.reconciliations();
    ingress.sandbox().send("DELETE", "/control/faults");
    reconciliations.start();
    Reconciliation report = completed(id);

    assertThat(report.source().read()).as("nothing was read twice").isEqualTo(1_200);
    assertThat(report.target().read()).isEqualTo(1_199);
    assertThat(differences(id)).isEqualTo(Map.of(lost.getString("cusExternalId"), "missing []"));
  }

  @Test
  void one_that_is_cancelled_ends_at_once_and_the_next_one_begins() throws TimeoutException {
    inStep(3, 2);
    ingress
        .sandbox()
        .fault(
            "dynamics",
            "latency",
            new JsonObject()
                .put("method", "GET")
                .put("path", "new_subscriptions$")
                .put("delayMillis", 3_000));
    long id = begin();
    until(id, now -> now.phase() == Phase.READING_SOURCE);

    Reconciliation cancelled = await(reconciliations.cancel(id)).orElseThrow();

    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.endedAt()).isNotNull();
    assertThat(await(reconciliations.cancel(id)).orElseThrow()).isEqualTo(cancelled);
    ingress.sandbox().send("DELETE", "/control/faults");
    long next = begin();
    completed(next);
    assertThat(differences(next)).isEmpty();
    assertThat(await(reconciliations.list("ingress", null, 10, Long.MAX_VALUE)))
        .extracting(Reconciliation::id)
        .containsExactly(next, id);
  }

  @Test
  void a_repair_of_a_stopped_workflow_is_made_at_its_next_start() throws TimeoutException {
    inStep(3, 2);
    List<JsonObject> records = new ArrayList<>(ingress.records("cusSubscription"));
    await(ingress.target.delete(records.get(0).getString("href")));
    await(
        ingress.target.update(
            records.get(1).getString("href"), new JsonObject().put("cusName", "Wrong")));
    await(ingress.supervisor().stop("ingress"));
    ingress.until("it is stopped", () -> ingress.workflow().status().equals("STOPPED"));

    long id = begin();
    completed(id);
    assertThat(await(reconciliations.repair(id, ALL)).orElseThrow().writes()).isEqualTo(2);
    assertThat(await(reconciliations.differences(id, ALL, 10)))
        .allMatch(each -> each.state() == Difference.State.QUEUED);
    long again = begin();
    assertThat(completed(again).pending()).as("they are on their way").isEqualTo(2);
    assertThat(differences(again)).isEmpty();

    await(ingress.supervisor().start("ingress"));
    awaitRepaired(id);
    long last = begin();
    completed(last);
    assertThat(differences(last)).isEmpty();
  }

  @Test
  void reconciles_each_flow_at_the_time_that_is_set_and_removes_old_reports()
      throws TimeoutException {
    inStep(3, 2);
    OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(10);
    List<Reconciliation> last = new CopyOnWriteArrayList<>();
    ReconciliationSchedule schedule =
        new ReconciliationSchedule(
            ingress.vertx(),
            reconciliations,
            new ReconciliationSchedule.Plan(
                soon.toLocalTime(), EnumSet.allOf(DayOfWeek.class), Duration.ofDays(90)),
            last::addAll);
    schedule.start();
    await(schedule.look(soon.minusMinutes(1).toInstant()));
    assertThat(await(reconciliations.list(null, null, 10, Long.MAX_VALUE))).isEmpty();

    await(schedule.look(soon.toInstant()));
    List<Reconciliation> begun = await(reconciliations.list(null, null, 10, Long.MAX_VALUE));
    assertThat(begun)
        .extracting(Reconciliation::flow)
        .containsExactlyInAnyOrder("account", "subscription");
    assertThat(begun).extracting(Reconciliation::trigger).containsOnly(Trigger.SCHEDULE);
    begun.forEach(each -> completed(each.id()));
    await(schedule.look(soon.plusMinutes(1).toInstant()));
    assertThat(last).hasSize(2);

    await(
        ingress
            .pool()
            .query("UPDATE workflow.reconciliation SET ended_at = ended_at - interval '91 days'")
            .execute());
    await(schedule.look(soon.plusMinutes(2).toInstant()));
    assertThat(await(reconciliations.list(null, null, 10, Long.MAX_VALUE))).isEmpty();
    await(schedule.close());
  }
}
