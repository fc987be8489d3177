package io.tidegate.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The status of a workflow and its legal transitions. The supervisor alone moves from one to the
 * next, and only through {@link #then}.
 *
 * <p>Two transitions beyond the plain cycle: a start that waits for an unreachable system can be
 * called off (STARTING → STOPPING), and a failed workflow can be laid to rest (FAILED → STOPPED),
 * so that a restart of the service does not try it again.
 */
public sealed interface WorkflowStatus {

  /** When this status began. */
  Instant since();

  record Stopped(Instant since) implements WorkflowStatus {}

  record Starting(Instant since) implements WorkflowStatus {}

  record Running(Instant since) implements WorkflowStatus {}

  record Stopping(Instant since) implements WorkflowStatus {}

  record Failed(Instant since, Failure failure) implements WorkflowStatus {}

  /** The word the API and the page use. */
  default String word() {
    return word(getClass());
  }

  /** Whether a transition to that status is legal. */
  default boolean allows(Class<? extends WorkflowStatus> next) {
    return LEGAL.getOrDefault(getClass(), Set.of()).contains(next);
  }

  /**
   * Moves on.
   *
   * @throws ForbiddenTransitionException where the transition is not legal
   */
  default WorkflowStatus then(WorkflowStatus next) {
    if (!allows(next.getClass())) {
      throw new ForbiddenTransitionException(
          "A workflow that is " + word() + " cannot become " + next.word() + ".",
          "Wait for the present transition to end, then try again.");
    }
    return next;
  }

  Map<Class<? extends WorkflowStatus>, Set<Class<? extends WorkflowStatus>>> LEGAL =
      Map.of(
          Stopped.class, Set.of(Starting.class),
          Starting.class, Set.of(Running.class, Failed.class, Stopping.class),
          Running.class, Set.of(Stopping.class, Failed.class),
          Stopping.class, Set.of(Stopped.class),
          Failed.class, Set.of(Starting.class, Stopped.class));

  private static String word(Class<? extends WorkflowStatus> status) {
    return status.getSimpleName().toUpperCase(java.util.Locale.ROOT);
  }
}
