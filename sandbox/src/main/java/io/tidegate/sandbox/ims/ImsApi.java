package io.tidegate.sandbox.ims;

import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adobe's identity service, as far as OAuth Server-to-Server needs it: {@code POST /ims/token/v3}.
 * Source: the vendor's page "Server to Server authentication: IMS APIs". The former JWT exchange is
 * not here, since the vendor ended it in 2025.
 */
public final class ImsApi implements Handler<RoutingContext> {
  private static final String PATH = "/ims/token/v3";

  /**
   * The one client that is known.
   *
   * @param scopes what it may ask for
   */
  public record Client(String id, String secret, List<String> scopes) {
    public Client {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  private final Client client;
  private final ImsTokens tokens;

  public ImsApi(Client client, ImsTokens tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.path().equals(PATH)) {
      refuse(context, 404, "not_found", "no such endpoint");
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(context, 405, "invalid_request", "use POST");
    } else {
      request
          .setExpectMultipart(true)
          .end()
          .onSuccess(unused -> token(context, request.formAttributes()))
          .onFailure(context::fail);
    }
  }

  private void token(RoutingContext context, MultiMap form) {
    String grantType = form.get("grant_type");
    Set<String> scopes = scopes(form.get("scope"));
    if (!"client_credentials".equals(grantType)) {
      refuse(context, 400, "unsupported_grant_type", "unsupported grant_type parameter");
    } else if (!client.id().equals(form.get("client_id"))) {
      refuse(context, 401, "invalid_client", "invalid client_id parameter");
    } else if (!client.secret().equals(form.get("client_secret"))) {
      refuse(context, 401, "invalid_client", "invalid client_secret parameter");
    } else if (scopes.isEmpty() || !client.scopes().containsAll(scopes)) {
      refuse(context, 400, "invalid_scope", "invalid scope parameter");
    } else {
      Exchange exchange = Exchange.of(context);
      exchange.about(client.id());
      exchange.count(Counter.TOKENS, 1);
      answer(
          context,
          200,
          new JsonObject()
              .put("access_token", tokens.issue(client.id(), scopes))
              .put("token_type", "bearer")
              .put("expires_in", tokens.lifetime().toSeconds()));
    }
  }

  private static Set<String> scopes(String scope) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String part : scope == null ? new String[0] : scope.split("[,\\s]+")) {
      if (!part.isEmpty()) {
        scopes.add(part);
      }
    }
    return scopes;
  }

  private static void refuse(RoutingContext context, int status, String error, String description) {
    answer(
        context,
        status,
        new JsonObject().put("error", error).put("error_description", description));
  }

  private static void answer(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
