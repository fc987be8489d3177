package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.connector.UnusableException;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.Connections;
import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.Failure;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.reconciliation.Sides;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens both sides of a flow for a comparison: with clients of its own, which all others go before,
 * and with a mapping that fits both systems.
 */
final class SidesOpening {
  private final Vertx vertx;
  private final Pool pool;
  private final EffectiveConfig effective;
  private final IngressConfig config;
  private final Map<String, IngressConfig.Flow> flows = new HashMap<>();
  private final IngressConfig.Flow flow;

  SidesOpening(Vertx vertx, Pool pool, EffectiveConfig effective, String flowId) {
    this.vertx = vertx;
    this.pool = pool;
    this.effective = effective;
    this.config = IngressConfig.fromJson(effective.config().encode());
    config.flows().forEach(each -> flows.put(each.id(), each));
    this.flow = flows.get(flowId);
  }

  Future<Sides> open(Connections connections, Sides.Caller caller) {
    FlowSides.Access access;
    try {
      Connections.Systems systems = connections.connect(effective.connections());
      access =
          new FlowSides.Access(
              systems.dynamics().backgroundClient(),
              systems.campaign().backgroundClient(),
              caller,
              systems.release());
    } catch (UnusableException incomplete) {
      return Future.failedFuture(incomplete);
    }
    return caller
        .call(() -> access.dynamics().entity(flow.mapping().entity()))
        .compose(
            entity ->
                caller
                    .call(() -> access.campaign().resourceType(flow.mapping().resource()))
                    .<Sides>map(resource -> fitting(entity, resource, access)))
        .recover(failure -> access.close().transform(closed -> Future.failedFuture(failure)));
  }

  private FlowSides fitting(
      EntityDefinition entity, ResourceType resource, FlowSides.Access access) {
    List<Misfit> misfits = SchemaFit.misfits(flow.resolved(resource), flows::get, entity, resource);
    if (!misfits.isEmpty()) {
      throw new WorkflowFailedException(
          new Failure(
              Failure.Code.SCHEMA_MISMATCH,
              null,
              misfits.stream().map(Misfit::message).collect(Collectors.joining(" ")),
              misfits.stream().map(Misfit::remedy).distinct().collect(Collectors.joining(" ")),
              Instant.now()));
    }
    Fitted fit = Fitted.of(flow, entity, resource, config.entities());
    return new FlowSides(
        fit,
        ComparedRecord.fields(fit.flow().mapping(), resource),
        access,
        new LinkTargets(pool, access.campaign(), access.caller(), flows),
        new OnTheirWay(vertx, pool, flow));
  }
}
