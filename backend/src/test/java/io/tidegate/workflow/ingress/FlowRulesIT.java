package io.tidegate.workflow.ingress;

import static io.tidegate.workflow.ingress.RunningIngress.filtered;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.ReplaySelection;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a flow is told to do with filters, with fields that are written once, and with replays. */
class FlowRulesIT {
  private static final Filter HALF =
      new Filter.Any(
          List.of(
              new Condition("industrycode", Operator.EQ, 1),
              new Condition("industrycode", Operator.EQ, 2)));

  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private Set<String> accounts(boolean halfOnly) {
    Set<String> accounts = new TreeSet<>();
    ingress
        .rows("accounts", "accountid", "industrycode")
        .forEach(
            (id, row) -> {
              Integer code = row.getInteger("industrycode");
              if (!halfOnly || (code != null && code <= 2)) {
                accounts.add(id);
              }
            });
    return accounts;
  }

  private Map<String, JsonObject> written() {
    Map<String, JsonObject> written = new TreeMap<>();
    ingress
        .records("cusAccount")
        .forEach(record -> written.put(record.getString("cusExternalId"), record));
    return written;
  }

  private void awaitWritten(String what, Set<String> expected) {
    ingress.until(what, () -> ingress.isIdle() && written().keySet().equals(expected));
  }

  private void setCity(String key, String city) {
    JsonObject record = written().get(key);
    TestDatabase.await(
        ingress.target.update(record.getString("href"), new JsonObject().put("cusCity", city)));
  }

  @Test
  void rows_that_the_filter_leaves_out_are_not_written_and_another_filter_brings_them()
      throws TimeoutException {
    ingress.linked(60, 0, 0);
    assertThat(accounts(true)).isNotEmpty().hasSizeLessThan(60);
    ingress.start(filtered(RunningIngress.account(), HALF, false));
    awaitWritten("half of the accounts are written", accounts(true));

    ingress.restart(filtered(RunningIngress.account(), null, false));

    awaitWritten("all accounts are written", accounts(false));
  }

  @Test
  void a_row_that_meets_the_filter_no_longer_is_deleted_where_that_is_wanted()
      throws TimeoutException {
    ingress.linked(60, 0, 0);
    ingress.start(filtered(RunningIngress.account(), HALF, true));
    awaitWritten("half of the accounts are written", accounts(true));
    for (int round = 0; round < 3; round++) {
      ingress.change(60, 0, 5, round);
    }
    awaitWritten("the same half as there is now", accounts(true));
    assertThat(ingress.deadLetters()).isEmpty();
  }

  @Test
  void a_filter_that_would_delete_much_is_held_for_a_person() throws TimeoutException {
    ingress.linked(60, 0, 0);
    ingress.start(filtered(RunningIngress.account(), null, true));
    awaitWritten("all accounts are written", accounts(false));

    ingress.restart(filtered(RunningIngress.account(), HALF, true));
    ingress.until(
        "the deletions are held",
        () ->
            ingress.flow("account").condition() != null
                && ingress.flow("account").condition().code().json().equals("deletionsHeld"));
    assertThat(written()).hasSize(60);
    TestDatabase.await(ingress.supervisor().decideDeletions("ingress", "account", true));

    awaitWritten("half of the accounts are left", accounts(true));
  }

  @Test
  void a_field_without_updates_is_written_at_first_and_by_a_replay_only() throws TimeoutException {
    ingress.linked(20, 0, 0);
    IngressConfig.Flow flow =
        RunningIngress.flow(
            "account",
            "account",
            "accountid",
            "cusAccount",
            List.of(
                RunningIngress.of("name", "cusName"),
                new AttributeMapping("cusCity", "address1_city", null, null, null, null, false)),
            List.of());
    ingress.start(flow);
    awaitWritten("all accounts are written", accounts(false));
    Map<String, JsonObject> rows = ingress.rows("accounts", "accountid", "address1_city");
    written()
        .forEach(
            (id, record) ->
                assertThat(record.getString("cusCity"))
                    .isEqualTo(rows.get(id).getString("address1_city")));
    String key = written().keySet().iterator().next();
    setCity(key, "Somewhere");

    ingress.change(15, 0, 10, 3);
    awaitWritten("the new ones are written, too", accounts(false));
    ingress.until("their names are in step", this::namesAreInStep);
    assertThat(written().get(key).getString("cusCity")).isEqualTo("Somewhere");
    Map<String, JsonObject> now = ingress.rows("accounts", "accountid", "address1_city");
    written().keySet().stream()
        .filter(id -> !rows.containsKey(id))
        .forEach(
            id ->
                assertThat(written().get(id).getString("cusCity"))
                    .as("of one that was created by a change")
                    .isEqualTo(now.get(id).getString("address1_city")));
  }

  private boolean namesAreInStep() {
    Map<String, JsonObject> rows = ingress.rows("accounts", "accountid", "name");
    return written().entrySet().stream()
        .allMatch(
            record ->
                rows.get(record.getKey())
                    .getString("name")
                    .equals(record.getValue().getString("cusName")));
  }

  @Test
  void chosen_records_are_written_again_and_no_others() throws TimeoutException {
    ingress.linked(60, 0, 0);
    ingress.start(RunningIngress.account());
    awaitWritten("all accounts are written", accounts(false));
    List<String> chosen = List.copyOf(accounts(false)).subList(10, 13);
    ingress.until("all are counted", () -> ingress.flow("account").read() >= 60);
    long readBefore = ingress.flow("account").read();

    replay(new ReplaySelection(ReplaySelection.Kind.IDS, null, chosen, null));
    ingress.until("three were read", () -> ingress.flow("account").read() == readBefore + 3);

    ReplaySelection some = new ReplaySelection(ReplaySelection.Kind.FILTER, null, null, HALF);
    replay(some);
    long half = accounts(true).size();
    ingress.until("half were read", () -> ingress.flow("account").read() == readBefore + 3 + half);
    assertThat(count(some)).isEqualTo(new ReplayCount.Count(half, true));

    replay(
        new ReplaySelection(ReplaySelection.Kind.SINCE, "2000-01-01T00:00:00+02:00", null, null));
    ingress.until("all were read", () -> ingress.flow("account").read() == readBefore + 63 + half);
    assertThat(ingress.deadLetters()).isEmpty();
  }

  private void replay(ReplaySelection selection) {
    TestDatabase.await(ingress.supervisor().replay("ingress", "account", selection));
  }

  private ReplayCount.Count count(ReplaySelection selection) {
    return TestDatabase.await(
        new ReplayCount(ingress.source)
            .count(
                RunningIngress.account(),
                TestDatabase.await(ingress.source.entity("account")),
                TestDatabase.await(ingress.target.resourceType("cusAccount")),
                selection));
  }
}
