package io.tidegate.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.tidegate.configuration.Check.Findings;
import io.tidegate.configuration.Configurations.Page;
import io.tidegate.mapping.Mappings;
import io.tidegate.mapping.Misfit;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents and their versions in a real database. */
class StoredConfigurationsIT {
  private static final Authorship GIULIA = new Authorship("Giulia", "for the summer");

  private final Map<String, Long> secrets = new ConcurrentHashMap<>();
  private final Map<String, Pinned> running = new HashMap<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Findings findings = Findings.NONE;
  private Vertx vertx;
  private Database database;
  private StoredConfigurations configurations;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = TestDatabase.create().open(vertx);
    vertx
        .eventBus()
        .<String>localConsumer(Configurations.SAVED, document -> told.add(document.body()));
    load();
  }

  @AfterEach
  void close() {
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }

  private void load() {
    configurations =
        new StoredConfigurations(
            vertx,
            database.pool(),
            (document, proposed) -> Future.succeededFuture(findings),
            () -> Map.copyOf(secrets),
            workflow -> Optional.ofNullable(running.get(workflow)));
    TestDatabase.await(configurations.load());
  }

  private static JsonObject ingress(int pollSeconds) {
    JsonObject config =
        new JsonObject(
            new IngressConfig(
                    List.of(
                        IngressConfig.Flow.standard(
                            "contact",
                            Mappings.contactToProfile(),
                            "byExternalId",
                            "externalId_parameter",
                            DeletionPolicy.OFF)))
                .toJson());
    JsonObject flow = config.getJsonArray("flows").getJsonObject(0);
    flow.remove("initialConsent");
    flow.put("pollSeconds", pollSeconds);
    return config;
  }

  private Configurations.Outcome save(Document document, JsonObject content, long expected) {
    return TestDatabase.await(configurations.save(document, content, expected, GIULIA));
  }

  private void run(Document workflow) {
    running.put(workflow.id(), configurations.of(workflow).newest());
  }

  private long version(Document document) {
    return configurations.saved().get(document).version();
  }

  @Test
  void before_anything_is_saved_every_document_has_its_built_in_version() {
    assertThat(configurations.saved().values()).allMatch(saved -> saved.version() == 0);
    assertThat(configurations.saved().get(Document.INGRESS).content())
        .isEqualTo(new JsonObject().put("flows", new JsonArray()));
    assertThat(TestDatabase.await(configurations.version(Document.CONSENT, 0)).content())
        .isEqualTo(configurations.saved().get(Document.CONSENT).content());
  }

  @Test
  void every_save_is_a_version_that_everybody_is_told_of_and_that_outlives_the_service() {
    Configurations.Outcome outcome = save(Document.INGRESS, ingress(5), 0);
    assertThat(outcome.saved().version()).isEqualTo(1);
    assertThat(outcome.saved().author()).isEqualTo("Giulia");
    assertThat(outcome.changes()).isNotEmpty();
    await().until(() -> told.contains("ingress"));
    save(Document.INGRESS, ingress(7), 1);
    load();
    Saved saved = configurations.saved().get(Document.INGRESS);
    assertThat(saved.version()).isEqualTo(2);
    assertThat(saved.note()).isEqualTo("for the summer");
    assertThat(saved.content().encode()).contains("\"pollSeconds\":7");
    assertThat(TestDatabase.await(configurations.version(Document.INGRESS, 1)).content())
        .isEqualTo(DocumentForm.canonical(Document.INGRESS, ingress(5)));
  }

  @Test
  void the_same_content_again_makes_no_version_however_it_is_written() {
    save(Document.INGRESS, ingress(5), 0);
    JsonObject shorter = ingress(5);
    shorter.getJsonArray("flows").getJsonObject(0).remove("pollSeconds");
    assertThat(save(Document.INGRESS, shorter, 1).saved().version()).isEqualTo(1);
    assertThat(save(Document.INGRESS, shorter, 1).changes()).isEmpty();
  }

  @Test
  void of_two_who_edited_the_same_version_only_the_first_saves() {
    save(Document.INGRESS, ingress(5), 0);
    assertThatThrownBy(() -> save(Document.INGRESS, ingress(6), 0))
        .isInstanceOf(VersionConflictException.class)
        .asInstanceOf(type(VersionConflictException.class))
        .returns(1L, VersionConflictException::current);
  }

  @Test
  void of_many_who_save_at_the_same_time_exactly_one_succeeds() {
    List<Future<Configurations.Outcome>> saves =
        IntStream.range(10, 30)
            .mapToObj(i -> configurations.save(Document.INGRESS, ingress(i), 0, GIULIA))
            .toList();
    TestDatabase.await(Future.join(saves).otherwiseEmpty());
    assertThat(saves).filteredOn(Future::succeeded).hasSize(1);
    assertThat(saves)
        .filteredOn(Future::failed)
        .allMatch(save -> save.cause() instanceof VersionConflictException);
    assertThat(version(Document.INGRESS)).isEqualTo(1);
  }

  @Test
  void what_is_wrong_is_named_by_its_place_and_nothing_is_saved() {
    JsonObject typo = ingress(5);
    typo.getJsonArray("flows").getJsonObject(0).put("polSeconds", 4);
    assertThatThrownBy(() -> save(Document.INGRESS, typo, 0))
        .asInstanceOf(type(InvalidConfigurationException.class))
        .extracting(wrong -> wrong.misfits().get(0).pointer())
        .isEqualTo("/flows/0/polSeconds");
    findings = Findings.errors(List.of(new Misfit("/flows/0", "No.", "Do.")));
    assertThatThrownBy(() -> save(Document.INGRESS, ingress(5), 0))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThatThrownBy(
            () ->
                TestDatabase.await(
                    configurations.saveAll(
                        Map.of(
                            Document.INGRESS, ingress(5), Document.CONNECTIONS, new JsonObject()),
                        GIULIA)))
        .asInstanceOf(type(InvalidConfigurationException.class))
        .extracting(wrong -> wrong.misfits().stream().map(Misfit::pointer).toList())
        .asInstanceOf(list(String.class))
        .containsExactlyInAnyOrder("/ingress/flows/0", "/connections/flows/0");
    assertThat(version(Document.INGRESS)).isZero();
  }

  @Test
  void several_documents_are_saved_together_and_those_unchanged_get_no_version() {
    Map<Document, Configurations.Outcome> outcomes =
        TestDatabase.await(
            configurations.saveAll(
                Map.of(
                    Document.INGRESS, ingress(5),
                    Document.EGRESS, BuiltIn.content(Document.EGRESS)),
                GIULIA));
    assertThat(outcomes.get(Document.INGRESS).saved().version()).isEqualTo(1);
    assertThat(outcomes.get(Document.EGRESS).saved().version()).isZero();
  }

  @Test
  void a_version_is_restored_as_the_newest_one() {
    save(Document.INGRESS, ingress(5), 0);
    save(Document.INGRESS, ingress(6), 1);
    Saved restored =
        TestDatabase.await(configurations.restore(Document.INGRESS, 1, 2, GIULIA)).saved();
    assertThat(restored.version()).isEqualTo(3);
    assertThat(restored.content()).isEqualTo(DocumentForm.canonical(Document.INGRESS, ingress(5)));
    assertThatThrownBy(
            () -> TestDatabase.await(configurations.restore(Document.INGRESS, 9, 3, GIULIA)))
        .isInstanceOf(UnknownVersionException.class);
  }

  @Test
  void versions_are_paged_newest_first_each_with_what_it_changed() {
    for (int i = 1; i <= 5; i++) {
      save(Document.INGRESS, ingress(i), i - 1);
    }
    Page newest =
        TestDatabase.await(configurations.versions(Document.INGRESS, 3, OptionalLong.empty()));
    assertThat(newest.versions())
        .extracting(entry -> entry.saved().version())
        .containsExactly(5L, 4L, 3L);
    assertThat(newest.versions()).allMatch(entry -> entry.changes().size() == 1);
    assertThat(newest.nextBefore()).hasValue(3);
    Page oldest =
        TestDatabase.await(configurations.versions(Document.INGRESS, 3, newest.nextBefore()));
    assertThat(oldest.versions())
        .extracting(entry -> entry.saved().version())
        .containsExactly(2L, 1L);
    assertThat(oldest.versions()).allMatch(entry -> !entry.changes().isEmpty());
    assertThat(oldest.nextBefore()).isEmpty();
  }

  @Test
  void settings_are_saved_when_they_are_new_and_edits_stay_until_the_settings_change() {
    seed(5);
    assertThat(version(Document.INGRESS)).isEqualTo(1);
    save(Document.INGRESS, ingress(20), 1);
    load();
    seed(5);
    assertThat(version(Document.INGRESS)).as("the settings said so before").isEqualTo(2);
    seed(6);
    assertThat(version(Document.INGRESS)).isEqualTo(3);
    assertThat(configurations.saved().get(Document.INGRESS).author()).isEqualTo("settings");
  }

  private void seed(int pollSeconds) {
    TestDatabase.await(configurations.seed(Map.of(Document.INGRESS, ingress(pollSeconds))));
  }

  @Test
  void what_is_pending_is_what_differs_from_what_runs() {
    save(Document.INGRESS, ingress(5), 0);
    run(Document.INGRESS);
    assertThat(pending()).isEmpty();
    save(Document.INGRESS, ingress(6), 1);
    assertThat(pending()).extracting(Change::document).containsExactly(Document.INGRESS);
    assertThat(configurations.pendingFor().get(Document.INGRESS)).containsExactly("ingress");
    assertThat(TestDatabase.await(configurations.diff(Document.INGRESS, "running", "saved")))
        .hasSize(1);
    save(Document.INGRESS, ingress(5), 2);
    assertThat(pending()).as("restored to what runs").isEmpty();
    assertThat(TestDatabase.await(configurations.diff(Document.INGRESS, "running", "saved")))
        .isEmpty();
  }

  @Test
  void connections_secrets_and_consent_are_pending_for_whom_they_count() {
    save(Document.CONNECTIONS, connections("a"), 0);
    save(Document.INGRESS, ingress(5), 0);
    secrets.put("dynamics.clientSecret", 1L);
    configurations.secretsChanged();
    run(Document.INGRESS);
    run(Document.EGRESS);
    save(Document.CONNECTIONS, connections("b"), 1);
    assertThat(configurations.pendingFor().get(Document.CONNECTIONS))
        .containsExactly("ingress", "egress");
    run(Document.INGRESS);
    run(Document.EGRESS);
    secrets.put("dynamics.clientSecret", 2L);
    configurations.secretsChanged();
    assertThat(pending())
        .extracting(Change::document, Change::kind)
        .containsExactly(tuple(Document.CONNECTIONS, Change.Kind.CHANGED));
    run(Document.INGRESS);
    JsonObject consent = configurations.saved().get(Document.CONSENT).content();
    consent.getJsonArray("rows").getJsonObject(0).put("direction", "off");
    save(Document.CONSENT, consent, 0);
    assertThat(pending()).extracting(Change::document).containsExactly(Document.CONSENT);
    assertThat(configurations.pendingFor().get(Document.CONSENT)).containsExactly("ingress");
    run(Document.INGRESS);
    save(Document.CONSENT, consent.copy().put("pollSeconds", 77), 1);
    assertThat(pending()).as("of no concern to ingress").isEmpty();
  }

  @Test
  void people_are_born_with_the_consent_that_opt_in_out_would_write() {
    save(Document.INGRESS, ingress(5), 0);
    assertThat(configurations.of(Document.INGRESS).newest().config())
        .contains("\"initialConsent\":[{\"attribute\":\"donotbulkemail\"");
  }

  @Test
  void opt_in_out_knows_the_flow_that_writes_the_same_profiles() {
    JsonObject ingress = ingress(5);
    save(Document.INGRESS, ingress, 0);
    assertThat(configurations.of(Document.CONSENT).newest().config()).doesNotContain("ingressFlow");
    ingress.getJsonArray("flows").getJsonObject(0).put("id", "people");
    save(Document.INGRESS, ingress, 1);
    Pinned newest = configurations.of(Document.CONSENT).newest();
    assertThat(newest.config()).contains("\"ingressFlow\":\"people\"");
    assertThat(configurations.of(Document.CONSENT).readable(newest)).isEqualTo(newest);
  }

  @Test
  void what_is_missing_for_a_start_is_named_until_it_is_there() {
    assertThat(configurations.of(Document.INGRESS).missing().orElseThrow())
        .hasMessageContainingAll("Dynamics 365", "Adobe Campaign", "No flow of ingress");
    save(Document.CONNECTIONS, connections("a"), 0);
    save(Document.INGRESS, ingress(5), 0);
    assertThat(configurations.of(Document.INGRESS).missing().orElseThrow())
        .hasMessageContainingAll("client secret or certificate for Dynamics", "for Adobe");
    secrets.put("dynamics.clientCertificate", 1L);
    secrets.put("campaign.clientSecret", 1L);
    configurations.secretsChanged();
    assertThat(configurations.of(Document.INGRESS).missing()).isEmpty();
    assertThat(configurations.of(Document.EGRESS).missing().orElseThrow())
        .hasMessageContaining("SFTP");
  }

  @Test
  void a_version_stored_before_there_were_documents_goes_on_with_the_saved_connections() {
    save(Document.CONNECTIONS, connections("a"), 0);
    save(Document.INGRESS, ingress(5), 0);
    Pinned newest = configurations.of(Document.INGRESS).newest();
    String old = new JsonObject(newest.config()).getJsonObject("config").encode();
    assertThat(configurations.of(Document.INGRESS).readable(new Pinned(old, Map.of())).config())
        .isEqualTo(newest.config());
  }

  private List<Change> pending() {
    return TestDatabase.await(configurations.pendingChanges("ingress"));
  }

  private static JsonObject connections(String clientId) {
    return new JsonObject()
        .put(
            "dynamics",
            new JsonObject()
                .put("url", "https://contoso.crm4.dynamics.com")
                .put("tenant", "contoso")
                .put("clientId", clientId))
        .put(
            "campaign",
            new JsonObject()
                .put("url", "https://mc.adobe.io/contoso/campaign")
                .put("clientId", "c"));
  }
}
