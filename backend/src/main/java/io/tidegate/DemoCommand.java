package io.tidegate;

import io.tidegate.store.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows Tidegate at work: a PostgreSQL of its own, the sandbox with generated people in a process
 * of its own, and the service with everything in place.
 *
 * <p>The sandbox keeps its people in memory, so each demo starts afresh.
 */
@Command(
    name = "demo",
    description = "Show Tidegate at work, with nothing to configure. Ctrl-C ends it.")
final class DemoCommand implements Callable<Integer> {
  private static final List<String> WORKFLOWS = List.of("ingress", "egress", "consent");

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where the page is served (default: ${DEFAULT-VALUE}; 0 for a free port).")
  private int port;

  @Option(
      names = "--sandbox-port",
      defaultValue = "8090",
      description =
          "Where the sandbox listens, in place of both vendors (default: ${DEFAULT-VALUE}; 0 for a"
              + " free port).")
  private int sandboxPort;

  @Option(
      names = "--data",
      defaultValue = "data",
      paramLabel = "FOLDER",
      description = "Where PostgreSQL keeps its files (default: ./${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--people",
      defaultValue = "10000",
      description = "How many contacts Dynamics 365 has (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--changes-per-second",
      defaultValue = "2",
      description = "How many of them change each second (default: ${DEFAULT-VALUE}).")
  private double changesPerSecond;

  @Override
  public Integer call() throws Exception {
    System.out.println("Generating " + people + " people and starting PostgreSQL…");
    try (SandboxProcess sandbox = SandboxProcess.start(sandboxPort, people, changesPerSecond)) {
      Map<String, String> settings = settings(sandbox);
      makeThingsHappen(sandbox);
      return Foreground.run(
          vertx -> afresh(vertx).map(emptied -> new Settings(new JsonObject(), Map.of())),
          service -> {
            WORKFLOWS.forEach(service.workflows()::start);
            return """

                Tidegate is running: http://127.0.0.1:%d
                The sandbox in place of both vendors: %s
                Ctrl-C ends the demo."""
                .formatted(service.port(), sandbox.url());
          },
          settings);
    }
  }

  /** Mailings are sent, read and answered, and people change their minds, on both sides. */
  private static void makeThingsHappen(SandboxProcess sandbox)
      throws IOException, InterruptedException {
    sandbox.control(
        "PUT",
        "/mailings/trickle",
        new JsonObject(
            Map.of(
                "mailingsPerMinute", 1,
                "peoplePerMailing", 500,
                "openShare", 0.35,
                "clickShare", 0.08,
                "bounceShare", 0.02,
                "optOutShare", 0.002)));
    sandbox.control("PUT", "/exports", new JsonObject().put("everySeconds", 10));
    sandbox.control(
        "PUT",
        "/consent/trickle",
        new JsonObject()
            .put("perSecond", 0.5)
            .put("sides", new JsonArray(List.of("dynamics", "campaign")))
            .put("channels", new JsonArray(List.of("email", "sms", "phone", "postal"))));
  }

  private Map<String, String> settings(SandboxProcess sandboxProcess)
      throws IOException, InterruptedException {
    String sandbox = sandboxProcess.url();
    JsonObject sftp = sandboxProcess.control("GET", "/sftp", null);
    Map<String, String> settings = new HashMap<>();
    settings.put("http.port", Integer.toString(port));
    settings.put("database.embedded", data.toString());
    settings.put("dynamics.url", sandbox + "/dynamics");
    settings.put("dynamics.tokenUrl", sandbox + "/entra/contoso-tenant/oauth2/v2.0/token");
    settings.put("dynamics.clientId", "dynamics-client");
    settings.put("dynamics.clientSecret", "dynamics-secret");
    settings.put("campaign.url", sandbox + "/campaign/contoso");
    settings.put("campaign.tokenUrl", sandbox + "/ims/token/v3");
    settings.put("campaign.clientId", "campaign-client");
    settings.put("campaign.clientSecret", "campaign-secret");
    settings.put("campaign.sftp.host", sftp.getString("host"));
    settings.put("campaign.sftp.port", sftp.getInteger("port").toString());
    settings.put("campaign.sftp.user", sftp.getString("user"));
    settings.put("campaign.sftp.password", sftp.getString("password"));
    settings.put("campaign.sftp.hostKey", sftp.getString("hostKey"));
    settings.put("egress.pollSeconds", "5");
    settings.put("consent.pollSeconds", "2");
    settings.put("consent.sms.dynamics", "new_donotsms");
    settings.put("consent.push.dynamics", "new_donotpush");
    settings.put("consent.all.dynamics", "msdyn_gdproptout");
    // Fast enough to be over in minutes, slow enough to watch.
    settings.put("campaign.requestsPerSecond", "60");
    settings.put("ingress.deletions", "true");
    settings.put("ingress.pollSeconds", "2");
    return settings;
  }

  /** What an earlier demo stored speaks of people that the new sandbox does not know. */
  private Future<Void> afresh(Vertx vertx) {
    return EmbeddedDatabase.start(vertx, data)
        .compose(embedded -> recreate(vertx, embedded).eventually(() -> embedded.close(vertx)));
  }

  private static Future<Void> recreate(Vertx vertx, EmbeddedDatabase embedded) {
    var options = embedded.options();
    PgConnectOptions administration =
        PgConnectOptions.fromUri(options.uri())
            .setDatabase("postgres")
            .setUser(options.user())
            .setPassword(options.password());
    return PgConnection.connect(vertx, administration)
        .compose(
            connection ->
                connection
                    .query("DROP DATABASE IF EXISTS tidegate WITH (FORCE)")
                    .execute()
                    .compose(dropped -> connection.query("CREATE DATABASE tidegate").execute())
                    .eventually(connection::close))
        .mapEmpty();
  }
}
