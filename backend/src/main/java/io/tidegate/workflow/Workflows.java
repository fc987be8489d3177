package io.tidegate.workflow;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the faces may ask of the workflows. Safe to call from any thread. */
public interface Workflows {

  /**
   * Event-bus address on which a {@link WorkflowView} is published as JSON at each change: a status
   * at once, numbers at most four times a second.
   */
  String CHANGED = "tidegate.workflow.changed";

  /**
   * Why the service does not work on its database at present, while the workflows are shown as they
   * were last known and nothing can be asked of them; empty when it works.
   */
  Optional<Condition> interruption();

  /** All workflows, in the order in which they are shown. */
  List<WorkflowView> list();

  Optional<WorkflowView> find(String id);

  /**
   * Asks for a workflow to run. Answers at once with its state, usually STARTING; no effect on one
   * that is already starting or running.
   *
   * @return fails with {@link UnknownWorkflowException} or {@link ForbiddenTransitionException}
   */
  Future<WorkflowView> start(String id);

  /**
   * Asks for a workflow to stop. Answers at once with its state, usually STOPPING; no effect on one
   * that is already stopping or stopped. The backlog stays queued.
   *
   * @return fails with {@link UnknownWorkflowException} or {@link ForbiddenTransitionException}
   */
  Future<WorkflowView> stop(String id);

  /** The recent past of each flow of a workflow; empty for an unknown workflow. */
  Optional<List<FlowHistory>> history(String id);

  /**
   * Has a flow read its source whole again, at once if it runs, otherwise at the next start.
   * Unchanged records are recognised and not written.
   */
  Future<Void> replay(String id, String flow);

  /**
   * Has a flow read the selected records again, at once if it runs, otherwise at the next start.
   *
   * @return fails with {@link ForbiddenTransitionException} for a flow that cannot replay a
   *     selection
   */
  Future<Void> replay(String id, String flow, ReplaySelection selection);

  /**
   * Decides on a mass deletion that is held.
   *
   * @param approve true to delete, false to keep the target's records
   * @return fails with {@link ForbiddenTransitionException} when nothing is held
   */
  Future<Void> decideDeletions(String id, String flow, boolean approve);
}
