package io.tidegate.configuration;

import io.tidegate.workflow.ReplaySelection;
import io.vertx.core.Future;

/** Says how much a replay would read. Safe to call from any thread. */
public interface ReplayPreview {

  /**
   * Counts at the source.
   *
   * @return fails with {@link io.tidegate.workflow.UnknownWorkflowException}, {@link
   *     io.tidegate.workflow.ForbiddenTransitionException} for a flow that cannot replay a
   *     selection, {@link InvalidConfigurationException} with pointers into the selection, or as
   *     {@link SchemaDiscovery} does
   */
  Future<Count> count(String workflow, String flow, ReplaySelection selection);

  /**
   * How many records.
   *
   * @param exact false when there are more
   */
  record Count(long records, boolean exact) {}
}
