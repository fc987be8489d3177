package io.tidegate.workflow.egress;

import io.tidegate.campaign.Campaign;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.queue.AddressQueue;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WorkflowDefinition;
import io.tidegate.workflow.egress.EgressConfig.Source;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Campaign to Microsoft Dynamics 365: what became of e-mails, on the timeline of their contact. */
public final class EgressWorkflow implements WorkflowDefinition {

  /**
   * What it works with.
   *
   * @param sftp where the export files lie; may be empty if the logs are read by REST
   */
  record Systems(Dynamics dynamics, Campaign campaign, Optional<Sftp> sftp, Pool pool) {}

  private final EgressConfig config;
  private final Systems systems;
  private final Backoff backoff;

  public EgressWorkflow(
      EgressConfig config,
      Dynamics dynamics,
      Campaign campaign,
      Optional<Sftp> sftp,
      Pool pool,
      Backoff backoff) {
    this.config = config;
    this.systems = new Systems(dynamics, campaign, sftp, pool);
    this.backoff = backoff;
  }

  @Override
  public String id() {
    return "egress";
  }

  @Override
  public String name() {
    return "Campaign to Microsoft Dynamics 365";
  }

  @Override
  public List<FlowDefinition> flows() {
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
  public String config() {
    return config.toJson();
  }

  @Override
  public Deployable verticle(Run run, Map<String, AddressQueue> queues) {
    return new EgressVerticle(run, systems, queues, backoff);
  }

  /** Files that were moved to the archive are not read again. */
  @Override
  public Future<Void> replayAtStart(String flowId, AddressQueue queue) {
    String address = address(flowId);
    return config.source() == Source.SFTP
        ? queue.append(
            List.of(),
            "again at " + Instant.now(),
            transaction ->
                transaction
                    .preparedQuery("DELETE FROM workflow.read_file WHERE flow = $1")
                    .execute(Tuple.of(address)))
        : queue.append(List.of(), RestEvents.START, transaction -> Future.succeededFuture());
  }

  static String address(String flow) {
    return "egress." + flow;
  }
}
