package io.tidegate.workflow.consent;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.queue.AddressQueue;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.export.ExportFiles;
import io.tidegate.workflow.trace.FlowTrace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A run of opt-in/out: checks the mapped attributes and fields against both live schemas, and
 * deploys a writer and a reader per flow. Both sides are read whatever the directions: what a
 * person said on the other side must be known before anything is written.
 */
final class ConsentVerticle extends VerticleBase {

  /**
   * What the workflow is given by the service.
   *
   * @param ingress the address of the flow that writes the same people's profiles
   */
  record Systems(
      Dynamics dynamics, Campaign campaign, Optional<Sftp> sftp, Pool pool, String ingress) {}

  private final Run run;
  private final ConsentConfig config;
  private final Systems systems;
  private final Map<String, AddressQueue> queues;
  private final Backoff backoff;

  ConsentVerticle(Run run, Systems systems, Map<String, AddressQueue> queues, Backoff backoff) {
    this.run = run;
    this.config = ConsentConfig.fromJson(run.config());
    this.systems = systems;
    this.queues = queues;
    this.backoff = backoff;
  }

  @Override
  public Future<?> start() {
    if (config.active().isEmpty()) {
      return Future.succeededFuture();
    }
    DynamicsClient source = systems.dynamics().client();
    CampaignClient target = systems.campaign().client();
    Retrying reading = retrying(ConsentWorkflow.FROM_DYNAMICS);
    Retrying writing = retrying(ConsentWorkflow.FROM_CAMPAIGN);
    return reading
        .call(source::whoAmI)
        .compose(who -> reading.call(() -> source.entity(config.entity())))
        .compose(
            entity ->
                writing
                    .call(() -> target.resourceType(config.resource()))
                    .compose(
                        resource -> {
                          ConsentConfig resolved =
                              config.with(ConsentSchema.resolved(config, resource));
                          List<String> problems =
                              ConsentSchema.problems(resolved, entity, resource);
                          return problems.isEmpty()
                              ? deploy(resolved, entity)
                              : Future.failedFuture(
                                  new WorkflowFailedException(Failure.mismatch(problems)));
                        }))
        .onComplete(
            done -> {
              source.close();
              target.close();
            });
  }

  private Retrying retrying(String flow) {
    return new Retrying(vertx, run, backoff, flow, Part.READER);
  }

  private Future<Void> deploy(ConsentConfig resolved, EntityDefinition entity) {
    ConsentStore store = new ConsentStore(systems.pool());
    Polls polls = new Polls();
    Reconciler.Setting setting =
        new Reconciler.Setting(
            vertx,
            systems.pool(),
            resolved,
            entity.entitySetName(),
            store,
            new StoredLedger(systems.pool()),
            new RecordMap(systems.pool(), systems.ingress()),
            polls);
    DynamicsFeed fromDynamics =
        new DynamicsFeed(
            resolved,
            entity.entitySetName(),
            systems.dynamics().client(),
            queues.get(ConsentWorkflow.FROM_DYNAMICS),
            new Intake(vertx, Side.DYNAMICS, queues.get(ConsentWorkflow.FROM_DYNAMICS), store),
            polls,
            run.reports().apply(ConsentWorkflow.FROM_DYNAMICS));
    return deploy(ConsentWorkflow.FROM_DYNAMICS, fromDynamics, setting)
        .compose(
            deployed ->
                deploy(
                    ConsentWorkflow.FROM_CAMPAIGN, fromCampaign(resolved, store, polls), setting));
  }

  private ReaderVerticle.Source fromCampaign(
      ConsentConfig resolved, ConsentStore store, Polls polls) {
    AddressQueue queue = queues.get(ConsentWorkflow.FROM_CAMPAIGN);
    Intake intake = new Intake(vertx, Side.CAMPAIGN, queue, store);
    Supplier<CampaignFeed> feed =
        () -> new CampaignFeed(resolved, systems.campaign().client(), queue, intake, polls);
    Supplier<OptOutFiles> files = () -> new OptOutFiles(resolved, files(resolved), intake);
    return switch (resolved.source()) {
      case REST -> feed.get();
      case SFTP -> files.get();
      case BOTH -> new BothFeeds(feed.get(), files.get());
    };
  }

  private ExportFiles files(ConsentConfig resolved) {
    String address = ConsentWorkflow.address(ConsentWorkflow.FROM_CAMPAIGN);
    Set<String> columns = new HashSet<>(Set.of(resolved.targetKey(), "lastModified"));
    resolved.active().forEach(row -> columns.add(row.field()));
    return new ExportFiles(
        vertx,
        Sftp.required(systems.sftp()),
        systems.pool(),
        resolved.export(),
        new ExportFiles.Reader(address, Set.of(address), resolved.exportGlob(), columns),
        ConsentWorkflow.FROM_CAMPAIGN,
        run.reports().apply(ConsentWorkflow.FROM_CAMPAIGN));
  }

  private Future<Void> deploy(
      String flow, ReaderVerticle.Source source, Reconciler.Setting setting) {
    WriterVerticle writer =
        new WriterVerticle(
            run,
            flow,
            queues.get(flow),
            ConsentWriter.BATCH,
            backoff,
            new ConsentWriter(
                systems.dynamics(),
                systems.campaign(),
                setting,
                new FlowTrace(ConsentWorkflow.address(flow), run.version())));
    ReaderVerticle reader =
        new ReaderVerticle(run, flow, ConsentWorkflow.address(flow), backoff, source);
    return vertx
        .deployVerticle(writer)
        .compose(deployed -> vertx.deployVerticle(reader))
        .mapEmpty();
  }
}
