package io.tidegate.workflow.trace;

import io.tidegate.queue.PendingChanges;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowView;
import io.tidegate.workflow.WorkflowView;
import io.tidegate.workflow.Workflows;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** When a pending change will probably be written, or what holds it up. */
final class Outlook {
  /** The conditions in which a flow writes nothing. */
  private static final Set<Condition.Code> HOLDING =
      Set.of(
          Condition.Code.INDEXING,
          Condition.Code.THROTTLED,
          Condition.Code.RETRYING,
          Condition.Code.DATABASE_UNAVAILABLE,
          Condition.Code.SCHEMA_MISMATCH);

  private static final long LONGEST_SECONDS = 100L * 365 * 24 * 3_600;

  private final Workflows workflows;

  Outlook(Workflows workflows) {
    this.workflows = workflows;
  }

  TraceStep of(PendingChanges.Found change, Instant now) {
    int dot = change.address().indexOf('.');
    Optional<WorkflowView> workflow = workflows.find(change.address().substring(0, dot));
    Optional<FlowView> flow =
        workflow.stream()
            .flatMap(each -> each.flows().stream())
            .filter(each -> each.id().equals(change.address().substring(dot + 1)))
            .findFirst();
    Optional<String> why = held(workflow, flow);
    return new TraceStep(
        change.queuedAt().toInstant(),
        why.isPresent() ? "held" : "queued",
        change.operation().name(),
        change.queuedAt().toInstant(),
        change.position(),
        change.lane(),
        null,
        0,
        why.orElse(null),
        null,
        change.ahead(),
        flow.filter(running -> why.isEmpty()).map(each -> eta(change, each, now)).orElse(null));
  }

  private static Optional<String> held(Optional<WorkflowView> workflow, Optional<FlowView> flow) {
    if (flow.isEmpty() || !flow.get().enabled()) {
      return Optional.of("The flow is switched off.");
    }
    String status = workflow.get().status();
    if (!status.equals("RUNNING") && !status.equals("STARTING")) {
      return Optional.of("The workflow is " + status + ".");
    }
    return Optional.ofNullable(flow.get().condition())
        .filter(condition -> HOLDING.contains(condition.code()))
        .map(Condition::message);
  }

  /** The lanes are written side by side, each at its share of the flow's rate. */
  private static Instant eta(PendingChanges.Found change, FlowView flow, Instant now) {
    double rate = flow.writtenPerSecond() / change.lanes();
    if (rate <= 0) {
      return null;
    }
    return now.plusSeconds(Math.min(LONGEST_SECONDS, Math.round((change.ahead() + 1) / rate)));
  }
}
