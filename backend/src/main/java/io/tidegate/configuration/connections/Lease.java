package io.tidegate.configuration.connections;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.configuration.connections.ConnectionsConfig.CampaignPart;
import io.tidegate.configuration.connections.ConnectionsConfig.DynamicsPart;
import io.tidegate.connector.Gate;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.HttpOptions;
import io.tidegate.connector.Origin;
import io.tidegate.connector.UnusableException;
import io.tidegate.connector.Vendor;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.sftp.Sftp;
import io.tidegate.sftp.SftpConnection;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connectors that one user has, from {@link Connectors#lease}, until they are released. Each is
 * made when it is asked for first.
 */
public final class Lease {
  private final Connectors connectors;
  private final ConnectionsConfig config;
  private final Map<ConnectionSecret, String> secrets;
  private final boolean retunes;
  private final Deque<Runnable> releases = new ArrayDeque<>();

  private Dynamics dynamics;
  private Campaign campaign;
  private Sftp sftp;

  /** The gate of an account. */
  private record Account(Vendor vendor, Origin origin, String clientId) {}

  Lease(
      Connectors connectors,
      ConnectionsConfig config,
      Map<ConnectionSecret, String> secrets,
      boolean retunes) {
    this.connectors = connectors;
    this.config = config;
    this.secrets = Map.copyOf(secrets);
    this.retunes = retunes;
  }

  /**
   * Dynamics 365.
   *
   * @throws UnusableException if it is not connected, or its secret is missing
   */
  public synchronized Dynamics dynamics() {
    if (dynamics == null) {
      DynamicsPart part = entered(Vendor.DYNAMICS, config.dynamics());
      DynamicsConnection connection = part.connection(secrets);
      GateOptions options = part.gate();
      Gate gate = gate(Vendor.DYNAMICS, connection.url(), connection.clientId(), options);
      dynamics =
          use(
              connection,
              () ->
                  new Dynamics(
                      connectors.vertx(),
                      connection,
                      gate,
                      options.maxConcurrency(),
                      HttpOptions.DYNAMICS),
              Dynamics::close);
    }
    return dynamics;
  }

  /**
   * Campaign.
   *
   * @throws UnusableException if it is not connected, or its secret is missing
   */
  public synchronized Campaign campaign() {
    if (campaign == null) {
      CampaignPart part = entered(Vendor.CAMPAIGN, config.campaign());
      CampaignConnection connection = part.connection(secrets);
      GateOptions options = part.gate();
      Gate gate = gate(Vendor.CAMPAIGN, connection.url(), connection.clientId(), options);
      campaign =
          use(
              connection,
              () ->
                  new Campaign(
                      connectors.vertx(),
                      connection,
                      gate,
                      options.maxConcurrency(),
                      HttpOptions.CAMPAIGN),
              Campaign::close);
    }
    return campaign;
  }

  /** The server with Campaign's exports; empty when none is connected. */
  public synchronized Optional<Sftp> sftp() {
    if (sftp == null && config.sftp() != null) {
      SftpConnection connection = config.sftp().connection(secrets);
      sftp = use(connection, () -> new Sftp(connectors.vertx(), connection), Sftp::close);
    }
    return Optional.ofNullable(sftp);
  }

  /** Gives all of them back. What nobody else uses is closed. */
  public void release() {
    Deque<Runnable> all;
    synchronized (this) {
      all = new ArrayDeque<>(releases);
      releases.clear();
    }
    all.forEach(Runnable::run);
  }

  private Gate gate(Vendor vendor, String url, String clientId, GateOptions options) {
    Gate gate =
        use(
            new Account(vendor, Origin.of(url), clientId),
            () -> new Gate(connectors.vertx(), vendor.system(), options),
            used -> Future.succeededFuture());
    if (retunes) {
      gate.retune(options);
    }
    return gate;
  }

  /** Released in the reverse order. */
  private <T> T use(Object key, Supplier<T> make, Function<T, Future<Void>> close) {
    T used = connectors.use(key, make);
    releases.push(() -> connectors.release(key, used, close));
    return used;
  }

  private <T> T entered(Vendor vendor, T part) {
    if (part == null) {
      throw vendor.unusable(
          "No connection to %s has been entered.".formatted(vendor.title()),
          "Enter it on the Connections page.");
    }
    boolean anySecret =
        secrets.keySet().stream().anyMatch(secret -> secret.connection().equals(vendor.system()));
    if (!anySecret) {
      throw vendor.unusable(
          "The client secret for %s has not been entered.".formatted(vendor.title()),
          "Enter it on the Connections page.");
    }
    return part;
  }
}
