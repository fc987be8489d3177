package io.tidegate.workflow.ingress;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.queue.Operation;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.ConnectedVerticle;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.Connections.Systems;
import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.QueuedContent;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.SavedConfig;
import io.tidegate.workflow.reconciliation.ReconcilableWorkflow;
import io.tidegate.workflow.reconciliation.Sides;
import io.tidegate.workflow.trace.Identities;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Microsoft Dynamics 365 to Campaign. */
public final class IngressWorkflow implements ReconcilableWorkflow {
  static final String ID = "ingress";

  private final SavedConfig saved;
  private final Connections connections;
  private final Pool pool;
  private final Identities identities;
  private final Backoff backoff;

  public IngressWorkflow(
      SavedConfig saved,
      Connections connections,
      Pool pool,
      Identities identities,
      Backoff backoff) {
    this.saved = saved;
    this.connections = connections;
    this.pool = pool;
    this.identities = identities;
    this.backoff = backoff;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String name() {
    return "Microsoft Dynamics 365 to Campaign";
  }

  @Override
  public List<FlowDefinition> flows(String config) {
    return config(config).flows().stream()
        .map(
            flow ->
                new FlowDefinition(
                    flow.id(),
                    "Dynamics 365 · " + flow.mapping().entity(),
                    "Campaign · " + flow.mapping().resource(),
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
    return change.operation() == Operation.UPSERT
        ? QueuedRecord.decode(change.payload()).content()
        : QueuedContent.NONE;
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    EffectiveConfig effective = EffectiveConfig.of(run.config());
    Systems systems = connections.connect(effective.connections());
    return new ConnectedVerticle(
        systems,
        new IngressVerticle(
            run,
            config(run.config()),
            systems.dynamics(),
            systems.campaign(),
            pool,
            identities,
            queues,
            backoff));
  }

  @Override
  public boolean replaysParts() {
    return true;
  }

  @Override
  public Future<Void> readAgain(SqlClient transaction, String flow, List<String> keys) {
    return WaitingRecords.want(transaction, address(flow), keys);
  }

  @Override
  public Future<Void> replayAtStart(String flowId, AddressQueue queue, ReplaySelection selection) {
    IngressConfig.Flow flow = flow(saved().config(), flowId).orElseThrow();
    return Replays.atStart(pool, flow, queue, selection);
  }

  @Override
  public Future<Sides> sides(Vertx vertx, String config, String flowId, Sides.Caller caller) {
    return new SidesOpening(vertx, pool, EffectiveConfig.of(config), flowId)
        .open(connections, caller);
  }

  @Override
  public boolean deletesGone(String config, String flowId) {
    return flow(config, flowId).filter(flow -> flow.deletions() != DeletionPolicy.OFF).isPresent();
  }

  @Override
  public boolean deletesLeftOut(String config, String flowId) {
    return flow(config, flowId).filter(IngressConfig.Flow::deletesFilteredOut).isPresent();
  }

  @Override
  public Future<Void> bring(SqlClient transaction, String flowId, List<String> keys, boolean gone) {
    return WaitingRecords.want(transaction, address(flowId), keys, false, gone);
  }

  private static Optional<IngressConfig.Flow> flow(String config, String id) {
    return config(config).flows().stream().filter(flow -> flow.id().equals(id)).findFirst();
  }

  private static IngressConfig config(String text) {
    return IngressConfig.fromJson(EffectiveConfig.of(text).config().encode());
  }

  static String address(String flow) {
    return new FlowAddress(ID, flow).name();
  }
}
