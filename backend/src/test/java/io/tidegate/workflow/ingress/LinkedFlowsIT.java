package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three levels of records that link to each other, between the sandbox's two systems. */
class LinkedFlowsIT {
  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private void start() {
    ingress.start(
        RunningIngress.invoiceLine(), RunningIngress.subscription(), RunningIngress.account());
  }

  private void awaitInStep() {
    ingress.until("both sides are equal", () -> ingress.isIdle() && truth().equals(found()));
  }

  /** Each row's name and its parent's id, by its own. */
  private Map<String, String> truth() {
    Map<String, String> truth = new TreeMap<>();
    ingress
        .rows("accounts", "accountid", "name")
        .forEach((id, row) -> truth.put(id, row.getString("name")));
    ingress
        .rows("new_subscriptions", "new_subscriptionid", "new_name", "_new_accountid_value")
        .forEach(
            (id, row) ->
                truth.put(
                    id,
                    row.getString("new_name") + " of " + row.getString("_new_accountid_value")));
    ingress
        .rows("new_invoicelines", "new_invoicelineid", "new_name", "_new_subscriptionid_value")
        .forEach(
            (id, row) ->
                truth.put(
                    id,
                    row.getString("new_name")
                        + " of "
                        + row.getString("_new_subscriptionid_value")));
    return truth;
  }

  private Map<String, String> found() {
    Map<String, String> ids = new HashMap<>();
    Map<String, String> found = new TreeMap<>();
    for (JsonObject record : ingress.records("cusAccount")) {
      ids.put(record.getString("PKey"), record.getString("cusExternalId"));
      put(found, record, record.getString("cusName"));
    }
    for (JsonObject record : ingress.records("cusSubscription")) {
      ids.put(record.getString("PKey"), record.getString("cusExternalId"));
      put(found, record, record.getString("cusName") + " of " + parent(ids, record, "cusAccount"));
    }
    for (JsonObject record : ingress.records("cusInvoiceLine")) {
      put(
          found,
          record,
          record.getString("cusName") + " of " + parent(ids, record, "cusSubscription"));
    }
    return found;
  }

  private static void put(Map<String, String> found, JsonObject record, String content) {
    found.merge(record.getString("cusExternalId"), content, (one, other) -> "twice: " + one);
  }

  private static String parent(Map<String, String> ids, JsonObject record, String link) {
    JsonObject parent = record.getJsonObject(link);
    return parent == null || parent.getString("PKey") == null
        ? null
        : Objects.requireNonNullElse(ids.get(parent.getString("PKey")), "nobody");
  }

  @Test
  void parents_are_written_before_their_children_whatever_order_the_flows_are_in()
      throws TimeoutException {
    ingress.linked(20, 3, 4);
    start();
    awaitInStep();
    assertThat(ingress.deadLetters()).isEmpty();
    assertThat(refusals()).as("writes that Campaign refused").isEmpty();
  }

  @Test
  void what_is_created_while_it_runs_finds_its_parents_too() throws TimeoutException {
    start();
    ingress.linked(20, 3, 4);
    awaitInStep();
    assertThat(ingress.deadLetters()).isEmpty();
    assertThat(refusals()).as("writes that Campaign refused").isEmpty();
  }

  @Test
  void changes_and_deletions_of_parents_and_children_leave_both_sides_equal()
      throws TimeoutException {
    ingress.linked(20, 3, 4);
    start();
    awaitInStep();
    for (int round = 0; round < 3; round++) {
      ingress.change(40, 15, 10, round);
    }
    awaitInStep();
    assertThat(ingress.deadLetters()).isEmpty();
  }

  private List<JsonObject> refusals() throws TimeoutException {
    return ingress.journal().stream()
        .filter(entry -> !"GET".equals(entry.getString("method")))
        .filter(entry -> entry.getInteger("status") >= 400)
        .toList();
  }
}
