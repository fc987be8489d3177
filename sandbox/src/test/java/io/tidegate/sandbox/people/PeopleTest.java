package io.tidegate.sandbox.people;

import static io.tidegate.sandbox.RunningSandbox.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeopleTest {
  private static final String COLUMNS =
      "?$select=contactid,firstname,lastname,emailaddress1,mobilephone,birthdate,gendercode,"
          + "address1_line1,address1_city,address1_postalcode,address1_country";

  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  @Test
  void the_same_seed_makes_the_same_people_in_one_go_or_in_several() {
    add(300, 42);
    List<JsonObject> inOne = contacts();

    SANDBOX.control(HttpMethod.POST, "/reset", null);
    add(100, 42);
    add(200, 42);

    assertThat(contacts()).isEqualTo(inOne);
    assertThat(inOne).hasSize(300);
  }

  @Test
  void other_seeds_make_other_people() {
    add(100, 1);
    add(100, 2);

    assertThat(contacts().stream().map(contact -> contact.getString("contactid")).distinct())
        .hasSize(200);
  }

  @Test
  void people_are_as_uneven_as_in_a_customers_data() {
    add(3000, 42);
    List<JsonObject> people = contacts();

    assertThat(share(people, person -> person.getString("emailaddress1") == null))
        .isBetween(0.05, 0.12);
    assertThat(share(people, person -> person.getString("birthdate") == null)).isBetween(0.1, 0.2);
    assertThat(share(people, person -> person.getInteger("gendercode") == null)).isPositive();
    assertThat(share(people, person -> person.getString("firstname").length() > 30)).isPositive();
    assertThat(share(people, person -> person.getString("lastname").matches("\\p{Lu}{3,}")))
        .isPositive();
    assertThat(share(people, person -> !person.getString("lastname").matches("\\p{ASCII}*")))
        .isGreaterThan(0.05);
    long addresses =
        people.stream()
            .map(person -> person.getString("emailaddress1"))
            .filter(Objects::nonNull)
            .count();
    long distinct =
        people.stream()
            .map(person -> person.getString("emailaddress1"))
            .filter(Objects::nonNull)
            .distinct()
            .count();
    assertThat(distinct).isLessThan(addresses);
  }

  @Test
  void changes_really_change_deletes_delete_and_creates_create() {
    add(200, 42);
    Map<String, JsonObject> before = byId();

    JsonObject changes =
        SANDBOX.control(
            HttpMethod.POST,
            "/changes",
            new JsonObject().put("count", 30).put("seed", 7).put("deletes", 4).put("creates", 3));

    Map<String, JsonObject> after = byId();
    Set<String> changed = strings(changes.getJsonArray("changed"));
    Set<String> deleted = strings(changes.getJsonArray("deleted"));
    Set<String> created = strings(changes.getJsonArray("created"));
    assertThat(changed).hasSize(30);
    assertThat(deleted).hasSize(4).allSatisfy(id -> assertThat(after).doesNotContainKey(id));
    assertThat(created).hasSize(3).allSatisfy(id -> assertThat(before).doesNotContainKey(id));
    assertThat(after).hasSize(199).containsKeys(created.toArray(String[]::new));
    before.forEach(
        (id, contact) -> {
          if (changed.contains(id)) {
            assertThat(after.get(id)).isNotEqualTo(contact);
          } else if (!deleted.contains(id)) {
            assertThat(after.get(id)).isEqualTo(contact);
          }
        });
  }

  @Test
  void the_same_changes_of_the_same_people_are_the_same() {
    add(100, 42);
    JsonObject wanted = new JsonObject().put("count", 10).put("deletes", 2).put("seed", 7);
    JsonObject first = SANDBOX.control(HttpMethod.POST, "/changes", wanted);
    List<JsonObject> outcome = contacts();

    SANDBOX.control(HttpMethod.POST, "/reset", null);
    add(100, 42);

    assertThat(SANDBOX.control(HttpMethod.POST, "/changes", wanted)).isEqualTo(first);
    assertThat(contacts()).isEqualTo(outcome);
  }

  @Test
  void a_trickle_changes_deletes_and_creates_until_it_is_stopped() {
    add(500, 42);
    Map<String, JsonObject> before = byId();

    SANDBOX.control(
        HttpMethod.PUT,
        "/trickle",
        new JsonObject().put("perSecond", 500).put("deleteShare", 0.2).put("createShare", 0.2));

    await()
        .until(
            () -> {
              Map<String, JsonObject> now = byId();
              boolean deleted = !now.keySet().containsAll(before.keySet());
              boolean created = !before.keySet().containsAll(now.keySet());
              boolean changed =
                  before.entrySet().stream()
                      .anyMatch(
                          entry ->
                              now.containsKey(entry.getKey())
                                  && !now.get(entry.getKey()).equals(entry.getValue()));
              return deleted && created && changed;
            });

    SANDBOX.control(HttpMethod.PUT, "/trickle", new JsonObject().put("perSecond", 0));
    Map<String, JsonObject> stopped = byId();
    add(1, 99);
    assertThat(byId()).containsAllEntriesOf(stopped).hasSize(stopped.size() + 1);
  }

  private static void add(int count, long seed) {
    SANDBOX.control(
        HttpMethod.POST, "/people", new JsonObject().put("count", count).put("seed", seed));
  }

  private static List<JsonObject> contacts() {
    JsonArray rows = SANDBOX.get(CONTACTS + COLUMNS).bodyAsJsonObject().getJsonArray("value");
    return rows.stream()
        .map(
            row -> {
              JsonObject contact = ((JsonObject) row).copy();
              contact.remove("@odata.etag");
              return contact;
            })
        .toList();
  }

  private static Map<String, JsonObject> byId() {
    Map<String, JsonObject> byId = new HashMap<>();
    contacts().forEach(contact -> byId.put(contact.getString("contactid"), contact));
    return byId;
  }

  private static Set<String> strings(JsonArray array) {
    Set<String> strings = new HashSet<>();
    array.forEach(value -> strings.add((String) value));
    return strings;
  }

  private static double share(List<JsonObject> people, Predicate<JsonObject> like) {
    return (double) people.stream().filter(like).count() / people.size();
  }
}
