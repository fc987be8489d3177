package io.tidegate.sandbox;

import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.dynamics.DynamicsApi;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.ServiceProtection;
import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.faults.FaultInjection;
import io.tidegate.sandbox.faults.Faults;
import io.tidegate.sandbox.ims.ImsApi;
import io.tidegate.sandbox.ims.ImsTokens;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Exchange;
import io.tidegate.sandbox.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * Stand-ins for the APIs of Dynamics 365 and Adobe Campaign behind one HTTP server, with all their
 * state in memory. Everything is served by one event loop.
 */
public final class Sandbox extends VerticleBase {
  private final SandboxOptions options;
  private HttpServer server;

  private Sandbox(SandboxOptions options) {
    this.options = options;
  }

  /** Starts a sandbox; it is ready to serve when the future completes. */
  public static Future<Sandbox> start(Vertx vertx, SandboxOptions options) {
    Sandbox sandbox = new Sandbox(options);
    return vertx.deployVerticle(sandbox).map(sandbox);
  }

  @Override
  public Future<?> start() {
    server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false));
    return server.requestHandler(router()).listen();
  }

  private Router router() {
    InstantSource clock = InstantSource.system();
    Counters counters = new Counters();
    Journal journal = new Journal();
    Faults faults = new Faults();
    AccessTokens dynamicsTokens = new AccessTokens(clock);
    ImsTokens campaignTokens = new ImsTokens(clock);
    DynamicsStore store = new DynamicsStore(clock);
    ServiceProtection protection = new ServiceProtection(clock);
    FaultInjection injection =
        new FaultInjection(
            faults,
            (api, token) -> {
              dynamicsTokens.expire(token);
              campaignTokens.expire(token);
            });
    Router router = Router.router(vertx);
    for (Api api : Api.values()) {
      router
          .route("/" + api.label() + "/*")
          .handler(context -> arrived(counters, journal, api, context))
          .handler(injection);
    }
    router
        .route("/dynamics/*")
        .subRouter(new DynamicsApi(vertx, store, protection, dynamicsTokens).router());
    router
        .route("/entra/*")
        .subRouter(new EntraApi(vertx, EntraOptions.standard(), dynamicsTokens, clock).router());
    router
        .route("/campaign/*")
        .handler(new CampaignApi(campaignTokens, Credentials.CAMPAIGN_ORGANISATION, clock));
    router
        .route("/ims/*")
        .handler(
            new ImsApi(
                new ImsApi.Client(
                    Credentials.CAMPAIGN_CLIENT,
                    Credentials.CAMPAIGN_SECRET,
                    Credentials.CAMPAIGN_SCOPES),
                campaignTokens));
    return router;
  }

  private static void arrived(Counters counters, Journal journal, Api api, RoutingContext context) {
    Exchange.open(counters, journal, api, context);
    context.next();
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return "http://" + options.host() + ":" + port();
  }

  /** Stops it and forgets all its data. */
  public Future<Void> close() {
    return vertx.undeploy(deploymentID());
  }
}
