package io.tidegate.workflow.egress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.queue.AddressQueue;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.egress.EgressConfig.Source;
import io.tidegate.workflow.export.ExportFiles;
import io.tidegate.workflow.trace.FlowTrace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run of egress: asks both systems who they are, checks every flow's tables and logs, and deploys
 * a writer and a reader per flow that is switched on.
 */
final class EgressVerticle extends VerticleBase {
  private final Run run;
  private final EgressConfig config;
  private final EgressWorkflow.Systems systems;
  private final Map<String, AddressQueue> queues;
  private final Backoff backoff;

  EgressVerticle(
      Run run, EgressWorkflow.Systems systems, Map<String, AddressQueue> queues, Backoff backoff) {
    this.run = run;
    this.config = EgressConfig.fromJson(run.config());
    this.systems = systems;
    this.queues = queues;
    this.backoff = backoff;
  }

  @Override
  public Future<?> start() {
    Future<Void> started = Future.succeededFuture();
    for (EgressConfig.Flow flow : config.enabled()) {
      started = started.compose(before -> start(flow));
    }
    return started;
  }

  private Future<Void> start(EgressConfig.Flow flow) {
    DynamicsClient target = systems.dynamics().client();
    CampaignClient source = systems.campaign().client();
    Retrying reading = new Retrying(vertx, run, backoff, flow.id(), Part.READER);
    Retrying writing = new Retrying(vertx, run, backoff, flow.id(), Part.WRITER);
    return writing
        .call(target::whoAmI)
        .compose(who -> table(flow, target, writing))
        .compose(
            table ->
                sourceProblems(flow, source, reading)
                    .compose(
                        problems -> {
                          List<String> all = new ArrayList<>(table.problems());
                          all.addAll(problems);
                          return all.isEmpty()
                              ? deploy(flow, table, target, source)
                              : Future.failedFuture(
                                  new WorkflowFailedException(Failure.mismatch(all)));
                        }))
        .onFailure(
            failure -> {
              source.close();
              target.close();
            });
  }

  private Future<ActivityTable> table(
      EgressConfig.Flow flow, DynamicsClient target, Retrying writing) {
    Future<EntityDefinition> activity = writing.call(() -> target.entity(flow.activity().table()));
    return activity.compose(
        found ->
            writing
                .call(() -> target.entity(config.contactTable()))
                .map(contact -> new ActivityTable(flow.type(), flow.activity(), found, contact)));
  }

  /** Whether the logs can be read as configured; sentences about what is missing. */
  private Future<List<String>> sourceProblems(
      EgressConfig.Flow flow, CampaignClient source, Retrying reading) {
    if (config.source() == Source.SFTP) {
      return reading
          .call(() -> Sftp.required(systems.sftp()).list(config.files().directory(), flow.files()))
          .map(List.of());
    }
    return reading
        .call(() -> source.resourceType(flow.resource()))
        .map(resource -> resource.missing(columns(flow), List.of(config.rest().filter())));
  }

  private Future<Void> deploy(
      EgressConfig.Flow flow, ActivityTable table, DynamicsClient target, CampaignClient source) {
    AddressQueue queue = queues.get(flow.id());
    String address = EgressWorkflow.address(flow.id());
    FlowReport report = run.reports().apply(flow.id());
    WaitingEvents waiting =
        new WaitingEvents(systems.pool(), address, Duration.ofSeconds(config.contactWaitSeconds()));
    ActivityWriter activities =
        new ActivityWriter(
            target,
            systems.dynamics().gate(),
            table,
            waiting,
            new FlowTrace(address, run.version()),
            config.batchSize());
    EventReader events =
        new EventReader(
            flow.id(),
            source(flow, source, queue, report),
            new LogRows(flow.type(), config.format(), isFirstReader(flow)),
            queue,
            waiting,
            report);
    WriterVerticle writer =
        new WriterVerticle(run, flow.id(), queue, config.batchSize(), backoff, activities);
    ReaderVerticle reader = new ReaderVerticle(run, flow.id(), address, backoff, events);
    return vertx
        .deployVerticle(writer)
        .compose(deployed -> vertx.deployVerticle(reader))
        .mapEmpty();
  }

  private EventSource source(
      EgressConfig.Flow flow, CampaignClient campaign, AddressQueue queue, FlowReport report) {
    if (config.source() == Source.REST) {
      return new RestEvents(campaign, flow, config.format(), config.rest(), queue);
    }
    Set<String> readers =
        readers(flow).stream()
            .map(reader -> EgressWorkflow.address(reader.id()))
            .collect(Collectors.toSet());
    return new FileEvents(
        new ExportFiles(
            vertx,
            Sftp.required(systems.sftp()),
            systems.pool(),
            config.files(),
            new ExportFiles.Reader(
                EgressWorkflow.address(flow.id()), readers, flow.files(), columns(flow)),
            flow.id(),
            report));
  }

  private Set<String> columns(EgressConfig.Flow flow) {
    return flow.type().fields().stream().map(config.format()::column).collect(Collectors.toSet());
  }

  /** Those that read the same files, in their order. */
  private List<EgressConfig.Flow> readers(EgressConfig.Flow flow) {
    return config.enabled().stream().filter(other -> other.files().equals(flow.files())).toList();
  }

  /** A row that cannot be understood is told of once, not by every flow that reads it. */
  private boolean isFirstReader(EgressConfig.Flow flow) {
    return readers(flow).get(0).equals(flow);
  }
}
