package io.tidegate.workflow.egress;

import io.tidegate.campaign.Campaign;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.queue.Operation;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.ConnectedVerticle;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.QueuedContent;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.SavedConfig;
import io.tidegate.workflow.WorkflowDefinition;
import io.tidegate.workflow.egress.EgressConfig.Source;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Campaign to Microsoft Dynamics 365: what became of e-mails, on the timeline of their contact. */
public final class EgressWorkflow implements WorkflowDefinition {
  private static final String ID = "egress";

  /**
   * What it works with.
   *
   * @param sftp where the export files lie; may be empty if the logs are read by REST
   */
  record Systems(Dynamics dynamics, Campaign campaign, Optional<Sftp> sftp, Pool pool) {}

  private final SavedConfig saved;
  private final Connections connections;
  private final Pool pool;
  private final Backoff backoff;

  public EgressWorkflow(SavedConfig saved, Connections connections, Pool pool, Backoff backoff) {
    this.saved = saved;
    this.connections = connections;
    this.pool = pool;
    this.backoff = backoff;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String name() {
    return "Campaign to Microsoft Dynamics 365";
  }

  @Override
  public List<FlowDefinition> flows(String text) {
    EgressConfig config = config(text);
    return config.flows().stream()
        .map(
            flow ->
                new FlowDefinition(
                    flow.id(),
                    "Campaign · "
                        + (config.source() == Source.SFTP ? flow.files() : flow.resource()),
                    "Dynamics 365 · " + flow.activity().table(),
                    address(flow.id()),
                    flow.enabled()))
        .toList();
  }

  @Override
  public Pinned saved() {
    return saved.newest();
  }

  @Override
  public Optional<NotConfiguredException> unready() {
    return saved.missing();
  }

  @Override
  public Pinned readable(Pinned stored) {
    return saved.readable(stored);
  }

  @Override
  public QueuedContent content(Change change) {
    return change.operation() == Operation.UPSERT && Event.decode(change.payload()).isUnderstood()
        ? new QueuedContent(new JsonObject(change.payload()), List.of())
        : QueuedContent.NONE;
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    EffectiveConfig effective = EffectiveConfig.of(run.config());
    Connections.Systems connected = connections.connect(effective.connections());
    Systems systems =
        new Systems(connected.dynamics(), connected.campaign(), connected.sftp(), pool);
    Run inside = run.with(effective.config().encode());
    return new ConnectedVerticle(connected, new EgressVerticle(inside, systems, queues, backoff));
  }

  /** Files that were moved to the archive are not read again. */
  @Override
  public Future<Void> replayAtStart(String flowId, AddressQueue queue, ReplaySelection selection) {
    String address = address(flowId);
    return config(saved().config()).source() == Source.SFTP
        ? queue.append(
            List.of(),
            "again at " + Instant.now(),
            transaction ->
                transaction
                    .preparedQuery("DELETE FROM workflow.read_file WHERE flow = $1")
                    .execute(Tuple.of(address)))
        : queue.append(List.of(), RestEvents.START, transaction -> Future.succeededFuture());
  }

  private static EgressConfig config(String text) {
    return EgressConfig.fromJson(EffectiveConfig.of(text).config().encode());
  }

  static String address(String flow) {
    return new FlowAddress(ID, flow).name();
  }
}
