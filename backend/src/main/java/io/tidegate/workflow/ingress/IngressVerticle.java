package io.tidegate.workflow.ingress;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Misfit;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.reconciliation.Repairs;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.Identities;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of ingress: asks both systems who they are, checks every flow's mapping against both live
 * schemas, and deploys a writer and a reader per flow that is switched on. They are its children,
 * so undeploying it undeploys them. A flow whose mapping does not fit is deployed, too, and held.
 */
final class IngressVerticle extends VerticleBase {
  private final Run run;
  private final IngressConfig config;
  private final Dynamics dynamics;
  private final Campaign campaign;
  private final Pool pool;
  private final Identities identities;
  private final Map<String, AddressQueue> queues;
  private final Backoff backoff;
  private final Map<String, FlowProgress> progress = new HashMap<>();
  private final List<SchemaGuard> guards = new ArrayList<>();

  IngressVerticle(
      Run run,
      IngressConfig config,
      Dynamics dynamics,
      Campaign campaign,
      Pool pool,
      Identities identities,
      Map<String, AddressQueue> queues,
      Backoff backoff) {
    this.run = run;
    this.config = config;
    this.dynamics = dynamics;
    this.campaign = campaign;
    this.pool = pool;
    this.identities = identities;
    this.queues = queues;
    this.backoff = backoff;
  }

  @Override
  public Future<?> start() {
    for (IngressConfig.Flow flow : config.flows()) {
      progress.put(
          flow.id(), flow.enabled() ? new FlowProgress(queues.get(flow.id())) : FlowProgress.OFF);
    }
    Future<Void> started = Future.succeededFuture();
    for (IngressConfig.Flow flow : config.flows()) {
      if (flow.enabled()) {
        started = started.compose(before -> start(flow));
      }
    }
    return started.onFailure(failure -> guards.forEach(SchemaGuard::close));
  }

  @Override
  public Future<?> stop() {
    guards.forEach(SchemaGuard::close);
    return Future.succeededFuture();
  }

  private Future<Void> start(IngressConfig.Flow flow) {
    SchemaGuard guard =
        new SchemaGuard(
            vertx,
            run,
            flow,
            this::misfits,
            config.entities(),
            dynamics.client(),
            campaign.client(),
            progress.get(flow.id()),
            backoff);
    guards.add(guard);
    return guard.start().compose(looked -> deploy(flow, guard));
  }

  private List<Misfit> misfits(
      IngressConfig.Flow flow, EntityDefinition entity, ResourceType resource) {
    return SchemaFit.misfits(flow.resolved(resource), this::flow, entity, resource);
  }

  private IngressConfig.Flow flow(String id) {
    return config.flows().stream().filter(flow -> flow.id().equals(id)).findFirst().orElse(null);
  }

  private Future<Void> deploy(IngressConfig.Flow flow, SchemaGuard guard) {
    String address = IngressWorkflow.address(flow.id());
    WaitingRecords waiting =
        new WaitingRecords(pool, address, Duration.ofSeconds(flow.parentWaitSeconds()));
    WriterVerticle writer =
        new WriterVerticle(
            run,
            flow.id(),
            queues.get(flow.id()),
            ResourceWriter.BATCH,
            backoff,
            writer(flow, guard, waiting));
    ReaderVerticle reader =
        new ReaderVerticle(run, flow.id(), address, backoff, reader(flow, guard, waiting));
    return vertx
        .deployVerticle(writer)
        .compose(deployed -> vertx.deployVerticle(reader))
        .mapEmpty();
  }

  private ResourceWriter writer(
      IngressConfig.Flow flow, SchemaGuard guard, WaitingRecords waiting) {
    String address = IngressWorkflow.address(flow.id());
    CampaignClient writing = campaign.client();
    boolean hasChildren =
        config.flows().stream()
            .flatMap(other -> other.mapping().links().stream())
            .map(Link::flow)
            .anyMatch(flow.id()::equals);
    return new ResourceWriter(
        vertx,
        run,
        guard,
        writing,
        campaign.gate(),
        new Parents(pool, writing, progress),
        new BatchResult.Memory(
            new RecordMap(pool, address),
            waiting,
            new Repairs(pool, address),
            hasChildren ? address : null,
            new FlowTrace(address, run.version())));
  }

  private EntityReader reader(IngressConfig.Flow flow, SchemaGuard guard, WaitingRecords waiting) {
    String address = IngressWorkflow.address(flow.id());
    DynamicsClient reading = dynamics.client();
    AddressQueue queue = queues.get(flow.id());
    FlowReport report = run.reports().apply(flow.id());
    FullRead fullRead =
        new FullRead(
            pool, address, flow.deletions() != DeletionPolicy.OFF, flow.deletesFilteredOut());
    return new EntityReader(
        run,
        guard,
        reading,
        queue,
        fullRead,
        new BesideReads(
            flow,
            reading,
            queue,
            fullRead,
            waiting,
            new Replays(pool, address),
            new Repairs(pool, address),
            report),
        new EmailAddresses(identities, address, flow.mapping()),
        progress.get(flow.id()),
        backoff);
  }
}
