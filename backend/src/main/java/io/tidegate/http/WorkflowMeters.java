package io.tidegate.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowView;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.Workflows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The workflows as meters. A meter is registered when its workflow or flow is first seen, and reads
 * the state that was current at the last scrape.
 */
final class WorkflowMeters {
  private static final List<String> STATUSES =
      List.of("STOPPED", "STARTING", "RUNNING", "STOPPING", "FAILED");

  private final Workflows workflows;
  private final MeterRegistry registry;
  private final Map<String, Reading<WorkflowView>> workflowReadings = new ConcurrentHashMap<>();
  private final Map<String, Reading<FlowView>> flowReadings = new ConcurrentHashMap<>();

  /** The state that a meter reads. */
  private static final class Reading<T> {
    private volatile Optional<T> state = Optional.empty();

    double of(ToDoubleFunction<T> value) {
      Optional<T> current = state;
      return current.isPresent() ? value.applyAsDouble(current.get()) : Double.NaN;
    }
  }

  WorkflowMeters(Workflows workflows, MeterRegistry registry) {
    this.workflows = workflows;
    this.registry = registry;
  }

  /** Takes the present state; to be called before each scrape. */
  void refresh() {
    for (WorkflowView workflow : workflows.list()) {
      workflowReadings.computeIfAbsent(workflow.id(), this::register).state = Optional.of(workflow);
      for (FlowView flow : workflow.flows()) {
        flowReadings.computeIfAbsent(
                    workflow.id() + "." + flow.id(), key -> register(workflow.id(), flow.id()))
                .state =
            Optional.of(flow);
      }
    }
  }

  private Reading<WorkflowView> register(String workflow) {
    Reading<WorkflowView> reading = new Reading<>();
    for (String status : STATUSES) {
      Gauge.builder(
              "tidegate.workflow.status",
              reading,
              r -> r.of(view -> view.status().equals(status) ? 1 : 0))
          .description("1 for the status the workflow is in, 0 for the others.")
          .tags("workflow", workflow, "status", status)
          .register(registry);
    }
    return reading;
  }

  private Reading<FlowView> register(String workflow, String flow) {
    Reading<FlowView> reading = new Reading<>();
    String[] tags = {"workflow", workflow, "flow", flow};
    Gauge.builder("tidegate.backlog", reading, r -> r.of(FlowView::backlog))
        .description("Records read and not yet written.")
        .tags(tags)
        .register(registry);
    Gauge.builder("tidegate.dead.letters", reading, r -> r.of(FlowView::failed))
        .description("Records that the target refused for good.")
        .tags(tags)
        .register(registry);
    Gauge.builder("tidegate.waiting", reading, r -> r.of(FlowView::waiting))
        .description("Records set aside until their counterpart exists.")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("tidegate.records.read", reading, r -> r.of(FlowView::read))
        .description("Records read since the flow first ran.")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("tidegate.records.written", reading, r -> r.of(FlowView::written))
        .description("Records settled at the target since the flow first ran.")
        .tags(tags)
        .register(registry);
    for (Condition.Code code : Condition.Code.values()) {
      Gauge.builder("tidegate.flow.condition", reading, r -> r.of(view -> has(view, code) ? 1 : 0))
          .description("1 for the condition that holds the flow up, 0 for the others.")
          .tags(tags)
          .tag("code", code.json())
          .register(registry);
    }
    return reading;
  }

  private static boolean has(FlowView flow, Condition.Code code) {
    return flow.condition() != null && flow.condition().code() == code;
  }
}
