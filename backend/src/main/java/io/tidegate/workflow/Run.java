package io.tidegate.workflow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * One run of a workflow, from its start to its stop.
 *
 * @param config the configuration version it is pinned to, JSON
 * @param version the version of the workflow's document that this is; 0 where it is not known
 * @param reports what each flow reports to, by the flow's name
 * @param stopping completed when the run is asked to stop, also while it is still starting
 */
public record Run(
    String config, long version, Function<String, FlowReport> reports, Promise<Void> stopping) {

  /** The same run, told only what its workflow reads as its configuration. */
  public Run with(String workflowConfig) {
    return new Run(workflowConfig, version, reports, stopping);
  }

  /** Completes when the run is asked to stop. */
  public Future<Void> stopRequested() {
    return stopping.future();
  }

  public boolean isStopping() {
    return stopping.future().isComplete();
  }
}
