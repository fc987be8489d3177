package io.tidegate.workflow.ingress;

import io.tidegate.campaign.Campaign;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowDefinition;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** Microsoft Dynamics 365 to Campaign. */
public final class IngressWorkflow implements WorkflowDefinition {
  private final IngressConfig config;
  private final Dynamics dynamics;
  private final Campaign campaign;
  private final Pool pool;
  private final Backoff backoff;

  public IngressWorkflow(
      IngressConfig config, Dynamics dynamics, Campaign campaign, Pool pool, Backoff backoff) {
    this.config = config;
    this.dynamics = dynamics;
    this.campaign = campaign;
    this.pool = pool;
    this.backoff = backoff;
  }

  @Override
  public String id() {
    return "ingress";
  }

  @Override
  public String name() {
    return "Microsoft Dynamics 365 to Campaign";
  }

  @Override
  public List<FlowDefinition> flows() {
    return config.flows().stream()
        .map(
            flow ->
                new FlowDefinition(
                    flow.id(),
                    "Dynamics 365 · " + flow.mapping().entity(),
                    "Campaign · " + flow.mapping().resource(),
                    address(flow.id()),
                    true))
        .toList();
  }

  @Override
  public String config() {
    return config.toJson();
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    return new IngressVerticle(run, dynamics, campaign, pool, queues, backoff);
  }

  @Override
  public Future<Void> replayAtStart(String flowId, AddressQueue queue) {
    IngressConfig.Flow flow =
        config.flows().stream().filter(each -> each.id().equals(flowId)).findFirst().orElseThrow();
    return queue.append(
        List.of(), ReadCursor.again(flow).encode(), new FullRead(pool, address(flowId))::clear);
  }

  static String address(String flow) {
    return "ingress." + flow;
  }
}
