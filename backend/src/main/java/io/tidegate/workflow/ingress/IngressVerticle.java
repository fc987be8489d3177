package io.tidegate.workflow.ingress;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.ContentHash;
import io.tidegate.mapping.Misfit;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.WriterVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/**
 * A run of ingress: asks both systems who they are, checks every flow's mapping against both live
 * schemas, and deploys a writer and a reader per flow. They are its children, so undeploying it
 * undeploys them.
 */
final class IngressVerticle extends VerticleBase {
  private final Run run;
  private final IngressConfig config;
  private final Dynamics dynamics;
  private final Campaign campaign;
  private final Pool pool;
  private final Map<String, AddressQueue> queues;
  private final Backoff backoff;

  IngressVerticle(
      Run run,
      Dynamics dynamics,
      Campaign campaign,
      Pool pool,
      Map<String, AddressQueue> queues,
      Backoff backoff) {
    this.run = run;
    this.config = IngressConfig.fromJson(run.config());
    this.dynamics = dynamics;
    this.campaign = campaign;
    this.pool = pool;
    this.queues = queues;
    this.backoff = backoff;
  }

  @Override
  public Future<?> start() {
    Future<Void> started = Future.succeededFuture();
    for (IngressConfig.Flow flow : config.flows()) {
      started = started.compose(before -> start(flow));
    }
    return started;
  }

  private Future<Void> start(IngressConfig.Flow flow) {
    DynamicsClient source = dynamics.client();
    CampaignClient target = campaign.client();
    Retrying reading = new Retrying(vertx, run, backoff, flow.id(), Part.READER);
    Retrying writing = new Retrying(vertx, run, backoff, flow.id(), Part.WRITER);
    return reading
        .call(source::whoAmI)
        .compose(who -> reading.call(() -> source.entity(flow.mapping().entity())))
        .compose(
            entity ->
                writing
                    .call(() -> target.resourceType(flow.mapping().resource()))
                    .compose(
                        resource ->
                            deploy(flow.resolved(resource), source, entity, target, resource)))
        .onFailure(
            failure -> {
              source.close();
              target.close();
            });
  }

  private Future<Void> deploy(
      IngressConfig.Flow flow,
      DynamicsClient reading,
      EntityDefinition entity,
      CampaignClient writing,
      ResourceType resource) {
    List<String> problems =
        SchemaFit.misfits(flow, this::flow, entity, resource).stream()
            .map(Misfit::message)
            .toList();
    if (!problems.isEmpty()) {
      return Future.failedFuture(new WorkflowFailedException(Failure.mismatch(problems)));
    }
    AddressQueue queue = queues.get(flow.id());
    String address = IngressWorkflow.address(flow.id());
    ContentHash hashes =
        new ContentHash(flow.mapping(), SchemaFit.caseless(flow.mapping(), resource));
    ResourceWriter target =
        new ResourceWriter(
            run,
            flow,
            writing,
            campaign.gate(),
            hashes,
            Removal.by(flow.deletions(), flow.mapping(), resource, writing),
            new RecordMap(pool, address));
    EntityReader source =
        new EntityReader(
            run,
            flow,
            entity.entitySetName(),
            reading,
            queue,
            new FullRead(pool, address),
            backoff);
    WriterVerticle writer =
        new WriterVerticle(run, flow.id(), queue, ResourceWriter.BATCH, backoff, target);
    ReaderVerticle reader = new ReaderVerticle(run, flow.id(), address, backoff, source);
    return vertx
        .deployVerticle(writer)
        .compose(deployed -> vertx.deployVerticle(reader))
        .mapEmpty();
  }

  private IngressConfig.Flow flow(String id) {
    return config.flows().stream().filter(flow -> flow.id().equals(id)).findFirst().orElse(null);
  }
}
