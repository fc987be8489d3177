package io.tidegate.dynamics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.RowMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dynamics connector against the stand-in for Dynamics, faults included. */
class DynamicsSandboxIT {

  private static final List<String> SELECT = List.of("firstname", "lastname", "emailaddress1");

  private Vertx vertx;
  private ControlledSandbox sandbox;
  private Dynamics dynamics;
  private DynamicsClient client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    sandbox = new ControlledSandbox(vertx);
    dynamics = sandbox.dynamics("dynamics-secret");
    client = dynamics.client();
  }

  @AfterEach
  void stop() throws Exception {
    dynamics.close().await(10, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  @Test
  void introducesItself() throws Exception {
    assertThat(client.whoAmI().await(10, SECONDS).userId()).isNotBlank();
  }

  @Test
  void learnsHowTheContactTableLooks() throws Exception {
    EntityDefinition contact = client.entity("contact").await(10, SECONDS);
    assertThat(contact.entitySetName()).isEqualTo("contacts");
    assertThat(contact.primaryIdAttribute()).isEqualTo("contactid");
    assertThat(contact.changeTrackingEnabled()).isTrue();
    assertThat(contact.attributes().get("firstname").type()).isEqualTo("String");
    assertThat(contact.attributes().get("firstname").maxLength()).hasValue(50);
    assertThat(contact.attributes()).containsKeys("gendercode", "birthdate", "donotemail");
  }

  @Test
  void aTableThatDoesNotExistNeedsAPerson() {
    assertThatThrownBy(() -> client.entity("boat").await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
    assertThatThrownBy(() -> client.firstPage("boats", SELECT, 100).await(10, SECONDS))
        .isInstanceOf(UnusableException.class);
    assertThatThrownBy(
            () -> client.firstPage("contacts", List.of("fristname"), 100).await(10, SECONDS))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("fristname");
  }

  @Test
  void readsTenThousandContactsPageByPageAndThenOnlyWhatChanged() throws Exception {
    sandbox.people(10_000, 42);
    Reading whole = readAll(client.firstPage("contacts", SELECT, 1_500).await(30, SECONDS), 1_500);
    assertThat(whole.pages).isEqualTo(7);
    assertThat(whole.ids).hasSize(10_000);
    assertThat(whole.deleted).isEmpty();

    assertThat(readAll(client.page(whole.deltaLink, 100).await(30, SECONDS), 100).ids).isEmpty();

    JsonObject changes =
        sandbox.post(
            "/control/changes",
            new JsonObject().put("count", 250).put("deletes", 20).put("creates", 5).put("seed", 7));
    Reading delta = readAll(client.page(whole.deltaLink, 100).await(30, SECONDS), 100);
    Set<String> expected = strings(changes.getJsonArray("changed"));
    expected.addAll(strings(changes.getJsonArray("created")));
    Set<String> deleted = strings(changes.getJsonArray("deleted"));
    expected.removeAll(deleted);
    assertThat(delta.ids).isEqualTo(expected);
    assertThat(delta.deleted).isEqualTo(deleted);
    assertThat(delta.pages).isGreaterThan(1);
  }

  @Test
  void tellsOfWhichTableTheRowIsThatALookupPointsTo() throws Exception {
    String boss = "00000000-0000-4000-8000-000000000001";
    String clerk = "00000000-0000-4000-8000-000000000002";
    client
        .batch(
            List.of(
                new NewRow("contacts", boss, new JsonObject().put("lastname", "Boss")),
                new NewRow(
                    "contacts",
                    clerk,
                    new JsonObject()
                        .put("lastname", "Clerk")
                        .put("parentcustomerid_contact@odata.bind", "/contacts(" + boss + ")"))))
        .await(10, SECONDS);
    RowPage page =
        client
            .rows(
                "contacts",
                List.of("contactid", "_parentcustomerid_value"),
                "contactid eq " + clerk,
                "contactid",
                10)
            .await(10, SECONDS);
    Mapping mapping =
        new Mapping(
            "contact",
            "contactid",
            "profile",
            "externalId",
            null,
            null,
            List.of(),
            List.of(new Link("cusAccount", "parentcustomerid", "account")));
    assertThat(page.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString("_parentcustomerid_value")).isEqualTo(boss);
              RowMapper mapper =
                  new RowMapper(mapping, Map.of(), Map.of(), Map.of("account", "account"));
              assertThat(mapper.map(row).getValue("cusAccount")).isNull();
            });
  }

  @Test
  void anExpiredDeltaTokenMeansToStartOver() throws Exception {
    sandbox.people(10, 1);
    Reading whole = readAll(client.firstPage("contacts", SELECT, 100).await(10, SECONDS), 100);
    sandbox.post("/control/expire-delta-tokens", new JsonObject());
    assertThatThrownBy(() -> client.page(whole.deltaLink, 100).await(10, SECONDS))
        .isInstanceOf(DeltaExpiredException.class);
  }

  @Test
  void goesOnReadingAlthoughItsTokenExpiresOnTheWay() throws Exception {
    sandbox.people(300, 1);
    ChangePage first = client.firstPage("contacts", SELECT, 100).await(10, SECONDS);
    sandbox.post("/control/expire-tokens", new JsonObject());
    assertThat(readAll(first, 100).ids).hasSize(300);
    assertThat(sandbox.counters("dynamics").getInteger("tokens")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x80072321", "0x80072322", "0x80072326"})
  void aThrottledCallHoldsBackAllOthersForAsLongAsDynamicsAsks(String code) throws Exception {
    client.whoAmI().await(10, SECONDS);
    sandbox.fault(
        "dynamics",
        "status",
        new JsonObject()
            .put("status", 429)
            .put("code", code)
            .put("retryAfterSeconds", 300)
            .put("count", 1));
    assertThatThrownBy(() -> client.whoAmI().await(10, SECONDS))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
              assertThat(e.retryAfter()).contains(Duration.ofMinutes(5));
              assertThat(e.ambiguous()).isFalse();
            });
    assertThat(dynamics.gate().pausedUntil()).isPresent();
    DynamicsClient other = dynamics.client();
    Future<WhoAmI> held = other.whoAmI();
    other.close().await(10, SECONDS);
    assertThatThrownBy(() -> held.await(10, SECONDS)).isInstanceOf(ScopeClosedException.class);
    assertThat(sandbox.counters("dynamics").getInteger("requests")).isEqualTo(2);
  }

  @Test
  void aCutConnectionIsRetriable() throws Exception {
    sandbox.fault("dynamics", "cut", new JsonObject().put("count", 1));
    assertThatThrownBy(() -> client.whoAmI().await(10, SECONDS))
        .isInstanceOfSatisfying(
            RetriableException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED));
    client.whoAmI().await(10, SECONDS);
  }

  @Test
  void aWrongSecretNeedsAPersonAndSaysWhichSettingToChange() throws Exception {
    Dynamics wrong = sandbox.dynamics("not-the-secret");
    assertThatThrownBy(() -> wrong.client().whoAmI().await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> {
              assertThat(e.cause()).contains("AADSTS7000215");
              assertThat(e.remedy()).contains("TIDEGATE_DYNAMICS_CLIENT_SECRET");
            });
    wrong.close().await(10, SECONDS);
  }

  private static final class Reading {
    final Set<String> ids = new HashSet<>();
    final Set<String> deleted = new HashSet<>();
    String deltaLink;
    int pages;
  }

  private Reading readAll(ChangePage first, int pageSize) throws TimeoutException {
    Reading reading = new Reading();
    List<String> ids = new ArrayList<>();
    ChangePage page = first;
    while (true) {
      reading.pages++;
      assertThat(page.rows().size() + page.deletedIds().size()).isLessThanOrEqualTo(pageSize);
      page.rows().forEach(row -> ids.add(row.getString("contactid")));
      reading.deleted.addAll(page.deletedIds());
      if (page.nextLink().isEmpty()) {
        break;
      }
      page = client.page(page.nextLink().get(), pageSize).await(30, SECONDS);
    }
    reading.deltaLink = page.deltaLink().orElseThrow();
    reading.ids.addAll(ids);
    assertThat(ids).as("no row comes twice in one pass").hasSameSizeAs(reading.ids);
    return reading;
  }

  private static Set<String> strings(JsonArray array) {
    Set<String> strings = new HashSet<>();
    array.forEach(item -> strings.add((String) item));
    return strings;
  }

  private static NewRow send(String id, String contact) {
    return new NewRow(
        "adobe_emailsends",
        id,
        new JsonObject()
            .put("subject", "DM1 1 — \"œuvre\"")
            .put(
                "regardingobjectid_contact_adobe_emailsend@odata.bind",
                "/contacts(" + contact + ")"));
  }

  @Test
  void createsRowsInABatchOnceAndTellsWhatBecameOfEach() throws Exception {
    sandbox.people(1, 7);
    String contact =
        client
            .firstPage("contacts", SELECT, 10)
            .await(10, SECONDS)
            .rows()
            .get(0)
            .getString("contactid");
    String id = "7f0c2a54-0d3c-5f5e-9a2b-000000000001";
    NewRow nobodys = send("7f0c2a54-0d3c-5f5e-9a2b-000000000002", id);
    NewRow unknownColumn =
        new NewRow(
            "adobe_emailsends",
            "7f0c2a54-0d3c-5f5e-9a2b-000000000003",
            new JsonObject().put("colour", "green"));

    List<WriteResult> first =
        client.batch(List.of(send(id, contact), nobodys, unknownColumn)).await(10, SECONDS);
    List<WriteResult> second = client.batch(List.of(send(id, contact))).await(10, SECONDS);

    assertThat(first.get(0)).isEqualTo(new WriteResult.Created());
    assertThat(first.get(1)).isInstanceOf(WriteResult.ReferenceMissing.class);
    assertThat(first.get(2)).isInstanceOf(WriteResult.Failed.class);
    assertThat(second).containsExactly(new WriteResult.Existed());
  }
}
