package io.tidegate.campaign;

import io.tidegate.connector.Gate;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.HttpOptions;
import io.tidegate.connector.Origin;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.Vendor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * The connection to Adobe Campaign's REST API that all workflows of the service share: one token,
 * one gate, one pool of connections.
 *
 * @see <a
 *     href="https://experienceleague.adobe.com/docs/campaign-standard/using/working-with-apis/get-started-apis.html">Campaign
 *     APIs</a>
 */
public final class Campaign {

  private final Pipeline pipeline;
  private final String basePath;

  public Campaign(Vertx vertx, CampaignConnection connection, GateOptions gate) {
    this(vertx, connection, gate, HttpOptions.CAMPAIGN);
  }

  public Campaign(Vertx vertx, CampaignConnection connection, GateOptions gate, HttpOptions http) {
    this(
        vertx,
        connection,
        new Gate(vertx, Vendor.CAMPAIGN.system(), gate),
        gate.maxConcurrency(),
        http);
  }

  /**
   * With the gate of the account, which several of these share.
   *
   * @param connections kept alive at most
   */
  public Campaign(
      Vertx vertx, CampaignConnection connection, Gate gate, int connections, HttpOptions http) {
    this.basePath =
        Origin.of(connection.url()).targetOf(connection.url()).orElse("").replaceFirst("/+$", "");
    this.pipeline =
        new Pipeline(
            vertx,
            connection.url(),
            connection.credentials(),
            Map.of(
                "Accept", "application/json",
                "Cache-Control", "no-cache",
                "X-Api-Key", connection.clientId()),
            gate,
            connections,
            http,
            new CampaignErrors());
  }

  /** A client for one caller; closing it gives up that caller's waiting calls only. */
  public CampaignClient client() {
    return new CampaignClient(pipeline, basePath, pipeline.gate().scope());
  }

  /** A client for one caller, whose calls all others go before. */
  public CampaignClient backgroundClient() {
    return new CampaignClient(pipeline, basePath, pipeline.gate().backgroundScope());
  }

  /** Completes when anybody answers at the address, be it with a refusal. */
  public Future<Void> reach() {
    return pipeline.reach(basePath + "/");
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
