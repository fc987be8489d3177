package io.tidegate.sandbox.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkedRecordsTest {
  private static final String API = "/dynamics/api/data/v9.2/";
  private static final List<String> SETS =
      List.of("accounts", "new_subscriptions", "new_invoicelines");

  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  @Test
  void three_levels_hang_together_and_the_seed_makes_them_again() {
    JsonObject made = add(5, 2, 3, 7);

    assertThat(made.getInteger("added")).isEqualTo(5 + 10 + 30);
    assertThat(made.getJsonObject("records"))
        .isEqualTo(
            new JsonObject()
                .put("account", 5)
                .put("new_subscription", 10)
                .put("new_invoiceline", 30));
    Set<String> accounts = ids(rows("accounts"), "accountid");
    List<JsonObject> subscriptions = rows("new_subscriptions");
    assertThat(values(subscriptions, "_new_accountid_value")).isEqualTo(accounts);
    assertThat(values(rows("new_invoicelines"), "_new_subscriptionid_value"))
        .isEqualTo(ids(subscriptions, "new_subscriptionid"));

    SANDBOX.control(HttpMethod.POST, "/reset", null);
    SANDBOX.signIn();
    add(5, 2, 3, 7);
    assertThat(ids(rows("accounts"), "accountid")).isEqualTo(accounts);
    add(5, 0, 0, 7);
    assertThat(rows("accounts")).hasSize(10);
  }

  @Test
  void they_come_in_any_order_unless_parents_are_to_be_first() {
    add(50, 2, 0, 7);
    assertThat(youngest("accounts")).isGreaterThan(oldest("new_subscriptions"));

    SANDBOX.control(HttpMethod.POST, "/reset", null);
    SANDBOX.signIn();
    SANDBOX.control(
        HttpMethod.POST,
        "/linked",
        new JsonObject()
            .put("accounts", 50)
            .put("subscriptionsPerAccount", 2)
            .put("parentsFirst", true));
    assertThat(youngest("accounts")).isLessThan(oldest("new_subscriptions"));
  }

  @Test
  void contacts_get_accounts_as_their_company() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 10));
    SANDBOX.control(
        HttpMethod.POST, "/linked", new JsonObject().put("accounts", 2).put("contacts", 4));

    List<JsonObject> employed =
        SANDBOX
            .get(API + "contacts?$filter=_parentcustomerid_value%20ne%20null")
            .bodyAsJsonObject()
            .getJsonArray("value")
            .stream()
            .map(JsonObject.class::cast)
            .toList();
    assertThat(employed).hasSize(4);
    assertThat(ids(rows("accounts"), "accountid"))
        .containsAll(values(employed, "_parentcustomerid_value"));
  }

  @Test
  void changes_and_deletions_show_in_the_deltas_of_their_tables() {
    add(10, 2, 2, 7);
    List<String> links = SETS.stream().map(this::deltaLink).toList();

    JsonObject happened =
        SANDBOX.control(
            HttpMethod.POST,
            "/linked/changes",
            new JsonObject().put("count", 20).put("deletes", 10).put("creates", 6).put("seed", 3));

    assertThat(count(happened, "created")).isEqualTo(6);
    for (int i = 0; i < links.size(); i++) {
      String entity = SETS.get(i).substring(0, SETS.get(i).length() - 1);
      Set<String> changed = new HashSet<>();
      Set<String> deleted = new HashSet<>();
      for (Object row : SANDBOX.get(links.get(i)).bodyAsJsonObject().getJsonArray("value")) {
        JsonObject delta = (JsonObject) row;
        if (delta.containsKey("reason")) {
          deleted.add(delta.getString("id"));
        } else {
          changed.add(delta.getString(entity + "id"));
        }
      }
      assertThat(deleted).isEqualTo(listed(happened, "deleted", entity));
      Set<String> expected = listed(happened, "changed", entity);
      expected.addAll(listed(happened, "created", entity));
      expected.removeAll(deleted);
      assertThat(changed).containsAll(expected);
    }
  }

  @Test
  void they_change_by_themselves_until_that_is_stopped() {
    add(5, 2, 2, 7);
    String before = deltaLink("new_invoicelines");

    SANDBOX.control(HttpMethod.PUT, "/linked/trickle", new JsonObject().put("perSecond", 200));

    await().until(() -> !SANDBOX.get(before).bodyAsJsonObject().getJsonArray("value").isEmpty());
    assertThat(
            SANDBOX
                .control(HttpMethod.PUT, "/linked/trickle", new JsonObject().put("perSecond", 0))
                .getDouble("perSecond"))
        .isZero();
  }

  private static JsonObject add(int accounts, int subscriptions, int lines, long seed) {
    return SANDBOX.control(
        HttpMethod.POST,
        "/linked",
        new JsonObject()
            .put("accounts", accounts)
            .put("subscriptionsPerAccount", subscriptions)
            .put("linesPerSubscription", lines)
            .put("seed", seed));
  }

  private static List<JsonObject> rows(String set) {
    return SANDBOX.get(API + set).bodyAsJsonObject().getJsonArray("value").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static Set<String> ids(List<JsonObject> rows, String key) {
    Set<String> ids = values(rows, key);
    assertThat(ids).hasSameSizeAs(rows);
    return ids;
  }

  private static Set<String> values(List<JsonObject> rows, String property) {
    Set<String> values = new HashSet<>();
    rows.forEach(row -> values.add(row.getString(property)));
    return values;
  }

  private static long youngest(String set) {
    return rows(set).stream().mapToLong(row -> row.getLong("versionnumber")).max().orElseThrow();
  }

  private static long oldest(String set) {
    return rows(set).stream().mapToLong(row -> row.getLong("versionnumber")).min().orElseThrow();
  }

  /** Without the address of the sandbox. */
  private String deltaLink(String set) {
    return SANDBOX
        .request(HttpMethod.GET, API + set)
        .putHeader("Prefer", "odata.track-changes")
        .send()
        .await()
        .bodyAsJsonObject()
        .getString("@odata.deltaLink")
        .substring(SANDBOX.url().length());
  }

  private static int count(JsonObject happened, String what) {
    return happened.getJsonObject(what).stream()
        .mapToInt(entry -> ((JsonArray) entry.getValue()).size())
        .sum();
  }

  private static Set<String> listed(JsonObject happened, String what, String entity) {
    Set<String> ids = new HashSet<>();
    happened
        .getJsonObject(what)
        .getJsonArray(entity, new JsonArray())
        .forEach(id -> ids.add((String) id));
    return ids;
  }
}
