package io.tidegate.configuration.flow;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.ReplayPreview;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.configuration.connections.Connectors;
import io.tidegate.configuration.connections.Lease;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.UnusableException;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ForbiddenTransitionException;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.ReplayCount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts what a replay of a flow of ingress would read, by the connections and the flow as they are
 * saved.
 *
 * @param saved the newest versions of the documents
 */
public record CountedReplays(Connectors connectors, Supplier<Map<Document, Saved>> saved)
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
    JsonObject connections = saved.get().get(Document.CONNECTIONS).content();
    if (!connections.containsKey("dynamics") || !connections.containsKey("campaign")) {
      return Future.failedFuture(
          new NotConfiguredException(
              "A connection is missing.", "Enter it on the page Connections."));
    }
    Lease lease = connectors.guest(connections);
    return Future.succeededFuture(lease)
        .compose(
            leased -> {
              DynamicsClient dynamics = leased.dynamics().client();
              CampaignClient campaign = leased.campaign().client();
              return new ReplayCount(dynamics, campaign)
                  .count(flow, selection)
                  .eventually(() -> Future.join(dynamics.close(), campaign.close()));
            })
        .onComplete(done -> lease.release())
        .map(count -> new Count(count.records(), count.exact()))
        .recover(CountedReplays::told);
  }

  private static Future<Count> told(Throwable failure) {
    if (failure instanceof RefusedException || failure instanceof IllegalArgumentException) {
      return Future.failedFuture(
          new InvalidConfigurationException(
              List.of(
                  new Misfit(
                      "",
                      "Dynamics 365 does not understand the selection: " + failure.getMessage(),
                      "Correct the filter; it takes the columns of the flow's table."))));
    }
    return Future.failedFuture(
        failure instanceof UnusableException unusable
            ? new SystemUnavailableException(unusable.cause(), unusable.remedy())
            : new SystemUnavailableException(
                String.valueOf(failure.getMessage()),
                "Test the connection on the page Connections, and try again."));
  }
}
