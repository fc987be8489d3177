package io.tidegate.dynamics;

import io.tidegate.connector.Gate;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.HttpOptions;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.Vendor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * The connection to Dynamics 365 (Dataverse Web API 9.2) that all workflows of the service share:
 * one token, one gate, one pool of connections. To be made where the service is wired: what is made
 * in a verticle ends with it.
 *
 * <p>No cookies are kept: Dynamics' affinity cookie would pin everything to one of its servers,
 * whose limits then hold for all of it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors">Headers</a>
 */
public final class Dynamics {

  /** {@code If-None-Match: null} keeps caches from answering in the server's place. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept", "application/json",
          "OData-MaxVersion", "4.0",
          "OData-Version", "4.0",
          "If-None-Match", "null");

  private final Pipeline pipeline;
  private final String apiPath;

  public Dynamics(Vertx vertx, DynamicsConnection connection, GateOptions gate) {
    this(vertx, connection, gate, HttpOptions.DYNAMICS);
  }

  public Dynamics(Vertx vertx, DynamicsConnection connection, GateOptions gate, HttpOptions http) {
    this(
        vertx,
        connection,
        new Gate(vertx, Vendor.DYNAMICS.system(), gate),
        gate.maxConcurrency(),
        http);
  }

  /**
   * With the gate of the account, which several of these share.
   *
   * @param connections kept alive at most
   */
  public Dynamics(
      Vertx vertx, DynamicsConnection connection, Gate gate, int connections, HttpOptions http) {
    this.apiPath = connection.apiPath();
    this.pipeline =
        new Pipeline(
            vertx,
            connection.url(),
            connection.credentials(),
            HEADERS,
            gate,
            connections,
            http,
            new DynamicsErrors());
  }

  /** A client for one caller; closing it gives up that caller's waiting calls only. */
  public DynamicsClient client() {
    return new DynamicsClient(pipeline, apiPath, pipeline.gate().scope());
  }

  /** A client for one caller, whose calls all others go before. */
  public DynamicsClient backgroundClient() {
    return new DynamicsClient(pipeline, apiPath, pipeline.gate().backgroundScope());
  }

  /** Completes when anybody answers at the address, be it with a refusal. */
  public Future<Void> reach() {
    return pipeline.reach(apiPath + "/");
  }

  /** Completes when there is a token for it. */
  public Future<Void> signIn() {
    return pipeline.signIn();
  }

  public Gate gate() {
    return pipeline.gate();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return pipeline.close();
  }
}
