package io.tidegate.configuration.connections;

import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.ConnectionTools;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.mapping.Misfit;
import io.tidegate.store.Secrets;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets of the connections as they are stored, and tests of the connections. */
public final class StoredConnections implements ConnectionTools {
  private final Secrets secrets;
  private final Runnable secretsChanged;
  private final ConnectionTests tests;

  /**
   * With what is configured.
   *
   * @param secretsChanged told whenever a secret was set or removed
   */
  public StoredConnections(
      Secrets secrets,
      Connectors connectors,
      Configurations configurations,
      Runnable secretsChanged) {
    this.secrets = secrets;
    this.secretsChanged = secretsChanged;
    this.tests =
        new ConnectionTests(
            connectors,
            () -> configurations.saved().get(Document.CONNECTIONS).content(),
            () -> Needs.of(configurations.saved()));
  }

  @Override
  public List<Secret> secrets() {
    Map<String, Instant> changed = secrets.changedAt();
    return Arrays.stream(ConnectionSecret.values())
        .map(secret -> new Secret(secret.id(), changed.get(secret.id())))
        .toList();
  }

  @Override
  public Future<Void> setSecret(String name, String value) {
    return known(name)
        .compose(
            secret -> {
              String tidy = secret.tidy(value);
              Optional<Misfit> misfit = secret.misfit(tidy);
              return misfit.isPresent()
                  ? Future.failedFuture(new InvalidConfigurationException(List.of(misfit.get())))
                  : secrets.put(name, tidy);
            })
        .onSuccess(stored -> secretsChanged.run());
  }

  @Override
  public Future<Void> removeSecret(String name) {
    return known(name)
        .compose(secret -> secrets.remove(name))
        .onSuccess(removed -> secretsChanged.run());
  }

  @Override
  public Future<List<Step>> test(
      String connection, Optional<JsonObject> unsaved, Map<String, String> typed) {
    Map<ConnectionSecret, String> known = new EnumMap<>(ConnectionSecret.class);
    typed.forEach(
        (property, value) ->
            ConnectionSecret.of(connection + "." + property)
                .ifPresent(secret -> known.put(secret, secret.tidy(value))));
    return tests.test(connection, unsaved, known);
  }

  private static Future<ConnectionSecret> known(String name) {
    return ConnectionSecret.of(name)
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new InvalidConfigurationException(
                        List.of(
                            new Misfit(
                                "",
                                "There is no secret of that name.",
                                "Use one of those that are listed.")))));
  }
}
