package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.trace.TraceStep;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the trace says of records on their way between the sandbox's two systems. */
class IngressTraceIT {
  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private List<TraceStep> steps(String key) {
    return ingress.trace(key).records().stream()
        .flatMap(record -> record.steps().stream())
        .toList();
  }

  private String newest(String key) {
    List<TraceStep> steps = steps(key);
    return steps.isEmpty() ? "" : steps.get(0).step() + " " + steps.get(0).answer();
  }

  private Set<String> keys() {
    return new HashSet<>(ingress.rows("accounts", "accountid").keySet());
  }

  @Test
  void records_are_created_updated_left_alone_and_deleted() throws Exception {
    ingress.linked(6, 0, 0);
    ingress.start(RunningIngress.account());
    Set<String> before = keys();
    ingress.until(
        "all are created",
        () -> before.stream().allMatch(key -> newest(key).equals("written created")));

    ingress.replay("account");
    ingress.until(
        "all are read again",
        () -> before.stream().allMatch(key -> newest(key).equals("unchanged null")));

    ingress.change(3, 1, 0, 5);
    before.removeAll(keys());
    String deleted = before.iterator().next();
    ingress.until("one is deleted", () -> newest(deleted).equals("deleted null"));
    ingress.until(
        "some are updated",
        () -> keys().stream().anyMatch(key -> newest(key).equals("written updated")));
    assertThat(steps(deleted))
        .extracting(TraceStep::operation)
        .containsExactly("DELETE", "UPSERT", "UPSERT");
    assertThat(steps(deleted)).extracting(TraceStep::attempts).containsOnly(1);
  }

  @Test
  void a_queued_record_says_when_its_turn_comes_and_a_held_one_why_it_does_not() throws Exception {
    ingress.linked(3_000, 0, 0);
    ingress.start(RunningIngress.account());
    Set<String> keys = keys();
    ingress.until("some are written", () -> ingress.flow("account").written() > 100);
    ingress.until(
        "a queued one says when", () -> keys.stream().limit(50).anyMatch(this::knowsWhen));

    ingress.schema(
        new JsonObject()
            .put("api", "campaign")
            .put("resource", "cusAccount")
            .put("dropField", "cusCity"));
    ingress.until("the flow is held", () -> ingress.isHeld("account"));
    ingress.until(
        "a held one says why",
        () ->
            keys.stream()
                .flatMap(key -> steps(key).stream())
                .anyMatch(step -> step.step().equals("held") && step.answer().contains("cusCity")));
  }

  private boolean knowsWhen(String key) {
    return steps(key).stream()
        .anyMatch(step -> step.step().equals("queued") && step.eta() != null && step.ahead() >= 0);
  }
}
