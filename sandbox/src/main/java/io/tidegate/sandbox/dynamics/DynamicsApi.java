package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.ServiceProtection.Admitted;
import io.tidegate.sandbox.dynamics.ServiceProtection.Refused;
import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in of the Dataverse Web API v9.2, to be mounted at {@code /dynamics/*}; its service root
 * is {@code …/api/data/v9.2/}. What each request did is told to the journal's exchange of its
 * context.
 */
public final class DynamicsApi {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicsApi.class);
  private static final Pattern SERVICE = Pattern.compile("^(.*/api/data/v9\\.\\d)(?:/(.*))?$");
  private static final long MAX_BODY_BYTES = 117L * 1024 * 1024;

  private final Vertx vertx;
  private final DynamicsStore store;
  private final ServiceProtection protection;
  private final AccessTokens tokens;
  private final Dispatcher dispatcher;
  private final Map<String, Reference> users = new ConcurrentHashMap<>();

  public DynamicsApi(
      Vertx vertx, DynamicsStore store, ServiceProtection protection, AccessTokens tokens) {
    this.vertx = vertx;
    this.store = store;
    this.protection = protection;
    this.tokens = tokens;
    this.dispatcher = new Dispatcher(vertx, store);
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
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.route().handler(this::serve);
    return router;
  }

  private void serve(RoutingContext ctx) {
    Optional<String> client = bearer(ctx.request()).flatMap(tokens::client);
    if (client.isEmpty()) {
      unauthorized(ctx);
      return;
    }
    ServiceProtection.Admission admission = protection.admit(client.get());
    if (admission instanceof Refused refused) {
      write(
          ctx,
          ApiResponse.error(429, refused.code(), refused.message())
              .header("Retry-After", Long.toString(refused.retryAfterSeconds())));
      return;
    }
    Admitted admitted = (Admitted) admission;
    long begin = System.nanoTime();
    Future.<ApiResponse>future(promise -> answer(ctx, client.get()).onComplete(promise))
        .otherwise(
            failure -> {
              LOG.error("A request could not be answered", failure);
              return ApiResponse.error(500, "0x80040216", "An unexpected error occurred.");
            })
        .onSuccess(
            response -> {
              report(Exchange.of(ctx), response);
              Duration cost = ExecutionCost.STANDARD.of(response.rows(), response.effects().size());
              spend(cost, begin, () -> finish(ctx, admitted, cost, response));
            });
  }

  /** Goes on when as much time has passed since the begin as the execution costs. */
  private void spend(Duration cost, long begin, Runnable then) {
    long left = cost.minusNanos(System.nanoTime() - begin).toMillis();
    if (left > 0 && protection.limits().enabled()) {
      vertx.setTimer(left, timer -> then.run());
    } else {
      then.run();
    }
  }

  private static void finish(
      RoutingContext ctx, Admitted admitted, Duration cost, ApiResponse response) {
    admitted.leave(cost);
    response
        .header(
            "x-ms-ratelimit-burst-remaining-xrm-requests", Long.toString(admitted.requestsLeft()))
        .header(
            "x-ms-ratelimit-time-remaining-xrm-requests", "%.2f".formatted(admitted.secondsLeft()))
        .header("x-ms-dop-hint", Integer.toString(ServiceProtection.DOP_HINT));
    write(ctx, response);
  }

  private Future<ApiResponse> answer(RoutingContext ctx, String client) {
    HttpServerRequest http = ctx.request();
    Matcher service = SERVICE.matcher(http.path());
    if (!service.matches()) {
      return Future.succeededFuture(
          ApiResponse.error(404, "0x80060888", "No service at this address."));
    }
    String root = http.scheme() + "://" + http.authority() + service.group(1) + "/";
    String path = Optional.ofNullable(service.group(2)).orElse("");
    ApiRequest request;
    try {
      request =
          new ApiRequest(
              http.method().name(),
              root,
              Segment.parse(path),
              QueryOptions.parse(http.query()),
              http.headers(),
              Optional.ofNullable(ctx.body().buffer()).orElseGet(Buffer::buffer),
              user(client),
              Map.of());
    } catch (ODataSyntaxException e) {
      return Future.succeededFuture(ApiResponse.error(400, "0x80060888", e.getMessage()));
    }
    request.path().stream()
        .findFirst()
        .flatMap(first -> store.entitySet(first.name()))
        .ifPresent(table -> Exchange.of(ctx).resource(table.type().logicalName()));
    return path.equals("$batch") && http.method().name().equals("POST")
        ? new Batch(store, dispatcher, request).answer()
        : dispatcher.handle(request);
  }

  private static Optional<String> bearer(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).trim());
  }

  /** The vendor's answer has no JSON; it says where tokens come from. */
  private static void unauthorized(RoutingContext ctx) {
    ctx.response()
        .setStatusCode(401)
        .putHeader(
            "WWW-Authenticate",
            "Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize,"
                + " error=invalid_token, error_description=The access token expired or is not"
                + " valid")
        .end();
  }

  /** The application user of a client, made when it is first seen. */
  private Reference user(String client) {
    Reference user =
        users.computeIfAbsent(
            client,
            name ->
                new Reference(
                    "systemuser", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))));
    if (store.row(store.table("systemuser"), user.id()) == null) {
      store.upsert("systemuser", user.id(), Map.of("fullname", "# " + client));
    }
    return user;
  }

  private static void report(Exchange exchange, ApiResponse response) {
    exchange.count(Counter.ROWS_READ, response.rows());
    exchange.count(Counter.DELETED_READ, response.deletedRows());
    for (ApiResponse.Effect effect : response.effects()) {
      switch (effect.deed()) {
        case CREATED -> exchange.created(effect.id());
        case UPDATED -> exchange.updated(effect.id());
        case DELETED -> exchange.deleted(effect.id());
      }
    }
  }

  private static void write(RoutingContext ctx, ApiResponse response) {
    HttpServerResponse http = ctx.response();
    if (http.ended() || http.closed()) {
      return;
    }
    http.setStatusCode(response.status());
    response.headers().forEach((name, value) -> http.headers().add(name, value));
    http.putHeader("x-ms-service-request-id", UUID.randomUUID().toString());
    if (response.status() == 204 || response.status() == 304) {
      http.end();
    } else {
      http.end(response.body());
    }
  }
}
