package io.tidegate.configuration.connections;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignConnection;
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

  /** What it is for. */
  enum Use {
    /** A workflow: its pace and concurrency hold from now on for all who share the account. */
    RUN,
    /** Goes at the pace of the account, if that is in use. */
    GUEST,
    /** As a guest, with connections that nobody shares: they have to prove themselves. */
    TEST
  }

  private final Connectors connectors;
  private final ConnectionsConfig config;
  private final Map<ConnectionSecret, String> secrets;
  private final Use purpose;
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
      Use purpose) {
    this.connectors = connectors;
    this.config = config;
    this.secrets = Map.copyOf(secrets);
    this.purpose = purpose;
  }

  /**
   * Dynamics 365.
   *
   * @throws UnusableException if it is not connected, or its secret is missing
   */
  public synchronized Dynamics dynamics() {
    if (dynamics == null) {
      ConnectionsConfig.Dynamics part = entered(Vendor.DYNAMICS, config.dynamics());
      DynamicsConnection connection = Endpoints.of(part, secrets);
      GateOptions options = Endpoints.gate(part);
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
      ConnectionsConfig.Campaign part = entered(Vendor.CAMPAIGN, config.campaign());
      CampaignConnection connection = Endpoints.of(part, secrets);
      GateOptions options = Endpoints.gate(part);
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
      SftpConnection connection = Endpoints.of(config.sftp(), secrets);
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
    Account account = new Account(vendor, Origin.of(url), clientId);
    Gate gate =
        connectors.use(account, () -> new Gate(connectors.vertx(), vendor.system(), options));
    releases.push(() -> connectors.release(account, gate, used -> Future.succeededFuture()));
    if (purpose == Use.RUN) {
      gate.retune(options);
    }
    return gate;
  }

  /** Released in the reverse order. */
  private <T> T use(Object connection, Supplier<T> make, Function<T, Future<Void>> close) {
    Object key = purpose == Use.TEST ? new Object() : connection;
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
    if (secrets.keySet().stream()
        .noneMatch(secret -> secret.connection().equals(vendor.system()))) {
      throw vendor.unusable(
          "The client secret for %s has not been entered.".formatted(vendor.title()),
          "Enter it on the Connections page.");
    }
    return part;
  }
}
