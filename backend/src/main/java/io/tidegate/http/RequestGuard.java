package io.tidegate.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * First in line: security headers on every answer, the {@code Host} of every request, the {@code
 * Origin} of every request that changes something or opens the websocket.
 */
final class RequestGuard implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /**
   * No script but our own files. Styles may be inline: component libraries insert style elements,
   * and Swagger UI style attributes.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self';"
          + " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final TrustedHosts hosts;

  RequestGuard(TrustedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    secure(request.response().headers());
    HostAndPort authority = request.authority();
    if (authority == null) {
      Problem.of(ProblemType.INVALID_REQUEST, "The Host header is missing or malformed.")
          .send(request);
      return;
    }
    if (!hosts.trustsHost(authority)) {
      Problem.of(ProblemType.WRONG_HOST, "This service is not " + authority.host() + ".")
          .send(request);
      return;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && mayChangeState(request) && !hosts.trustsOrigin(origin, authority)) {
      Problem.of(
              ProblemType.FORBIDDEN_ORIGIN, "Pages of " + origin + " may not change anything here.")
          .send(request);
      return;
    }
    if (!isReadable(request)) {
      Problem.of(ProblemType.INVALID_REQUEST, "The query is not well encoded.").send(request);
      return;
    }
    context.next();
  }

  /** Whether the query can be decoded; Vert.x would fail later, and as if the fault were ours. */
  private static boolean isReadable(HttpServerRequest request) {
    try {
      return request.query() == null || request.params() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A websocket counts: it can read what a page of another site may not. */
  private static boolean mayChangeState(HttpServerRequest request) {
    return !SAFE.contains(request.method()) || request.headers().contains(HttpHeaders.UPGRADE);
  }

  static void secure(MultiMap headers) {
    headers
        .set("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "same-origin")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin");
  }
}
