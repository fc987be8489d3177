package io.tidegate.configuration.schema;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Check.Findings;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.StoredConfigurations;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.configuration.UnknownNameException;
import io.tidegate.configuration.connections.Connectors;
import io.tidegate.configuration.file.YamlConfigurationFile;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.store.Secrets;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.NotConfiguredException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasIT {
  private static final Authorship GIULIA = new Authorship("Giulia", null);

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private ControlledSandbox sandbox;
  private Secrets secrets;
  private StoredConfigurations configurations;
  private Schemas schemas;

  @BeforeEach
  void open() throws TimeoutException {
    sandbox = new ControlledSandbox(vertx);
    Pool pool = TestDatabase.create().open(vertx).pool();
    secrets = await(Secrets.open(vertx, pool, Optional.empty(), folder.resolve("secrets.key")));
    configurations =
        new StoredConfigurations(
            vertx,
            pool,
            (document, proposed) -> Future.succeededFuture(Findings.NONE),
            secrets::revisions,
            workflow -> Optional.empty());
    await(configurations.load());
    schemas = new Schemas(new Connectors(vertx, secrets), configurations, secrets::revisions);
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private void connect(JsonObject connections) {
    long version = configurations.saved().get(Document.CONNECTIONS).version();
    await(configurations.save(Document.CONNECTIONS, connections, version, GIULIA));
    await(secrets.put("dynamics.clientSecret", "dynamics-secret"));
    await(secrets.put("campaign.clientSecret", "campaign-secret"));
  }

  @Test
  void without_a_connection_everything_says_what_is_missing() {
    assertThatThrownBy(() -> await(schemas.entities(false)))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessageContaining("Dynamics 365");
    assertThatThrownBy(() -> await(schemas.resource("profile")))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessageContaining("Campaign");
  }

  @Test
  void both_systems_are_discovered_through_the_saved_connections() {
    connect(sandbox.connections());
    DiscoveredSchemas shown = new DiscoveredSchemas(schemas);

    assertThat(await(shown.entities(false)).value())
        .extracting(entity -> entity.name())
        .contains("account", "contact")
        .isSorted();
    assertThat(await(shown.entity("contact", false)).value().attributes())
        .filteredOn(attribute -> attribute.name().equals("gendercode"))
        .singleElement()
        .satisfies(gender -> assertThat(gender.options()).isNotEmpty());
    assertThat(await(shown.resources(false)).value())
        .extracting(resource -> resource.name())
        .contains("profile");
    assertThat(await(shown.resource("profile", false)).value().filters())
        .extracting(filter -> filter.name())
        .contains("byExternalId");
  }

  @Test
  void several_who_ask_at_once_share_one_reading_and_later_ones_what_is_remembered() {
    connect(sandbox.connections());
    var one = schemas.entity("contact", false);
    var other = schemas.entity("contact", true);

    assertThat(await(one).value()).isSameAs(await(other).value());
    assertThat(await(schemas.entity("contact", false)).value()).isSameAs(await(one).value());
    assertThat(await(schemas.entity("contact", true)).value()).isNotSameAs(await(one).value());
  }

  @Test
  void what_does_not_exist_is_told_from_what_does_not_answer() {
    connect(sandbox.connections());
    for (String name : new String[] {"contac", "x'); drop", "", "contact/"}) {
      assertThatThrownBy(() -> await(schemas.entity(name)))
          .isInstanceOf(UnknownNameException.class);
      assertThatThrownBy(() -> await(schemas.resource(name)))
          .isInstanceOf(UnknownNameException.class);
    }
    await(secrets.put("campaign.clientSecret", "wrong"));
    assertThatThrownBy(() -> await(schemas.resource("profile")))
        .isInstanceOf(SystemUnavailableException.class);
    JsonObject elsewhere = sandbox.connections();
    elsewhere.getJsonObject("dynamics").put("url", "http://127.0.0.1:1");
    connect(elsewhere);
    assertThatThrownBy(() -> await(schemas.entity("contact")))
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void a_file_that_was_exported_and_is_applied_again_makes_no_version() {
    connect(sandbox.connections());
    YamlConfigurationFile file = new YamlConfigurationFile(configurations);
    String exported = await(file.export());

    assertThat(await(file.check(exported)).values())
        .allMatch(checked -> checked.changes().isEmpty());
    assertThat(await(file.apply(exported, GIULIA)).get(Document.CONNECTIONS).saved().version())
        .isEqualTo(1);
    assertThat(await(file.apply(exported, GIULIA)).get(Document.INGRESS).saved().version())
        .isZero();
    assertThat(await(file.export())).isEqualTo(exported).doesNotContain("secret\n");
  }
}
