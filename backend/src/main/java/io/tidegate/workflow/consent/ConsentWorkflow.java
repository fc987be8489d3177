package io.tidegate.workflow.consent;

import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.ConnectedVerticle;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.SavedConfig;
import io.tidegate.workflow.WorkflowDefinition;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opt-in/out: the consent of contacts and profiles, in one direction or both. */
public final class ConsentWorkflow implements WorkflowDefinition {
  private static final String ID = "consent";

  static final String FROM_DYNAMICS = "from-dynamics";
  static final String FROM_CAMPAIGN = "from-campaign";

  /**
   * Besides what a {@link ConsentConfig} says, the effective configuration may name the flow of
   * ingress that writes the same people's profiles, where it is not the usual one.
   */
  public static final String INGRESS_FLOW = "ingressFlow";

  public static final String USUAL_INGRESS_FLOW = "contact";

  private final SavedConfig saved;
  private final Connections connections;
  private final Pool pool;
  private final Backoff backoff;

  public ConsentWorkflow(SavedConfig saved, Connections connections, Pool pool, Backoff backoff) {
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
    return "Opt-In/Out";
  }

  @Override
  public List<FlowDefinition> flows(String text) {
    ConsentConfig config = config(text);
    boolean enabled = !config.active().isEmpty();
    String dynamics = "Dynamics 365 · " + config.entity();
    String campaign = "Campaign · " + config.resource();
    return List.of(
        new FlowDefinition(FROM_DYNAMICS, dynamics, campaign, address(FROM_DYNAMICS), enabled),
        new FlowDefinition(FROM_CAMPAIGN, campaign, dynamics, address(FROM_CAMPAIGN), enabled));
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
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    EffectiveConfig effective = EffectiveConfig.of(run.config());
    Connections.Systems connected = connections.connect(effective.connections());
    JsonObject config = effective.config();
    String ingressFlow = config.getString(INGRESS_FLOW, USUAL_INGRESS_FLOW);
    config.remove(INGRESS_FLOW);
    Run inside = run.with(config.encode());
    ConsentVerticle.Systems systems =
        new ConsentVerticle.Systems(
            connected.dynamics(),
            connected.campaign(),
            connected.sftp(),
            pool,
            "ingress." + ingressFlow);
    return new ConnectedVerticle(connected, new ConsentVerticle(inside, systems, queues, backoff));
  }

  /** Without a cursor, everything is compared from the start. */
  @Override
  public Future<Void> replayAtStart(String flow, AddressQueue queue, ReplaySelection selection) {
    boolean fromDynamics = flow.equals(FROM_DYNAMICS);
    Side side = fromDynamics ? Side.DYNAMICS : Side.CAMPAIGN;
    return queue.append(
        List.of(),
        fromDynamics ? DynamicsFeed.AGAIN : CampaignFeed.AGAIN,
        transaction -> new ConsentStore(pool).again(transaction, side));
  }

  private static ConsentConfig config(String text) {
    JsonObject config = EffectiveConfig.of(text).config();
    config.remove(INGRESS_FLOW);
    return ConsentConfig.fromJson(config.encode());
  }

  static String address(String flow) {
    return new FlowAddress(ID, flow).name();
  }
}
