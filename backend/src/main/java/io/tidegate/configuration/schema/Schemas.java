package io.tidegate.configuration.schema;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.SchemaDiscovery.Read;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.configuration.UnknownNameException;
import io.tidegate.configuration.connections.Connectors;
import io.tidegate.configuration.connections.Lease;
import io.tidegate.configuration.flow.FlowTools;
import io.tidegate.connector.UnusableException;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.workflow.NotConfiguredException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The schemas of both systems by the connections as they are saved, remembered for ten minutes, or
 * until the connection or its secret changes. Safe for use from any thread.
 *
 * <p>Everything fails with {@link NotConfiguredException} when the connection is missing, with
 * {@link UnknownNameException} when there is no such table, and with {@link
 * SystemUnavailableException} otherwise.
 */
public final class Schemas implements FlowTools.Systems {
  private static final Pattern LOGICAL_NAME = Pattern.compile("[a-z][a-z0-9_]{0,127}");
  private static final Pattern RESOURCE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,127}");
  private static final String DYNAMICS = "dynamics";
  private static final String CAMPAIGN = "campaign";
  private static final String ALL = "";

  private final Connectors connectors;
  private final Configurations configurations;
  private final Supplier<Map<String, Long>> secrets;
  private final Remembered remembered = new Remembered(Clock.systemUTC());

  /** What was read: of what connection, with which secrets. */
  private record Key(String system, String connection, Map<String, Long> secrets, String name) {}

  /**
   * For an installation.
   *
   * @param secrets the revisions of the secrets that are set, by their names
   */
  public Schemas(
      Connectors connectors, Configurations configurations, Supplier<Map<String, Long>> secrets) {
    this.connectors = connectors;
    this.configurations = configurations;
    this.secrets = secrets;
  }

  @Override
  public Future<EntityDefinition> entity(String logicalName) {
    return entity(logicalName, false).map(Read::value);
  }

  @Override
  public Future<ResourceType> resource(String name) {
    return resource(name, false).map(Read::value);
  }

  /** All tables of Dynamics, without their columns. */
  public Future<Read<List<EntityDefinition>>> entities(boolean refresh) {
    return remembered(
        DYNAMICS, ALL, refresh, () -> withDynamics(DynamicsClient::entities, Future::failedFuture));
  }

  /** A table of Dynamics with its columns, as it is now or was within the last ten minutes. */
  public Future<Read<EntityDefinition>> entity(String logicalName, boolean refresh) {
    UnknownNameException unknown =
        new UnknownNameException(
            "Dynamics 365 has no table \"%s\" that can be read.".formatted(logicalName));
    if (!LOGICAL_NAME.matcher(logicalName).matches()) {
      return Future.failedFuture(unknown);
    }
    return remembered(
        DYNAMICS,
        logicalName,
        refresh,
        () ->
            withDynamics(
                client -> client.entity(logicalName),
                refused ->
                    entities(false)
                        .compose(
                            all ->
                                Future.failedFuture(
                                    all.value().stream()
                                            .anyMatch(one -> one.logicalName().equals(logicalName))
                                        ? refused
                                        : unknown))));
  }

  /** All resources of Campaign. */
  public Future<Read<List<ResourceType.Listed>>> resources(boolean refresh) {
    return remembered(
        CAMPAIGN,
        ALL,
        refresh,
        () -> withCampaign(CampaignClient::resources, Future::failedFuture));
  }

  /** A resource of Campaign with its fields, as it is now or was within the last ten minutes. */
  public Future<Read<ResourceType>> resource(String name, boolean refresh) {
    UnknownNameException unknown =
        new UnknownNameException("Campaign has no resource \"%s\".".formatted(name));
    if (!RESOURCE.matcher(name).matches()) {
      return Future.failedFuture(unknown);
    }
    return remembered(
        CAMPAIGN,
        name,
        refresh,
        () ->
            withCampaign(
                client -> client.resourceType(name),
                // Some, like logs, can be read but are not listed; so the list does not decide.
                refused -> resources(false).compose(all -> Future.failedFuture(unknown))));
  }

  @Override
  public <T> Future<T> read(Function<DynamicsClient, Future<T>> reading) {
    return entered(DYNAMICS)
        .compose(connection -> withDynamics(reading, Future::failedFuture))
        .recover(Schemas::told);
  }

  private <T> Future<Read<T>> remembered(
      String system, String name, boolean refresh, Supplier<Future<T>> reading) {
    return entered(system)
        .compose(
            connection ->
                remembered.read(
                    new Key(system, connection, revisions(system), name), refresh, reading))
        .recover(Schemas::told);
  }

  private Future<String> entered(String system) {
    JsonObject connection = document().getJsonObject(system);
    if (connection == null) {
      return Future.failedFuture(
          new NotConfiguredException(
              "The connection to %s is missing."
                  .formatted(system.equals(DYNAMICS) ? "Dynamics 365" : "Adobe Campaign"),
              "Enter it on the page Connections."));
    }
    if (revisions(system).isEmpty()) {
      return Future.failedFuture(
          new NotConfiguredException(
              "The client secret for %s is missing."
                  .formatted(system.equals(DYNAMICS) ? "Dynamics 365" : "Adobe Campaign"),
              "Enter it on the page Connections."));
    }
    return Future.succeededFuture(connection.encode());
  }

  private JsonObject document() {
    return configurations.saved().get(Document.CONNECTIONS).content();
  }

  private Map<String, Long> revisions(String system) {
    return secrets.get().entrySet().stream()
        .filter(secret -> secret.getKey().startsWith(system + "."))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private <T> Future<T> withDynamics(
      Function<DynamicsClient, Future<T>> reading, Function<Throwable, Future<T>> whenRefused) {
    Lease lease = connectors.guest(document());
    DynamicsClient client = lease.dynamics().client();
    return released(lease, reading.apply(client), client::close, whenRefused);
  }

  private <T> Future<T> withCampaign(
      Function<CampaignClient, Future<T>> reading, Function<Throwable, Future<T>> whenRefused) {
    Lease lease = connectors.guest(document());
    CampaignClient client = lease.campaign().client();
    return released(lease, reading.apply(client), client::close, whenRefused);
  }

  private static <T> Future<T> released(
      Lease lease,
      Future<T> reading,
      Supplier<Future<Void>> close,
      Function<Throwable, Future<T>> whenRefused) {
    return reading
        .recover(
            failure ->
                failure instanceof UnusableException
                    ? whenRefused.apply(failure)
                    : Future.failedFuture(failure))
        .eventually(() -> close.get().onComplete(closed -> lease.release()));
  }

  private static <T> Future<T> told(Throwable failure) {
    if (failure instanceof NotConfiguredException
        || failure instanceof UnknownNameException
        || failure instanceof InvalidConfigurationException
        || failure instanceof SystemUnavailableException) {
      return Future.failedFuture(failure);
    }
    return Future.failedFuture(
        failure instanceof UnusableException unusable
            ? new SystemUnavailableException(unusable.cause(), unusable.remedy())
            : new SystemUnavailableException(
                String.valueOf(failure.getMessage()),
                "Test the connection on the page Connections, and try again."));
  }
}
