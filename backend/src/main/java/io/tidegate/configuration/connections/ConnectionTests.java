package io.tidegate.configuration.connections;

import io.tidegate.configuration.ConnectionTools.Status;
import io.tidegate.configuration.ConnectionTools.Step;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.connector.UnusableException;
import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tests connections step by step, as they are saved or as they are being typed. Nothing is written
 * to any system.
 */
final class ConnectionTests {
  private final Connectors connectors;
  private final Supplier<JsonObject> saved;
  private final Supplier<Needs> needs;

  /**
   * Tests for an installation.
   *
   * @param saved the document of the connections
   * @param needs what the saved workflows need of the systems
   */
  ConnectionTests(Connectors connectors, Supplier<JsonObject> saved, Supplier<Needs> needs) {
    this.connectors = connectors;
    this.saved = saved;
    this.needs = needs;
  }

  /**
   * Tests one connection. Ends, whatever the systems do; never fails.
   *
   * @param unsaved the connection as it is typed; empty for the saved one
   * @param typed secrets as they are typed, which take the place of the saved ones
   */
  Future<List<Step>> test(
      String connection, Optional<JsonObject> unsaved, Map<ConnectionSecret, String> typed) {
    JsonObject document = saved.get();
    JsonObject tested = new JsonObject().put(connection, document.getValue(connection));
    unsaved.ifPresent(content -> tested.put(connection, content));
    if (tested.getValue(connection) == null) {
      return one("No connection has been entered yet.", "Enter it.");
    }
    ConnectionsConfig config;
    try {
      List<Misfit> misfits =
          ConnectionRules.misfits(DocumentForm.canonical(Document.CONNECTIONS, tested)).stream()
              // The test finds out what to enter there.
              .filter(misfit -> !misfit.pointer().equals(ConnectionRules.HOST_KEY))
              .toList();
      if (!misfits.isEmpty()) {
        return one(misfits.get(0).message(), misfits.get(0).remedy());
      }
      config = Endpoints.read(tested);
    } catch (InvalidConfigurationException wrong) {
      Misfit misfit = wrong.misfits().get(0);
      return one(misfit.pointer() + ": " + misfit.message(), misfit.remedy());
    }
    for (Map.Entry<ConnectionSecret, String> secret : typed.entrySet()) {
      Optional<Misfit> misfit = secret.getKey().misfit(secret.getValue());
      if (misfit.isPresent()) {
        return one(misfit.get().message(), misfit.get().remedy());
      }
    }
    Map<ConnectionSecret, String> secrets = new EnumMap<>(ConnectionSecret.class);
    if (isSameDestination(config, Endpoints.read(document))) {
      secrets.putAll(connectors.secrets());
    } else if (typed.isEmpty()) {
      return one(
          "The connection leads elsewhere than the saved one, and saved secrets are not sent there.",
          "Enter the secret again to test it, or save the connection first.");
    }
    secrets.putAll(typed);
    Lease lease = connectors.test(config, secrets);
    Steps steps;
    try {
      steps = steps(connection, lease, config);
    } catch (UnusableException incomplete) {
      lease.release();
      return one(incomplete.cause(), incomplete.remedy());
    }
    return steps.run().onComplete(done -> lease.release());
  }

  private Steps steps(String connection, Lease lease, ConnectionsConfig config) {
    return switch (connection) {
      case "dynamics" -> DynamicsSteps.steps(lease, needs.get());
      case "campaign" -> CampaignSteps.steps(lease, needs.get());
      case "sftp" -> SftpSteps.steps(lease, config.sftp(), needs.get());
      default -> throw new IllegalArgumentException("No such connection: " + connection);
    };
  }

  /** Whether saved secrets may go there: nobody shall learn them by testing another address. */
  private static boolean isSameDestination(ConnectionsConfig tested, ConnectionsConfig saved) {
    return (tested.dynamics() == null
            || saved.dynamics() == null
            || Endpoints.tokenUrl(tested.dynamics()).equals(Endpoints.tokenUrl(saved.dynamics())))
        && (tested.campaign() == null
            || saved.campaign() == null
            || (Endpoints.tokenUrl(tested.campaign()).equals(Endpoints.tokenUrl(saved.campaign()))
                && Endpoints.baseUrl(tested.campaign())
                    .equals(Endpoints.baseUrl(saved.campaign()))))
        && (tested.sftp() == null
            || saved.sftp() == null
            || (Objects.equals(tested.sftp().host(), saved.sftp().host())
                && Objects.equals(tested.sftp().hostKey(), saved.sftp().hostKey())));
  }

  private static Future<List<Step>> one(String message, String remedy) {
    return Future.succeededFuture(List.of(new Step("settings", Status.FAILED, message, remedy)));
  }
}
