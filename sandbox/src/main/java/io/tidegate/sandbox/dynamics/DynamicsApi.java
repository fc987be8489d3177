package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.entra.AccessTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * A stand-in of the Dataverse Web API v9.2, to be mounted at {@code /dynamics/*}; its service root
 * is {@code …/api/data/v9.2/}. What each request did is told to the journal's exchange of its
 * context.
 */
public final class DynamicsApi {
  private final Vertx vertx;
  private final DynamicsStore store;
  private final ServiceProtection protection;
  private final AccessTokens tokens;

  public DynamicsApi(
      Vertx vertx, DynamicsStore store, ServiceProtection protection, AccessTokens tokens) {
    this.vertx = vertx;
    this.store = store;
    this.protection = protection;
    this.tokens = tokens;
  }

  public DynamicsStore store() {
    return store;
  }

  public ServiceProtection protection() {
    return protection;
  }

  /** To be mounted at {@code /dynamics/*}, behind the handler that opens exchanges. */
  public Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::serve);
    return router;
  }

  private void serve(RoutingContext ctx) {
    String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    String token = header == null ? "" : header.replaceFirst("^Bearer ", "");
    ctx.response().setStatusCode(tokens.client(token).isPresent() ? 501 : 401).end();
  }
}
