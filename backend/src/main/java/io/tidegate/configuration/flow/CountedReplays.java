package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.ReplayPreview;
import io.tidegate.configuration.Saved;
import io.tidegate.connector.RefusedException;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ForbiddenTransitionException;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.ReplayCount;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts what a replay of a flow of ingress would read, by the connections and the flow as they are
 * saved.
 *
 * @param saved the newest versions of the documents
 * @param systems what is asked
 */
public record CountedReplays(Supplier<Map<Document, Saved>> saved, FlowTools.Systems systems)
    implements ReplayPreview {

  @Override
  public Future<Count> count(String workflow, String flowId, ReplaySelection selection) {
    Optional<Document> document =
        Document.of(workflow).filter(each -> each != Document.CONNECTIONS);
    if (document.isEmpty()) {
      return Future.failedFuture(new UnknownWorkflowException("workflow", workflow));
    }
    if (document.get() != Document.INGRESS) {
      return Future.failedFuture(
          new ForbiddenTransitionException(
              "How much a replay of " + workflow + " reads cannot be counted.",
              "Replay without asking before."));
    }
    return flow(flowId)
        .map(flow -> counted(flow, selection))
        .orElseGet(() -> Future.failedFuture(new UnknownWorkflowException("flow", flowId)));
  }

  private Optional<IngressConfig.Flow> flow(String id) {
    return DocumentForm.ingressConfig(saved.get().get(Document.INGRESS).content()).flows().stream()
        .filter(flow -> flow.id().equals(id))
        .findFirst();
  }

  private Future<Count> counted(IngressConfig.Flow flow, ReplaySelection selection) {
    Future<EntityDefinition> entity = systems.entity(flow.mapping().entity());
    Future<ResourceType> resource = systems.resource(flow.mapping().resource());
    return Future.join(entity, resource)
        .compose(
            both ->
                systems.read(
                    dynamics ->
                        new ReplayCount(dynamics)
                            .count(flow, entity.result(), resource.result(), selection)
                            .recover(CountedReplays::misunderstood)))
        .map(count -> new Count(count.records(), count.exact()));
  }

  private static Future<ReplayCount.Count> misunderstood(Throwable failure) {
    return Future.failedFuture(
        failure instanceof RefusedException || failure instanceof IllegalArgumentException
            ? new InvalidConfigurationException(
                List.of(
                    new Misfit(
                        "",
                        "Dynamics 365 does not understand the selection: " + failure.getMessage(),
                        "Correct the filter; it takes the columns of the flow's table.")))
            : failure);
  }
}
