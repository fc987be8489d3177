package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Contacts are deleted, their profiles become anonymous, and Tidegate forgets them on request. */
@TestMethodOrder(OrderAnnotation.class)
class PrivacyIT {
  private static final int PEOPLE = 300;
  private static final int DELETED = 10;
  private static final Duration SOON = Duration.ofMinutes(2);

  private static TestDatabase database;
  private static SandboxServer sandbox;
  private static ServiceProcess service;
  private static List<String> deleted;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
    database = TestDatabase.create();
    service =
        ServiceProcess.start(
            "privacy",
            database.options(),
            sandbox.url(),
            Map.of("TIDEGATE_INGRESS_DELETIONS", "anonymise"));
    service.post("/start");
    awaitNothingPending(PEOPLE);
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
  }

  private static void awaitNothingPending(long written) {
    service.awaitIngress(
        written + " records are written",
        SOON,
        ingress ->
            service.contactFlow().getLong("written") >= written && ingress.getLong("backlog") == 0);
  }

  /** The tables that have a person's id in any column that holds text. */
  private static List<String> tablesNaming(String person) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var connection = database.connect();
        Statement list = connection.createStatement();
        Statement look = connection.createStatement();
        ResultSet all =
            list.executeQuery(
                "SELECT schemaname || '.' || tablename FROM pg_tables"
                    + " WHERE schemaname IN ('queue', 'workflow', 'trace')")) {
      while (all.next()) {
        String table = all.getString(1);
        if (look.executeQuery(
                "SELECT FROM %s t WHERE t::text ILIKE '%%%s%%'".formatted(table, person))
            .next()) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  @Test
  @Order(0)
  void a_contact_is_traced_by_id_and_by_the_e_mail_address_that_no_table_names() throws Exception {
    Map<String, JsonObject> contacts = sandbox.contacts("contactid,emailaddress1");
    String id = contacts.keySet().iterator().next();
    String email = contacts.get(id).getString("emailaddress1");

    JsonObject answer =
        Http.send("POST", service.url() + "/api/v1/trace", new JsonObject().put("email", email))
            .json();

    assertThat(answer.getJsonArray("records").stream().map(JsonObject.class::cast))
        .anySatisfy(
            record -> {
              assertThat(record.getString("key")).isEqualTo(id);
              assertThat(record.getString("target")).contains("/profile/");
              JsonObject step = record.getJsonArray("steps").getJsonObject(0);
              assertThat(step.getString("step")).isEqualTo("written");
              assertThat(step.getString("answer")).isEqualTo("created");
              assertThat(step.getLong("version")).isPositive();
            });
    assertThat(tablesNaming(email)).allMatch(table -> table.startsWith("queue.segment_"));
  }

  @Test
  @Order(1)
  void the_profiles_of_deleted_contacts_say_nothing_of_anybody_and_are_opted_out() {
    Map<String, JsonObject> before = sandbox.contacts("contactid,emailaddress1");
    sandbox.changes(0, DELETED, 0);
    Set<String> gone = new HashSet<>(before.keySet());
    gone.removeAll(sandbox.contacts("contactid").keySet());
    assertThat(gone).hasSize(DELETED);
    deleted = List.copyOf(gone);

    awaitNothingPending(PEOPLE + DELETED);

    List<JsonObject> profiles = sandbox.profiles();
    assertThat(profiles).hasSize(PEOPLE);
    List<JsonObject> anonymous =
        profiles.stream().filter(profile -> profile.getString("externalId").isEmpty()).toList();
    assertThat(anonymous)
        .hasSize(DELETED)
        .allSatisfy(
            profile -> {
              assertThat(profile.getString("email")).isEmpty();
              assertThat(profile.getString("lastName")).isEmpty();
              assertThat(profile.getBoolean("blackList")).isTrue();
              assertThat(profile.getBoolean("blackListEmail")).isTrue();
            });
    assertThat(sandbox.counters("campaign").getLong("deletes")).isZero();
  }

  @Test
  @Order(2)
  void an_erasure_finishes_although_the_service_is_killed_and_leaves_no_trace_but_the_proof()
      throws Exception {
    String person = deleted.get(0);
    assertThat(tablesNaming(person)).isNotEmpty();
    assertThat(service.steps(person)).containsExactly("ingress deleted", "ingress written");

    Http.Answer accepted =
        Http.send(
            "POST",
            service.url() + "/api/v1/privacy/erasures",
            new JsonObject().put("person", person));
    assertThat(accepted.status()).isEqualTo(202);
    long id = accepted.json().getLong("id");
    service.kill();
    service.start();

    String url = service.url() + "/api/v1/privacy/erasures/" + id;
    await("the erasure is complete; the service's log is " + service.log())
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> Http.get(url, Map.of()).json().getString("completedAt") != null);
    JsonObject proof = Http.get(url, Map.of()).json();
    assertThat(proof.getJsonObject("removed").getLong("queues")).isPositive();
    assertThat(proof.getJsonObject("removed").getLong("trace")).isEqualTo(2);
    assertThat(service.steps(person)).isEmpty();
    assertThat(service.steps(deleted.get(1))).hasSize(2);
    assertThat(tablesNaming(person)).isEmpty();
    assertThat(tablesNaming(deleted.get(1))).isNotEmpty();
  }

  @Test
  @Order(3)
  void the_others_are_still_kept_in_step() {
    service.awaitStatus("RUNNING");
    sandbox.changes(50, 0, 5);
    service.awaitIngress(
        "the changes are in Campaign",
        SOON,
        ingress ->
            ingress.getLong("backlog") == 0
                && sandbox.profiles().size() == PEOPLE + 5
                && sandbox.counters("campaign").getLong("updates") >= DELETED + 40);
    assertThat(sandbox.profiles()).hasSize(PEOPLE + 5);
  }
}
