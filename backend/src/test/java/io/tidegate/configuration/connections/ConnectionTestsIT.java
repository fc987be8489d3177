package io.tidegate.configuration.connections;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.ConnectionTools.Status;
import io.tidegate.configuration.ConnectionTools.Step;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.store.Secrets;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTestsIT {
  private static final String DIRECTORY = "/d365_loads/exports";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private ControlledSandbox sandbox;
  private JsonObject document;
  private ConnectionTests tests;

  @BeforeEach
  void open() throws TimeoutException {
    sandbox = new ControlledSandbox(vertx);
    Secrets secrets =
        await(
            Secrets.open(
                vertx,
                TestDatabase.create().open(vertx).pool(),
                Optional.empty(),
                folder.resolve("secrets.key")));
    JsonObject sftp = sandbox.get("/control/sftp");
    document =
        sandbox
            .connections()
            .put(
                "sftp",
                new JsonObject()
                    .put("host", "127.0.0.1")
                    .put("port", sftp.getInteger("port"))
                    .put("user", sftp.getString("user"))
                    .put("hostKey", sftp.getString("hostKey")));
    await(secrets.put("dynamics.clientSecret", "dynamics-secret"));
    await(secrets.put("campaign.clientSecret", "campaign-secret"));
    await(secrets.put("sftp.password", sftp.getString("password")));
    Needs needs =
        new Needs(
            Set.of("contact"),
            Set.of("adobe_emailsend"),
            Map.of("profile", new TreeSet<>(Set.of("email", "cusNothing"))),
            Map.of("profile", new TreeMap<>(Map.of("byExternalId", "externalId_parameter"))),
            Set.of(DIRECTORY));
    tests = new ConnectionTests(new Connectors(vertx, secrets), () -> document, () -> needs);
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void a_good_connection_to_dynamics_passes_every_step() {
    List<Step> steps = test("dynamics");

    assertThat(steps)
        .extracting(Step::id)
        .containsExactly(
            "address",
            "token",
            "user",
            "metadata",
            "changeTracking.contact",
            "read.contact",
            "activity.adobe_emailsend",
            "deletions");
    assertThat(steps).extracting(Step::status).containsOnly(Status.PASSED);
    assertThat(steps.get(7).message()).contains("7 days");
  }

  @Test
  void a_wrong_secret_fails_the_token_and_skips_what_needs_it() {
    List<Step> steps =
        test(
            "dynamics",
            Optional.empty(),
            Map.of(ConnectionSecret.DYNAMICS_CLIENT_SECRET, "hunter2"));

    assertThat(steps.get(0).status()).isEqualTo(Status.PASSED);
    assertThat(steps.get(1).status()).isEqualTo(Status.FAILED);
    assertThat(steps.get(1).message()).contains("refuses the client secret");
    assertThat(steps.get(1).remedy()).contains("Connections page");
    assertThat(steps.subList(2, steps.size()))
        .extracting(Step::status)
        .containsOnly(Status.SKIPPED);
    assertThat(steps.toString()).doesNotContain("hunter2").doesNotContain("dynamics-secret");
  }

  @Test
  void an_address_at_which_nobody_answers_is_said_to_be_one() {
    document.getJsonObject("dynamics").put("url", "http://127.0.0.1:1");

    assertThat(test("dynamics").get(0))
        .satisfies(
            step -> {
              assertThat(step.status()).isEqualTo(Status.FAILED);
              assertThat(step.message()).contains("http://127.0.0.1:1").contains("refused");
              assertThat(step.remedy()).contains("address");
            });
  }

  @Test
  void a_table_without_change_tracking_fails_with_the_remedy() throws TimeoutException {
    sandbox.post(
        "/control/schema",
        new JsonObject()
            .put("api", "dynamics")
            .put("entity", "contact")
            .put("changeTracking", false));

    assertThat(step("dynamics", "changeTracking.contact"))
        .satisfies(
            step -> {
              assertThat(step.status()).isEqualTo(Status.FAILED);
              assertThat(step.remedy()).contains("Track changes");
            });
    assertThat(step("dynamics", "read.contact").status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void campaign_is_told_what_is_mapped_and_not_there() {
    assertThat(test("campaign"))
        .extracting(Step::id, Step::status)
        .containsExactly(
            tuple("address", Status.PASSED),
            tuple("token", Status.PASSED),
            tuple("metadata", Status.PASSED),
            tuple("read.profile", Status.PASSED),
            tuple("fields.profile", Status.WARNING),
            tuple("filters.profile", Status.PASSED));
    assertThat(step("campaign", "fields.profile").message()).contains("cusNothing");
  }

  @Test
  void the_sftp_server_is_let_in_by_its_host_key_and_listed() {
    assertThat(test("sftp"))
        .extracting(Step::id, Step::status)
        .containsExactly(
            tuple("address", Status.PASSED),
            tuple("hostKey", Status.PASSED),
            tuple("login", Status.PASSED),
            tuple("directory." + DIRECTORY, Status.PASSED));
  }

  @Test
  void an_sftp_server_that_is_not_trusted_yet_shows_its_host_key_and_gets_no_password() {
    JsonObject unsaved = document.getJsonObject("sftp").copy();
    String hostKey = unsaved.getString("hostKey");
    unsaved.remove("hostKey");
    document.remove("sftp");

    List<Step> steps = test("sftp", Optional.of(unsaved), Map.of());

    assertThat(steps.get(1).status()).isEqualTo(Status.FAILED);
    assertThat(steps.get(1).message()).contains(hostKey);
    assertThat(steps.get(2).status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void saved_secrets_are_not_sent_to_an_address_that_is_not_saved() throws TimeoutException {
    JsonObject elsewhere =
        document.getJsonObject("campaign").copy().put("tokenUrl", "http://127.0.0.1:1/token");

    List<Step> steps = test("campaign", Optional.of(elsewhere), Map.of());

    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).status()).isEqualTo(Status.FAILED);
    assertThat(steps.get(0).message()).contains("saved secrets are not sent");
  }

  @Test
  void what_is_not_entered_or_not_right_is_said_without_asking_anybody() {
    JsonObject wrong = document.getJsonObject("dynamics").copy().put("url", "contoso");
    assertThat(test("dynamics", Optional.of(wrong), Map.of()).get(0).message())
        .contains("no http or https address");
    Map<ConnectionSecret, String> noPem =
        Map.of(ConnectionSecret.DYNAMICS_CLIENT_CERTIFICATE, "hunter2");
    Step settings = test("dynamics", Optional.empty(), noPem).get(0);
    assertThat(settings.status()).isEqualTo(Status.FAILED);
    assertThat(settings.message() + settings.remedy())
        .contains("BEGIN CERTIFICATE")
        .doesNotContain("hunter2");

    document = new JsonObject();
    assertThat(test("dynamics").get(0).message()).contains("No connection");
  }

  private List<Step> test(String connection) {
    return test(connection, Optional.empty(), Map.of());
  }

  private List<Step> test(
      String connection, Optional<JsonObject> unsaved, Map<ConnectionSecret, String> typed) {
    return await(tests.test(connection, unsaved, typed));
  }

  private Step step(String connection, String id) {
    return test(connection).stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }
}
