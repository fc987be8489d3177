package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.SourceLookup;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.configuration.UnknownNameException;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.tidegate.workflow.ingress.SourceRecord;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks records of ingress up in Dynamics 365, by the connections and the flow as they are saved.
 *
 * @param saved the newest versions of the documents
 * @param systems what is asked
 */
public record FlowSources(Supplier<Map<Document, Saved>> saved, FlowTools.Systems systems)
    implements SourceLookup {

  @Override
  public Future<Found> find(String workflow, String flowId, String key) {
    if (!workflow.equals(Document.INGRESS.id())) {
      return Future.succeededFuture(
          Found.none(
              State.NOT_SUPPORTED,
              workflow.equals(Document.CONSENT.id())
                  ? "Opt-in/out keeps no copy: a replay reads both systems afresh."
                  : "Events are not looked up: what is queued is all that was exported."));
    }
    IngressConfig config = DocumentForm.ingressConfig(saved.get().get(Document.INGRESS).content());
    return config.flows().stream()
        .filter(flow -> flow.id().equals(flowId))
        .findFirst()
        .map(flow -> find(flow, config.entities(), key))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    Found.none(
                        State.NOT_SUPPORTED, "The flow " + flowId + " is no longer configured.")));
  }

  private Future<Found> find(Flow flow, Map<String, String> entities, String key) {
    Future<EntityDefinition> entity = systems.entity(flow.mapping().entity());
    Future<ResourceType> resource = systems.resource(flow.mapping().resource());
    return Future.join(entity, resource)
        .compose(
            both ->
                systems.read(
                    dynamics ->
                        SourceRecord.read(
                            dynamics, flow, entity.result(), resource.result(), entities, key)))
        .map(
            found ->
                found
                    .map(
                        record ->
                            new Found(State.FOUND, record.columns(), record.mapped(), record.why()))
                    .orElseGet(
                        () -> Found.none(State.GONE, "Dynamics 365 has no such record any more.")))
        .recover(FlowSources::unavailable);
  }

  private static Future<Found> unavailable(Throwable failure) {
    boolean told =
        failure instanceof SystemUnavailableException
            || failure instanceof NotConfiguredException
            || failure instanceof UnknownNameException
            || failure instanceof InvalidConfigurationException;
    return told
        ? Future.succeededFuture(Found.none(State.UNAVAILABLE, failure.getMessage()))
        : Future.failedFuture(failure);
  }
}
