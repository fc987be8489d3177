package io.tidegate.configuration.connections;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.UnusableException;
import io.tidegate.store.Secrets;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorsIT {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private ControlledSandbox sandbox;
  private Secrets secrets;
  private Connectors connectors;

  @BeforeEach
  void open() throws TimeoutException {
    sandbox = new ControlledSandbox(vertx);
    secrets =
        await(
            Secrets.open(
                vertx,
                TestDatabase.create().open(vertx).pool(),
                Optional.empty(),
                folder.resolve("secrets.key")));
    await(secrets.put("dynamics.clientSecret", "dynamics-secret"));
    await(secrets.put("campaign.clientSecret", "campaign-secret"));
    connectors = new Connectors(vertx, secrets);
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void both_systems_answer_with_what_was_entered() {
    Lease lease = connectors.lease(sandbox.connections());

    assertThat(await(lease.dynamics().client().whoAmI()).userId()).isNotBlank();
    assertThat(await(lease.campaign().client().resourceType("profile")).fields()).isNotEmpty();
    assertThat(lease.sftp()).isEmpty();
  }

  @Test
  void equal_connections_are_shared_until_the_last_lease_is_released() {
    Lease one = connectors.lease(sandbox.connections());
    Lease other = connectors.lease(sandbox.connections());
    assertThat(one.dynamics()).isSameAs(other.dynamics());

    one.dynamics();
    one.release();
    one.release();
    assertThat(await(other.dynamics().client().whoAmI())).isNotNull();

    var closed = other.dynamics();
    other.release();
    assertThatThrownBy(() -> await(closed.client().whoAmI())).isNotNull();
    assertThat(connectors.lease(sandbox.connections()).dynamics()).isNotSameAs(closed);
  }

  @Test
  void a_changed_secret_makes_a_new_connector_at_the_same_gate_and_leaves_the_old_one_alone() {
    Lease before = connectors.lease(sandbox.connections());
    before.dynamics();
    await(secrets.put("dynamics.clientSecret", "wrong"));
    Lease after = connectors.lease(sandbox.connections());

    assertThat(after.dynamics()).isNotSameAs(before.dynamics());
    assertThat(after.dynamics().gate()).isSameAs(before.dynamics().gate());
    assertThat(await(before.dynamics().client().whoAmI())).isNotNull();
    assertThatThrownBy(() -> await(after.dynamics().client().whoAmI()))
        .isInstanceOf(UnusableException.class);
  }

  @Test
  void a_run_sets_the_pace_of_the_account_and_a_guest_does_not() {
    JsonObject narrow = sandbox.connections();
    narrow.getJsonObject("dynamics").put("maxConcurrency", 3);
    Lease run = connectors.lease(sandbox.connections());
    assertThat(run.dynamics().gate().concurrency()).isEqualTo(8);

    connectors.guest(narrow).dynamics();
    assertThat(run.dynamics().gate().concurrency()).isEqualTo(8);
    connectors.lease(narrow).dynamics();
    assertThat(run.dynamics().gate().concurrency()).isEqualTo(3);
  }

  @Test
  void a_connector_outlives_the_verticle_that_asked_for_it_first() {
    Lease[] lease = new Lease[1];
    String verticle =
        await(
            vertx.deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    lease[0] = connectors.lease(sandbox.connections());
                    return lease[0].dynamics().client().whoAmI();
                  }
                }));
    await(vertx.undeploy(verticle));

    assertThat(await(lease[0].dynamics().client().whoAmI())).isNotNull();
  }

  @Test
  void what_is_missing_is_named_with_where_to_enter_it() {
    Lease empty = connectors.lease(new JsonObject());
    assertThatThrownBy(empty::dynamics)
        .isInstanceOf(UnusableException.class)
        .hasMessage("No connection to Dynamics has been entered.")
        .extracting(e -> ((UnusableException) e).remedy())
        .isEqualTo("Enter it on the Connections page.");
    assertThatThrownBy(empty::campaign)
        .isInstanceOf(UnusableException.class)
        .hasMessage("No connection to Campaign has been entered.");

    await(secrets.remove("campaign.clientSecret"));
    assertThatThrownBy(() -> connectors.lease(sandbox.connections()).campaign())
        .isInstanceOf(UnusableException.class)
        .hasMessage("The client secret for Campaign has not been entered.");
  }
}
