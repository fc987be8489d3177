package io.tidegate.sandbox.control;

import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.faults.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /control}: what a test or a demonstration does to the two systems behind their APIs. Input
 * that cannot be used is answered with 400 and a problem document (RFC 9457) that names the field.
 */
public final class ControlApi {
  private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);

  private final Vertx vertx;
  private final Systems systems;
  private final Limits initialLimits;
  private final LimitControl limits;
  private final SchemaControl schema;
  private final PeopleControl people;
  private final TokenControl tokens;
  private final JournalControl journal;

  /**
   * A control of some systems.
   *
   * @param initialLimits the limits of Dynamics that a reset brings back
   */
  public ControlApi(Vertx vertx, Systems systems, EntraOptions entra, Limits initialLimits) {
    this.vertx = vertx;
    this.systems = systems;
    this.initialLimits = initialLimits;
    limits = new LimitControl(systems.protection(), systems.campaign().gateway());
    schema = new SchemaControl(systems.dynamics(), systems.campaign());
    people = new PeopleControl(vertx, systems.dynamics(), systems.contacts(), systems.trickle());
    tokens =
        new TokenControl(
            systems.entra(), systems.dynamicsTokens(), systems.campaignTokens(), entra);
    journal = new JournalControl(vertx, systems.journal());
  }

  /** To be mounted at {@code /control/*}. */
  public Router router() {
    Router router = Router.router(vertx);
    Faults faults = systems.faults();
    onBody(router, HttpMethod.POST, "/people", people::add);
    onBody(router, HttpMethod.POST, "/changes", people::change);
    on(router, HttpMethod.GET, "/trickle", context -> people.trickle());
    onBody(router, HttpMethod.PUT, "/trickle", people::trickle);
    on(router, HttpMethod.GET, "/limits", context -> Answer.ok(limits.show()));
    onBody(router, HttpMethod.PUT, "/limits", this::limits);
    on(router, HttpMethod.GET, "/tokens", context -> tokens.show());
    onBody(router, HttpMethod.PUT, "/tokens", tokens::change);
    onBody(router, HttpMethod.POST, "/faults", this::addFault);
    on(router, HttpMethod.GET, "/faults", context -> Answer.ok(FaultControl.list(faults)));
    on(router, HttpMethod.DELETE, "/faults", context -> done(faults::clear));
    on(router, HttpMethod.DELETE, "/faults/:id", this::removeFault);
    on(
        router,
        HttpMethod.GET,
        "/counters",
        context -> Answer.ok(Views.counters(systems.counters())));
    on(router, HttpMethod.POST, "/counters/reset", context -> done(systems.counters()::reset));
    on(router, HttpMethod.GET, "/journal", context -> journal.read(context.request().params()));
    onBody(router, HttpMethod.POST, "/schema", body -> done(() -> schema.change(body)));
    on(
        router,
        HttpMethod.POST,
        "/expire-delta-tokens",
        context -> done(systems.dynamics()::expireDeltaTokens));
    on(router, HttpMethod.POST, "/expire-tokens", context -> done(tokens::expireAll));
    on(router, HttpMethod.POST, "/reset", context -> reset());
    router.route().handler(context -> problem(context, 404, "", "There is no such control."));
    return router;
  }

  private static void on(
      Router router,
      HttpMethod method,
      String path,
      Function<RoutingContext, Future<Answer>> control) {
    router
        .route(method, path)
        .handler(context -> respond(context, Future.succeededFuture(context).compose(control)));
  }

  private static void onBody(
      Router router, HttpMethod method, String path, Function<Buffer, Future<Answer>> control) {
    on(router, method, path, context -> context.request().body().compose(control));
  }

  private Future<Answer> limits(Buffer body) {
    limits.change(body);
    return Answer.ok(limits.show());
  }

  private Future<Answer> addFault(Buffer body) {
    String id = systems.faults().add(FaultControl.parse(body)).id();
    return Answer.created(new JsonObject().put("id", id));
  }

  private Future<Answer> removeFault(RoutingContext context) {
    String id = context.pathParam("id");
    return systems.faults().remove(id)
        ? Answer.done()
        : Future.failedFuture(new BadInputException("id", "There is no fault of this id."));
  }

  /** A sandbox like new, without people; access tokens handed out stay good. */
  private Future<Answer> reset() {
    return people
        .reset()
        .compose(
            unused ->
                done(
                    () -> {
                      systems.faults().clear();
                      systems.campaign().reset();
                      systems.campaign().gateway().requestsPerSecond(OptionalInt.empty());
                      tokens.reset();
                      systems.protection().limits(initialLimits);
                      systems.counters().reset();
                      systems.journal().reset();
                    }));
  }

  private static Future<Answer> done(Runnable control) {
    control.run();
    return Answer.done();
  }

  private static void respond(RoutingContext context, Future<Answer> answer) {
    answer
        .onSuccess(
            given -> {
              HttpServerResponse response = context.response().setStatusCode(given.status());
              if (given.body().isPresent()) {
                response
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(given.body().get().toBuffer());
              } else {
                response.end();
              }
            })
        .onFailure(
            failure -> {
              if (failure instanceof BadInputException bad) {
                problem(
                    context, bad.field().equals("id") ? 404 : 400, bad.field(), bad.getMessage());
              } else {
                LOG.error("{} failed", context.request().path(), failure);
                problem(context, 500, "", "The sandbox itself failed; see its log.");
              }
            });
  }

  private static void problem(RoutingContext context, int status, String field, String detail) {
    JsonObject problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title(status))
            .put("status", status)
            .put("detail", field.isEmpty() ? detail : field + ": " + detail);
    if (!field.isEmpty()) {
      problem.put("field", field);
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(problem.toBuffer());
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      default -> "Internal Server Error";
    };
  }
}
