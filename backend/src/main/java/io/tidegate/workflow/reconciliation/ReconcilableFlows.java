package io.tidegate.workflow.reconciliation;

import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.WorkflowDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The flows that can be compared, by what their workflows run on, or would run on.
 *
 * @param running what a workflow runs on; empty unless it does
 */
record ReconcilableFlows(
    List<WorkflowDefinition> definitions, Function<String, Optional<Pinned>> running) {

  /**
   * One of them.
   *
   * @param config what it goes by
   */
  record Flow(ReconcilableWorkflow workflow, String id, String config) {}

  /** Empty if it is not configured, or not to be compared. */
  Optional<Flow> find(String workflow, String flow) {
    return reconcilable(workflow)
        .map(found -> new Flow(found, flow, config(found)))
        .filter(found -> isConfigured(found.workflow(), found.config(), flow));
  }

  /** Of all workflows, those that are switched on. */
  List<Flow> enabled() {
    return reconcilable().flatMap(this::enabled).toList();
  }

  private Stream<Flow> enabled(ReconcilableWorkflow workflow) {
    String config = config(workflow);
    return workflow.flows(config).stream()
        .filter(WorkflowDefinition.FlowDefinition::enabled)
        .map(flow -> new Flow(workflow, flow.id(), config));
  }

  /** Why it can not be compared; empty if it can. */
  Optional<RuntimeException> obstacle(String workflow, String flow) {
    Optional<WorkflowDefinition> definition =
        definitions.stream().filter(each -> each.id().equals(workflow)).findFirst();
    if (definition.isEmpty()) {
      return Optional.of(new UnknownWorkflowException("workflow", workflow));
    }
    if (!isConfigured(definition.get(), config(definition.get()), flow)) {
      return Optional.of(new UnknownWorkflowException("flow", flow));
    }
    if (reconcilable(workflow).isEmpty()) {
      return Optional.of(notReconcilable(workflow));
    }
    Optional<NotConfiguredException> unready = definition.get().unready();
    return running.apply(workflow).isPresent()
        ? Optional.empty()
        : unready.map(RuntimeException.class::cast);
  }

  private Stream<ReconcilableWorkflow> reconcilable() {
    return definitions.stream()
        .filter(ReconcilableWorkflow.class::isInstance)
        .map(ReconcilableWorkflow.class::cast);
  }

  private Optional<ReconcilableWorkflow> reconcilable(String id) {
    return reconcilable().filter(workflow -> workflow.id().equals(id)).findFirst();
  }

  private String config(WorkflowDefinition workflow) {
    return running.apply(workflow.id()).orElseGet(workflow::saved).config();
  }

  private static boolean isConfigured(WorkflowDefinition workflow, String config, String flow) {
    return workflow.flows(config).stream().anyMatch(each -> each.id().equals(flow));
  }

  private static NotReconcilableException notReconcilable(String workflow) {
    return workflow.equals("consent")
        ? new NotReconcilableException(
            "Opt-in/out is not compared as a whole: it reads both sides afresh at each change.",
            "Replay the flow; that compares all people and brings them in step.")
        : new NotReconcilableException(
            "Events are only ever added, and Dynamics 365 has each at most once: there is nothing"
                + " to compare.",
            "Replay the flow; what is there already is not written again.");
  }
}
