package io.tidegate.workflow.consent;

import io.tidegate.campaign.Campaign;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.queue.AddressQueue;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowDefinition;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opt-in/out: the consent of contacts and profiles, in one direction or both. */
public final class ConsentWorkflow implements WorkflowDefinition {
  static final String FROM_DYNAMICS = "from-dynamics";
  static final String FROM_CAMPAIGN = "from-campaign";

  /** The flow that writes the same people's profiles. */
  static final String INGRESS_FLOW = "ingress.contact";

  private final ConsentConfig config;
  private final ConsentVerticle.Systems systems;
  private final Backoff backoff;

  public ConsentWorkflow(
      ConsentConfig config,
      Dynamics dynamics,
      Campaign campaign,
      Optional<Sftp> sftp,
      Pool pool,
      Backoff backoff) {
    this.config = config;
    this.systems = new ConsentVerticle.Systems(dynamics, campaign, sftp, pool);
    this.backoff = backoff;
  }

  @Override
  public String id() {
    return "consent";
  }

  @Override
  public String name() {
    return "Opt-In/Out";
  }

  @Override
  public List<FlowDefinition> flows() {
    boolean enabled = !config.active().isEmpty();
    String dynamics = "Dynamics 365 · " + config.entity();
    String campaign = "Campaign · " + config.resource();
    return List.of(
        new FlowDefinition(FROM_DYNAMICS, dynamics, campaign, address(FROM_DYNAMICS), enabled),
        new FlowDefinition(FROM_CAMPAIGN, campaign, dynamics, address(FROM_CAMPAIGN), enabled));
  }

  @Override
  public String config() {
    return config.toJson();
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    return new ConsentVerticle(run, systems, queues, backoff);
  }

  /** Without a cursor, everything is compared from the start. */
  @Override
  public Future<Void> replayAtStart(String flow, AddressQueue queue) {
    boolean fromDynamics = flow.equals(FROM_DYNAMICS);
    Side side = fromDynamics ? Side.DYNAMICS : Side.CAMPAIGN;
    return queue.append(
        List.of(),
        fromDynamics ? DynamicsFeed.AGAIN : CampaignFeed.AGAIN,
        transaction -> new ConsentStore(systems.pool()).again(transaction, side));
  }

  static String address(String flow) {
    return "consent." + flow;
  }
}
