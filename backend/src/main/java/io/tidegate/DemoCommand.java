package io.tidegate;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.Saved;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
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

  @Option(
      names = "--empty",
      description = "Configure nothing: the connections and mappings are yours to enter.")
  private boolean empty;

  @Override
  public Integer call() throws Exception {
    System.out.println("Generating " + people + " people and starting PostgreSQL…");
    try (SandboxProcess sandbox = SandboxProcess.start(sandboxPort, people, changesPerSecond)) {
      DemoSettings settings = DemoSettings.of(sandbox);
      Map<String, String> overrides = new HashMap<>(empty ? Map.of() : settings.all());
      overrides.put("http.port", Integer.toString(port));
      overrides.put("database.embedded", data.toString());
      makeThingsHappen(sandbox);
      return Foreground.run(
          vertx -> afresh(vertx).map(emptied -> new Settings(new JsonObject(), Map.of())),
          service -> {
            if (!empty) {
              begin(service);
            }
            return """

                Tidegate is running: http://127.0.0.1:%d
                The sandbox in place of both vendors: %s%s
                Ctrl-C ends the demo."""
                .formatted(service.port(), sandbox.url(), empty ? settings.toEnter() : "");
          },
          overrides);
    }
  }

  /** Everything runs, the three levels of accounts, subscriptions and invoice lines included. */
  private static void begin(Service service) {
    Configurations configurations = service.configurations();
    Saved saved = configurations.saved().get(Document.INGRESS);
    configurations
        .save(
            Document.INGRESS,
            LinkedFlows.addedTo(saved.content()),
            saved.version(),
            new Authorship("demo", "Accounts, subscriptions and invoice lines, linked"))
        .onFailure(refused -> LOG.error("The linked flows were refused: {}", said(refused)))
        .onComplete(done -> WORKFLOWS.forEach(service.workflows()::start));
  }

  private static String said(Throwable refused) {
    return refused instanceof InvalidConfigurationException invalid
        ? invalid.misfits().toString()
        : refused.toString();
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
