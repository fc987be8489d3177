package io.tidegate.sandbox.entra;

import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Entra ID's token endpoint, for the client credentials flow only: {@code POST
 * /entra/{tenant}/oauth2/v2.0/token} with id and secret in the form or by HTTP Basic, or with an
 * assertion signed by the client's certificate. Errors carry the vendor's AADSTS codes. Source: the
 * vendor's page "OAuth 2.0 client credentials flow".
 */
public final class EntraApi {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final String SCOPE_SUFFIX = "/.default";
  private static final long MAX_BODY_BYTES = 64 * 1024;

  private record Credentials(String clientId, String secret) {}

  private final Vertx vertx;
  private final InstantSource clock;
  private final AccessTokens tokens;
  private volatile EntraOptions options;

  public EntraApi(Vertx vertx, EntraOptions options, AccessTokens tokens, InstantSource clock) {
    this.vertx = vertx;
    this.options = options;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Replaces tenant, clients and lifetime; tokens handed out stay as they are. */
  public void options(EntraOptions changed) {
    options = changed;
  }

  /** To be mounted at {@code /entra/*}, behind the handler that opens exchanges. */
  public Router router() {
    Router router = Router.router(vertx);
    router
        .post("/:tenant/oauth2/v2.0/token")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(this::token);
    return router;
  }

  private void token(RoutingContext ctx) {
    EntraOptions current = options;
    MultiMap form = ctx.request().formAttributes();
    Credentials credentials = credentials(ctx, form);
    Refusal refusal = refusal(ctx, current, form, credentials);
    if (refusal != null) {
      refuse(ctx, refusal);
      return;
    }
    long lifetime = current.tokenLifetime().toSeconds();
    Exchange exchange = Exchange.of(ctx);
    exchange.count(Counter.TOKENS, 1);
    exchange.about(credentials.clientId());
    answer(
        ctx,
        200,
        new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", lifetime)
            .put("ext_expires_in", lifetime)
            .put("access_token", tokens.issue(credentials.clientId(), current.tokenLifetime())));
  }

  private Refusal refusal(
      RoutingContext ctx, EntraOptions options, MultiMap form, Credentials credentials) {
    String tenant = ctx.pathParam("tenant");
    if (!tenant.equalsIgnoreCase(options.tenant())) {
      return new Refusal(
          400,
          "invalid_request",
          90002,
          "Tenant '" + tenant + "' not found. Check to make sure you have the correct tenant ID.");
    }
    String grantType = form.get("grant_type");
    if (grantType == null) {
      return new Refusal(
          400,
          "invalid_request",
          900144,
          "The request body must contain the following parameter: 'grant_type'.");
    }
    if (!grantType.equals("client_credentials")) {
      return new Refusal(
          400,
          "unsupported_grant_type",
          70003,
          "The app requested an unsupported grant type '" + grantType + "'.");
    }
    if (credentials.clientId() == null) {
      return new Refusal(
          400,
          "invalid_request",
          900144,
          "The request body must contain the following parameter: 'client_id'.");
    }
    String secret = options.clients().get(credentials.clientId());
    if (secret == null) {
      return new Refusal(
          400,
          "unauthorized_client",
          700016,
          "Application with identifier '"
              + credentials.clientId()
              + "' was not found in the directory '"
              + tenant
              + "'.");
    }
    String assertion = form.get("client_assertion");
    if (assertion != null) {
      return ClientAssertion.TYPE.equals(form.get("client_assertion_type"))
          ? ClientAssertion.refusal(
                  assertion,
                  credentials.clientId(),
                  Optional.ofNullable(options.certificates().get(credentials.clientId())),
                  ctx.request().absoluteURI(),
                  clock.instant())
              .orElseGet(() -> scopeRefusal(form.get("scope")))
          : new Refusal(
              400,
              "invalid_request",
              900144,
              "The request body must contain the following parameter: 'client_assertion_type'.");
    }
    if (credentials.secret() == null) {
      return new Refusal(
          401,
          "invalid_client",
          7000218,
          "The request body must contain the following parameter: 'client_assertion' or"
              + " 'client_secret'.");
    }
    if (!credentials.secret().equals(secret)) {
      return new Refusal(
          401,
          "invalid_client",
          7000215,
          "Invalid client secret provided. Ensure the secret being sent in the request is the"
              + " client secret value, not the client secret ID, for a secret added to app '"
              + credentials.clientId()
              + "'.");
    }
    return scopeRefusal(form.get("scope"));
  }

  private static Refusal scopeRefusal(String scope) {
    if (scope == null || scope.isBlank()) {
      return new Refusal(
          400,
          "invalid_request",
          900144,
          "The request body must contain the following parameter: 'scope'.");
    }
    List<String> scopes = List.of(scope.trim().split("\\s+"));
    if (scopes.size() > 1 || !scopes.get(0).endsWith(SCOPE_SUFFIX)) {
      return new Refusal(
          400,
          "invalid_scope",
          1002012,
          "The provided value for scope "
              + scope
              + " is not valid. Client credential flows must have a scope value with /.default"
              + " suffixed to the resource identifier (application ID URI).");
    }
    if (!scopes.get(0).contains("://")) {
      return new Refusal(
          400,
          "invalid_scope",
          70011,
          "The provided request must include a 'scope' input parameter. The provided value for the"
              + " input parameter 'scope' is not valid.");
    }
    return null;
  }

  private static Credentials credentials(RoutingContext ctx, MultiMap form) {
    String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new Credentials(form.get("client_id"), form.get("client_secret"));
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length < 2
          ? new Credentials(null, null)
          : new Credentials(formDecoded(parts[0]), formDecoded(parts[1]));
    } catch (IllegalArgumentException e) {
      return new Credentials(null, null);
    }
  }

  /** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined for Basic. */
  private static String formDecoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void refuse(RoutingContext ctx, Refusal refusal) {
    String traceId = UUID.randomUUID().toString();
    String correlationId = UUID.randomUUID().toString();
    String timestamp = TIMESTAMP.format(clock.instant());
    String description =
        "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
            .formatted(refusal.code(), refusal.description(), traceId, correlationId, timestamp);
    answer(
        ctx,
        refusal.status(),
        new JsonObject()
            .put("error", refusal.error())
            .put("error_description", description)
            .put("error_codes", new JsonArray().add(refusal.code()))
            .put("timestamp", timestamp)
            .put("trace_id", traceId)
            .put("correlation_id", correlationId)
            .put("error_uri", "https://login.microsoftonline.com/error?code=" + refusal.code()));
  }

  private static void answer(RoutingContext ctx, int status, JsonObject body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-cache")
        .end(body.toBuffer());
  }
}
