package io.tidegate.sandbox;

import io.tidegate.sandbox.accounts.Accounts;
import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.consent.Consents;
import io.tidegate.sandbox.control.ControlApi;
import io.tidegate.sandbox.control.Systems;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.dynamics.DynamicsApi;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.ServiceProtection;
import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.export.ExportWorkflow;
import io.tidegate.sandbox.faults.FaultInjection;
import io.tidegate.sandbox.faults.Faults;
import io.tidegate.sandbox.ims.ImsApi;
import io.tidegate.sandbox.ims.ImsTokens;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Exchange;
import io.tidegate.sandbox.journal.Journal;
import io.tidegate.sandbox.mailing.Mailings;
import io.tidegate.sandbox.people.Contacts;
import io.tidegate.sandbox.people.Counterparts;
import io.tidegate.sandbox.people.Trickle;
import io.tidegate.sandbox.sftp.SftpServer;
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
 * state in memory. Everything over HTTP is served by one event loop; the SFTP server that belongs
 * to Campaign has threads and a folder of its own.
 */
public final class Sandbox extends VerticleBase {
  /** As long as Dynamics takes. */
  private static final int LONGEST_URL = 32_768;

  private static final double TRICKLE_DELETES = 0.02;
  private static final double TRICKLE_CREATES = 0.05;
  private static final int SUBSCRIPTIONS_PER_ACCOUNT = 2;
  private static final int LINES_PER_SUBSCRIPTION = 3;

  /** Of the people there are from the start, where there are accounts as well. */
  private static final int CONTACTS_PER_EMPLOYEE = 2;

  private final SandboxOptions options;
  private HttpServer server;
  private SftpServer sftp;

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
    return vertx
        .executeBlocking(() -> SftpServer.start(options.host(), options.sftpPort()))
        .onSuccess(started -> sftp = started)
        .compose(started -> serve())
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    return sftp == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              sftp.close();
              return null;
            });
  }

  private Future<?> serve() {
    InstantSource clock = InstantSource.system();
    AccessTokens dynamicsTokens = new AccessTokens(clock);
    ImsTokens campaignTokens = new ImsTokens(clock);
    DynamicsStore store = new DynamicsStore(clock);
    Contacts contacts = new Contacts(store);
    Accounts accounts = new Accounts(store);
    DeliveryLogs logs = new DeliveryLogs(clock);
    CampaignApi campaign =
        new CampaignApi(campaignTokens, Credentials.CAMPAIGN_ORGANISATION, logs, clock);
    Consents consents = new Consents(store, campaign.profiles());
    Systems systems =
        new Systems(
            store,
            new ServiceProtection(clock),
            new EntraApi(vertx, EntraOptions.standard(), dynamicsTokens, clock),
            dynamicsTokens,
            campaign,
            campaignTokens,
            contacts,
            new Trickle(vertx, contacts),
            accounts,
            new Trickle(vertx, accounts),
            new Counterparts(store, campaign.profiles()),
            sftp,
            logs,
            new Mailings(vertx, campaign.profiles(), logs, consents),
            new ExportWorkflow(vertx, logs, campaign.profiles(), sftp.folder(), clock),
            consents,
            new Faults(),
            new Counters(),
            new Journal());
    Limits limits = options.unlimited() ? Limits.PUBLISHED.lifted() : Limits.PUBLISHED;
    systems.protection().limits(limits);
    server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setMaxInitialLineLength(LONGEST_URL)
                .setHttp2ClearTextEnabled(false));
    return people(systems)
        .compose(unused -> server.requestHandler(router(systems, limits)).listen());
  }

  private Future<Void> people(Systems systems) {
    Trickle.Rate rate =
        new Trickle.Rate(options.changesPerSecond(), TRICKLE_DELETES, TRICKLE_CREATES);
    Trickle.Rate accountsRate =
        new Trickle.Rate(options.accountChangesPerSecond(), TRICKLE_DELETES, TRICKLE_CREATES);
    Future<Void> added =
        options.people() == 0 && options.accounts() == 0
            ? Future.succeededFuture()
            : vertx.executeBlocking(
                () -> {
                  add(systems);
                  return null;
                });
    return added
        .compose(unused -> systems.trickle().rate(rate))
        .compose(unused -> systems.accountsTrickle().rate(accountsRate));
  }

  private void add(Systems systems) {
    if (options.people() > 0) {
      systems.contacts().add(options.people(), options.seed());
    }
    if (options.accounts() > 0) {
      systems
          .accounts()
          .add(
              new Accounts.Plan(
                  options.accounts(),
                  SUBSCRIPTIONS_PER_ACCOUNT,
                  LINES_PER_SUBSCRIPTION,
                  options.people() / CONTACTS_PER_EMPLOYEE,
                  options.seed(),
                  true));
    }
  }

  private Router router(Systems systems, Limits limits) {
    Router router = Router.router(vertx);
    FaultInjection faults =
        new FaultInjection(systems.faults(), (api, token) -> expire(systems, api, token));
    for (Api api : Api.values()) {
      router
          .route("/" + api.label() + "/*")
          .handler(context -> arrived(systems, api, context))
          .handler(faults);
    }
    DynamicsApi dynamics =
        new DynamicsApi(vertx, systems.dynamics(), systems.protection(), systems.dynamicsTokens());
    ImsApi.Client client =
        new ImsApi.Client(
            Credentials.CAMPAIGN_CLIENT, Credentials.CAMPAIGN_SECRET, Credentials.CAMPAIGN_SCOPES);
    router.route("/dynamics/*").subRouter(dynamics.router());
    router.route("/entra/*").subRouter(systems.entra().router());
    router.route("/campaign/*").handler(systems.campaign());
    router.route("/ims/*").handler(new ImsApi(client, systems.campaignTokens()));
    ControlApi control =
        new ControlApi(vertx, systems, options.host(), EntraOptions.standard(), limits);
    router.route("/control/*").subRouter(control.router());
    return router;
  }

  private static void expire(Systems systems, Api api, String token) {
    if (api == Api.DYNAMICS) {
      systems.dynamicsTokens().expire(token);
    } else {
      systems.campaignTokens().expire(token);
    }
  }

  private static void arrived(Systems systems, Api api, RoutingContext context) {
    Exchange.open(systems.counters(), systems.journal(), api, context);
    context.next();
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** The port on which Campaign's SFTP server listens. */
  public int sftpPort() {
    return sftp.port();
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
