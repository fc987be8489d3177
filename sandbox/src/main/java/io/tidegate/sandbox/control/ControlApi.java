package io.tidegate.sandbox.control;

import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.export.ExportSchedule;
import io.tidegate.sandbox.faults.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalInt;

/**
 * {@code /control}: what a test or a demonstration does to the two systems behind their APIs. Input
 * that cannot be used is answered with 400 and a problem document (RFC 9457) that names the field.
 */
public final class ControlApi {
  private final Vertx vertx;
  private final Systems systems;
  private final Limits initialLimits;
  private final LimitControl limits;
  private final SchemaControl schema;
  private final PeopleControl people;
  private final LinkedControl linked;
  private final TokenControl tokens;
  private final JournalControl journal;
  private final SftpControl sftp;
  private final DeliveryControl deliveries;
  private final ExportControl exports;
  private final ConsentControl consent;

  /**
   * A control of some systems.
   *
   * @param host the address on which they listen
   * @param initialLimits the limits of Dynamics that a reset brings back
   */
  public ControlApi(
      Vertx vertx, Systems systems, String host, EntraOptions entra, Limits initialLimits) {
    this.vertx = vertx;
    this.systems = systems;
    this.initialLimits = initialLimits;
    limits = new LimitControl(systems.protection(), systems.campaign().gateway());
    schema =
        new SchemaControl(
            new TableSchema(systems.dynamics()), new ResourceSchema(systems.campaign().schema()));
    people = new PeopleControl(vertx, systems);
    linked = new LinkedControl(vertx, systems);
    tokens =
        new TokenControl(
            systems.entra(), systems.dynamicsTokens(), systems.campaignTokens(), entra);
    journal = new JournalControl(vertx, systems.journal(), systems.campaign());
    sftp = new SftpControl(vertx, systems.sftp(), host);
    deliveries = new DeliveryControl(vertx, systems.mailings(), systems.deliveryLogs());
    consent = new ConsentControl(vertx, systems);
    exports = new ExportControl(systems.exports(), new ExportSchedule(vertx, systems.exports()));
  }

  /** To be mounted at {@code /control/*}. */
  public Router router() {
    Router router = Router.router(vertx);
    Controls controls = new Controls(router);
    Faults faults = systems.faults();
    people.register(controls);
    linked.register(controls);
    controls.on(HttpMethod.GET, "/limits", context -> Answer.ok(limits.show()));
    controls.onBody(HttpMethod.PUT, "/limits", this::limits);
    controls.on(HttpMethod.GET, "/tokens", context -> tokens.show());
    controls.onBody(HttpMethod.PUT, "/tokens", tokens::change);
    controls.onBody(HttpMethod.POST, "/faults", this::addFault);
    controls.on(HttpMethod.GET, "/faults", context -> Answer.ok(FaultControl.list(faults)));
    controls.on(HttpMethod.DELETE, "/faults", context -> done(faults::clear));
    controls.on(HttpMethod.DELETE, "/faults/:id", this::removeFault);
    controls.on(
        HttpMethod.GET, "/counters", context -> Answer.ok(Views.counters(systems.counters())));
    controls.on(HttpMethod.POST, "/counters/reset", context -> done(systems.counters()::reset));
    controls.on(HttpMethod.GET, "/journal", context -> journal.read(context.request().params()));
    controls.onBody(HttpMethod.PUT, "/journal", journal::mark);
    controls.onBody(HttpMethod.POST, "/schema", body -> done(() -> schema.change(body)));
    controls.on(
        HttpMethod.POST,
        "/expire-delta-tokens",
        context -> done(systems.dynamics()::expireDeltaTokens));
    controls.on(HttpMethod.POST, "/expire-tokens", context -> done(tokens::expireAll));
    controls.on(HttpMethod.POST, "/reset", context -> reset());
    sftp.register(controls);
    deliveries.register(controls);
    exports.register(controls);
    consent.register(controls);
    controls.otherwiseNone();
    return router;
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
    deliveries.reset();
    consent.reset();
    linked.reset();
    return people
        .reset()
        .compose(unused -> exports.reset())
        .compose(unused -> sftp.reset())
        .compose(
            unused ->
                done(
                    () -> {
                      systems.faults().clear();
                      systems.campaign().reset();
                      systems.deliveryLogs().reset();
                      systems.consents().reset();
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
}
