package io.tidegate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Check;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.LiveFit;
import io.tidegate.configuration.Rules;
import io.tidegate.configuration.SchemaDiscovery;
import io.tidegate.configuration.StoredConfigurations;
import io.tidegate.configuration.connections.ConnectionRules;
import io.tidegate.configuration.connections.Connectors;
import io.tidegate.configuration.connections.StoredConnections;
import io.tidegate.configuration.file.YamlConfigurationFile;
import io.tidegate.configuration.flow.CountedReplays;
import io.tidegate.configuration.flow.FlowSources;
import io.tidegate.configuration.flow.FlowTools;
import io.tidegate.configuration.schema.DiscoveredSchemas;
import io.tidegate.configuration.schema.Schemas;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.http.HttpServerVerticle;
import io.tidegate.http.ReconciliationMeters;
import io.tidegate.http.Subjects;
import io.tidegate.queue.DeadLetters;
import io.tidegate.store.Database;
import io.tidegate.store.DatabaseOptions;
import io.tidegate.store.EmbeddedDatabase;
import io.tidegate.store.Secrets;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.Supervisor;
import io.tidegate.workflow.UnavailableException;
import io.tidegate.workflow.WorkflowDefinition;
import io.tidegate.workflow.Workflows;
import io.tidegate.workflow.consent.ConsentWorkflow;
import io.tidegate.workflow.consent.StoredLedger;
import io.tidegate.workflow.deadletter.DeadLetterRetention;
import io.tidegate.workflow.deadletter.StoredDeadLetters;
import io.tidegate.workflow.egress.EgressWorkflow;
import io.tidegate.workflow.ingress.IngressWorkflow;
import io.tidegate.workflow.privacy.PersonErasures;
import io.tidegate.workflow.reconciliation.FlowReconciliations;
import io.tidegate.workflow.reconciliation.ReconciliationSchedule;
import io.tidegate.workflow.trace.Identities;
import io.tidegate.workflow.trace.StoredTraces;
import io.tidegate.workflow.trace.TraceKeeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: its parts in the order in which they start, closed in the reverse order. The
 * one place where everything is wired.
 */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Vertx vertx;
  private final Wiring wiring;
  private final PrometheusMeterRegistry registry;
  private final Deque<Supplier<Future<?>>> closing = new ArrayDeque<>();

  private DatabaseOptions databaseOptions;
  private Database database;
  private Secrets secrets;
  private StoredConfigurations configurations;
  private Schemas schemas;
  private Identities identities;
  private Supervisor supervisor;
  private PersonErasures erasures;
  private DeadLetterRetention retention;
  private TraceKeeper trace;
  private FlowReconciliations reconciliations;
  private ReconciliationSchedule schedule;
  private HttpServerVerticle http;

  Service(Vertx vertx, Settings settings, PrometheusMeterRegistry registry) {
    this.vertx = vertx;
    this.wiring = new Wiring(settings);
    this.registry = registry;
  }

  /** Starts everything; completes when the page answers. */
  Future<Void> start() {
    return databaseOptions()
        .compose(
            options -> {
              databaseOptions = options;
              return Database.open(vertx, options);
            })
        .compose(
            opened -> {
              database = opened;
              closing.push(opened::close);
              return begin();
            });
  }

  Workflows workflows() {
    return supervisor;
  }

  Configurations configurations() {
    return configurations;
  }

  int port() {
    return http.actualPort();
  }

  /** Stops everything; what is wanted of the workflows stays, and the next start resumes it. */
  Future<Void> close() {
    return closeAll(closing);
  }

  private Future<DatabaseOptions> databaseOptions() {
    var folder = wiring.settings().text("database.embedded");
    if (folder.isEmpty()) {
      return Future.succeededFuture(wiring.database());
    }
    return EmbeddedDatabase.start(vertx, Path.of(folder.get()))
        .map(
            embedded -> {
              closing.push(() -> embedded.close(vertx));
              return embedded.options();
            });
  }

  /** One service at a time works on a database: another one waits here until this one ends. */
  private Future<Void> begin() {
    Tenure tenure = new Tenure(vertx, databaseOptions, new OnDatabase());
    closing.push(tenure::end);
    return tenure.begin();
  }

  /** All that works on the database. The page is up all the time. */
  private final class OnDatabase implements Tenure.Work {

    @Override
    public Future<Void> start() {
      return deploy();
    }

    @Override
    public Future<Void> resume() {
      return secrets
          .load()
          .compose(secretsRead -> configurations.load())
          .compose(read -> supervisor.resume())
          .compose(running -> erasures.start())
          .onSuccess(
              erasing -> {
                retention.start();
                trace.start();
                reconciliations.start();
                schedule.start();
              });
    }

    @Override
    public Future<Void> interrupt(Condition why) {
      return Future.join(
              supervisor.interrupt(why),
              erasures.close(),
              retention.close(),
              trace.close(),
              reconciliations.close(),
              schedule.close())
          .mapEmpty();
    }
  }

  private Future<Void> deploy() {
    SeededDocuments seeds = new SeededDocuments(wiring.settings());
    return Secrets.open(vertx, database.pool(), wiring.secretsKey(), wiring.secretsKeyFile())
        .compose(opened -> seed(opened, seeds).map(opened))
        .compose(
            opened ->
                Identities.open(database.pool(), opened)
                    .onSuccess(known -> identities = known)
                    .map(opened))
        .compose(
            opened -> {
              secrets = opened;
              Connectors connectors = new Connectors(vertx, secrets);
              configurations =
                  new StoredConfigurations(
                      vertx,
                      database.pool(),
                      Check.all(List.of(ConnectionRules.check(), new Rules(), liveFit())),
                      secrets::revisions,
                      workflow -> supervisor.pinned(workflow));
              schemas = new Schemas(connectors, configurations, secrets::revisions);
              return configurations
                  .load()
                  .compose(loaded -> configurations.seed(seeds.documents()))
                  .compose(seeded -> deploy(connectors));
            });
  }

  /**
   * What is checked and the schemas it is checked against know each other: the latter come late.
   */
  private Check liveFit() {
    return new LiveFit(
        new LiveFit.Schemas() {
          @Override
          public Future<EntityDefinition> entity(String name, boolean refresh) {
            return schemas.entity(name, refresh).map(SchemaDiscovery.Read::value);
          }

          @Override
          public Future<ResourceType> resource(String name, boolean refresh) {
            return schemas.resource(name, refresh).map(SchemaDiscovery.Read::value);
          }
        });
  }

  private static Future<Void> seed(Secrets secrets, SeededDocuments seeds) {
    Future<Void> seeded = Future.succeededFuture();
    for (Map.Entry<String, String> secret : seeds.secrets().entrySet()) {
      seeded = seeded.compose(before -> secrets.seed(secret.getKey(), secret.getValue()));
    }
    return seeded;
  }

  private Future<Void> deploy(Connectors connectors) {
    List<WorkflowDefinition> definitions = workflows(connectors, database.pool());
    supervisor = new Supervisor(database.pool(), definitions, wiring.queue(), Backoff.STANDARD);
    var saved =
        vertx
            .eventBus()
            .<String>localConsumer(Configurations.SAVED, document -> supervisor.configured());
    closing.push(saved::unregister);
    erasures = new PersonErasures(vertx, database.pool());
    closing.push(erasures::close);
    DeadLetters letters = new DeadLetters(vertx, database.pool());
    retention = retention(letters);
    closing.push(retention::close);
    trace = new TraceKeeper(vertx, database.pool(), wiring.trace());
    closing.push(trace::close);
    reconciliations =
        new FlowReconciliations(
            vertx, database.pool(), definitions, supervisor::pinned, Backoff.STANDARD);
    closing.push(reconciliations::close);
    schedule =
        new ReconciliationSchedule(
            vertx,
            reconciliations,
            wiring.reconciliations(),
            new ReconciliationMeters(registry)::show);
    closing.push(schedule::close);
    http =
        new HttpServerVerticle(
            wiring.http(),
            new Subjects(
                supervisor,
                new StoredDeadLetters(letters, definitions, supervisor),
                reconciliations,
                new StoredLedger(database.pool()),
                erasures,
                new StoredTraces(database.pool(), identities, supervisor),
                configuration(connectors)),
            registry,
            Map.of("database", this::database));
    Supervisor deployed = supervisor;
    return vertx
        .deployVerticle(deployed)
        .onSuccess(id -> closing.push(() -> deployed.end().eventually(() -> vertx.undeploy(id))))
        .compose(supervising -> vertx.deployVerticle(http))
        .onSuccess(id -> closing.push(() -> vertx.undeploy(id)))
        .onSuccess(
            listening -> {
              retention.start();
              trace.start();
              reconciliations.start();
              schedule.start();
            })
        .compose(listening -> erasures.start());
  }

  /** Whether the database is there, and this service the one that works on it. */
  private Future<?> database() {
    return supervisor
        .interruption()
        .<Future<?>>map(why -> Future.failedFuture(new UnavailableException(why)))
        .orElseGet(() -> database.pool().query("SELECT 1").execute());
  }

  private DeadLetterRetention retention(DeadLetters letters) {
    Counter expired =
        Counter.builder("tidegate.dead.letters.expired")
            .description("Dead letters removed because they were older than they are kept.")
            .register(registry);
    return new DeadLetterRetention(vertx, letters, wiring.deadLettersKept(), expired::increment);
  }

  private Subjects.Configuration configuration(Connectors connectors) {
    return new Subjects.Configuration(
        configurations,
        new YamlConfigurationFile(configurations),
        new StoredConnections(secrets, connectors, configurations, configurations::secretsChanged),
        new DiscoveredSchemas(schemas),
        new FlowTools(configurations::saved, schemas),
        new CountedReplays(configurations::saved, schemas),
        new FlowSources(configurations::saved, schemas));
  }

  private List<WorkflowDefinition> workflows(Connections connections, Pool pool) {
    return List.of(
        new IngressWorkflow(
            configurations.of(Document.INGRESS), connections, pool, identities, Backoff.STANDARD),
        new EgressWorkflow(configurations.of(Document.EGRESS), connections, pool, Backoff.STANDARD),
        new ConsentWorkflow(
            configurations.of(Document.CONSENT), connections, pool, Backoff.STANDARD));
  }

  private static Future<Void> closeAll(Deque<Supplier<Future<?>>> parts) {
    Supplier<Future<?>> next = parts.poll();
    if (next == null) {
      return Future.succeededFuture();
    }
    return next.get()
        .recover(
            failure -> {
              LOG.warn("A part of the service did not close cleanly", failure);
              return Future.succeededFuture();
            })
        .compose(done -> closeAll(parts));
  }
}
