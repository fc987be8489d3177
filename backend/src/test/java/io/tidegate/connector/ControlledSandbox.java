package io.tidegate.connector;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The sandbox in this process, on a real socket, with its controls at hand. */
public final class ControlledSandbox {

  private final Vertx vertx;
  private final Sandbox sandbox;
  private final WebClient web;

  public ControlledSandbox(Vertx vertx) throws TimeoutException {
    this.vertx = vertx;
    this.sandbox = Sandbox.start(vertx, new SandboxOptions()).await(60, SECONDS);
    this.web = WebClient.create(vertx);
  }

  /** The document {@code connections} that leads to it, without limits to the pace. */
  public JsonObject connections() {
    return new JsonObject()
        .put(
            "dynamics",
            new JsonObject()
                .put("url", sandbox.url() + "/dynamics")
                .put("tokenUrl", sandbox.url() + "/entra/contoso-tenant/oauth2/v2.0/token")
                .put("clientId", "dynamics-client")
                .put("requestsPerSecond", 0)
                .put("averageConcurrency", 0))
        .put(
            "campaign",
            new JsonObject()
                .put("url", sandbox.url() + "/campaign/contoso")
                .put("tokenUrl", sandbox.url() + "/ims/token/v3")
                .put("clientId", "campaign-client")
                .put("requestsPerSecond", 0));
  }

  public Dynamics dynamics(String secret) {
    return dynamics(secret, new GateOptions(16, 4, 0));
  }

  public Dynamics dynamics(String secret, GateOptions gate) {
    return dynamics(sandbox.url(), secret, gate);
  }

  /** Through somebody in between. */
  public Dynamics dynamicsThrough(String url) {
    return dynamics(url, "dynamics-secret", new GateOptions(16, 4, 0));
  }

  public String url() {
    return sandbox.url();
  }

  private Dynamics dynamics(String url, String secret, GateOptions gate) {
    return new Dynamics(
        vertx,
        new DynamicsConnection(
            url + "/dynamics",
            sandbox.url() + "/entra/contoso-tenant/oauth2/v2.0/token",
            "dynamics-client",
            secret),
        gate);
  }

  /** Through somebody in between. */
  public Campaign campaignThrough(String url) {
    return campaign(url, "campaign-secret", HttpOptions.CAMPAIGN);
  }

  public Campaign campaign(String secret, HttpOptions http) {
    return campaign(sandbox.url(), secret, http);
  }

  private Campaign campaign(String url, String secret, HttpOptions http) {
    return new Campaign(
        vertx,
        new CampaignConnection(
            url + "/campaign/contoso",
            sandbox.url() + "/ims/token/v3",
            "campaign-client",
            secret,
            List.of("openid", "AdobeID", "campaign_sdk")),
        new GateOptions(8, 8, 0),
        http);
  }

  public JsonObject people(int count, long seed) throws TimeoutException {
    return post("/control/people", new JsonObject().put("count", count).put("seed", seed));
  }

  public void fault(String api, String kind, JsonObject details) throws TimeoutException {
    post("/control/faults", details.copy().put("api", api).put("kind", kind));
  }

  public JsonObject counters(String api) throws TimeoutException {
    return send(HttpMethod.GET, "/control/counters", null).getJsonObject(api);
  }

  public JsonObject post(String path, JsonObject body) throws TimeoutException {
    return send(HttpMethod.POST, path, body);
  }

  public JsonObject get(String path) throws TimeoutException {
    return send(HttpMethod.GET, path, null);
  }

  public JsonObject put(String path, JsonObject body) throws TimeoutException {
    return send(HttpMethod.PUT, path, body);
  }

  /** Without a body. */
  public JsonObject send(String method, String path) throws TimeoutException {
    return send(HttpMethod.valueOf(method), path, null);
  }

  private JsonObject send(HttpMethod method, String path, JsonObject body) throws TimeoutException {
    return web.requestAbs(method, sandbox.url() + path)
        .sendBuffer(body == null ? Buffer.buffer() : body.toBuffer())
        .map(
            response -> {
              if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                    path + ": " + response.statusCode() + " " + response.bodyAsString());
              }
              Buffer answer = response.bodyAsBuffer();
              return answer == null || answer.length() == 0
                  ? new JsonObject()
                  : new JsonObject(answer);
            })
        .await(60, SECONDS);
  }
}
