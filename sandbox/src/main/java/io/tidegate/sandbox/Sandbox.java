package io.tidegate.sandbox;

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

/**
 * Stand-ins for the APIs of Dynamics 365 and Adobe Campaign behind one HTTP server, with all their
 * state in memory. Everything is served by one event loop, so that the stores need no locks.
 */
public final class Sandbox extends VerticleBase {
  private final SandboxOptions options;
  private final Counters counters = new Counters();
  private final Journal journal = new Journal();
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

  @Override
  public Future<?> stop() {
    return Future.succeededFuture();
  }

  private Router router() {
    Router router = Router.router(vertx);
    for (Api api : Api.values()) {
      router.route("/" + api.label() + "/*").handler(context -> arrived(api, context));
    }
    return router;
  }

  private void arrived(Api api, RoutingContext context) {
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
