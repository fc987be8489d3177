package io.tidegate.http;

import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.reconciliation.Difference;
import io.tidegate.workflow.reconciliation.Difference.State;
import io.tidegate.workflow.reconciliation.DifferenceDetail;
import io.tidegate.workflow.reconciliation.DifferenceFilter;
import io.tidegate.workflow.reconciliation.Kind;
import io.tidegate.workflow.reconciliation.NotReconcilableException;
import io.tidegate.workflow.reconciliation.Reconciliation;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Reconciliation.Progress;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.Reconciliation.Trigger;
import io.tidegate.workflow.reconciliation.ReconciliationUnderWayException;
import io.tidegate.workflow.reconciliation.Reconciliations;
import io.tidegate.workflow.reconciliation.Sides;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reconciliations 1 to 3 of {@code ingress.contact}, the last of which runs until it is cancelled,
 * each with the differences 1 to 60: every tenth a duplicate, the others by turns missing, surplus
 * and different.
 */
public final class FakeReconciliations implements Reconciliations {
  private final List<Difference> differences = new ArrayList<>();
  private boolean running = true;
  private Throwable failure;

  FakeReconciliations() {
    Kind[] kinds = {Kind.MISSING, Kind.SURPLUS, Kind.DIFFERENT};
    for (long id = 1; id <= 60; id++) {
      Kind kind = id % 10 == 0 ? Kind.DUPLICATE : kinds[(int) (id % 3)];
      List<String> fields = kind == Kind.DIFFERENT ? List.of("email") : List.of();
      String target = kind == Kind.MISSING ? null : "https://campaign.example/@" + id;
      differences.add(0, new Difference(id, "key-" + id, kind, fields, target, State.OPEN));
    }
  }

  /** From now on everything fails so. */
  public synchronized void failWith(Throwable cause) {
    failure = cause;
  }

  private <T> Future<T> answer(T value) {
    return failure == null ? Future.succeededFuture(value) : Future.failedFuture(failure);
  }

  private synchronized Reconciliation reconciliation(long id) {
    boolean runs = id == 3 && running;
    return new Reconciliation(
        id,
        "ingress",
        "contact",
        runs ? Status.RUNNING : id == 3 ? Status.CANCELLED : Status.COMPLETED,
        id == 1 ? Trigger.SCHEDULE : Trigger.DEMAND,
        FakeWorkflows.THEN,
        runs ? null : FakeWorkflows.THEN.plusSeconds(60),
        runs ? Phase.READING_TARGET : null,
        new Progress(1_000, 1_000L),
        new Progress(400, null),
        runs ? FakeWorkflows.THEN.plusSeconds(30) : null,
        Map.of(Kind.DIFFERENT, 18L, Kind.DUPLICATE, 6L),
        2,
        Map.of("lastName", 3L, "email", 18L, "birthDate", 3L),
        null,
        null,
        null);
  }

  @Override
  public synchronized Future<Reconciliation> begin(String workflow, String flow) {
    if (workflow.equals("egress")) {
      return Future.failedFuture(new NotReconcilableException("Events are added.", "Replay them."));
    }
    if (!workflow.equals("ingress") || !flow.equals("contact")) {
      return Future.failedFuture(new UnknownWorkflowException("flow", flow));
    }
    return running
        ? Future.failedFuture(new ReconciliationUnderWayException(flow))
        : answer(reconciliation(3));
  }

  @Override
  public synchronized Future<List<Reconciliation>> list(
      String workflow, String flow, int limit, long before) {
    List<Reconciliation> found = new ArrayList<>();
    for (long id = 3; id > 0; id--) {
      Reconciliation each = reconciliation(id);
      if (id < before
          && (workflow == null || workflow.equals(each.workflow()))
          && (flow == null || flow.equals(each.flow()))) {
        found.add(each);
      }
    }
    return answer(found.stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<Optional<Reconciliation>> find(long id) {
    return answer(id <= 3 ? Optional.of(reconciliation(id)) : Optional.empty());
  }

  @Override
  public synchronized Future<Optional<Reconciliation>> cancel(long id) {
    running = running && id != 3;
    return find(id);
  }

  private synchronized List<Difference> chosen(DifferenceFilter filter) {
    return differences.stream()
        .filter(each -> filter.ids() == null || filter.ids().contains(each.id()))
        .filter(each -> filter.kind() == null || filter.kind() == each.kind())
        .filter(each -> filter.field() == null || each.fields().contains(filter.field()))
        .filter(each -> filter.state() == null || filter.state() == each.state())
        .filter(each -> each.id() <= filter.upTo())
        .toList();
  }

  @Override
  public Future<List<Difference>> differences(long id, DifferenceFilter filter, int limit) {
    return answer(chosen(filter).stream().limit(limit).toList());
  }

  @Override
  public Future<Optional<DifferenceDetail>> difference(long id, long differenceId) {
    return answer(
        chosen(DifferenceFilter.of(List.of(differenceId))).stream()
            .findFirst()
            .map(
                found ->
                    new DifferenceDetail(
                        found,
                        new Sides.Values(
                            List.of(new Sides.Value("email", "a@example.org", null, true)),
                            null))));
  }

  @Override
  public Future<Optional<Repair>> previewRepair(long id, DifferenceFilter filter) {
    if (id > 3) {
      return answer(Optional.empty());
    }
    List<Difference> chosen =
        chosen(filter).stream().filter(each -> each.state() == State.OPEN).toList();
    long left = chosen.stream().filter(each -> each.kind() == Kind.DUPLICATE).count();
    long deletions = chosen.stream().filter(each -> each.kind() == Kind.SURPLUS).count();
    return answer(
        Optional.of(
            new Repair(
                chosen.size() - left - deletions,
                deletions,
                left,
                chosen.isEmpty() ? 0 : chosen.get(0).id())));
  }

  @Override
  public synchronized Future<Optional<Repair>> repair(long id, DifferenceFilter filter) {
    Future<Optional<Repair>> repaired = previewRepair(id, filter);
    List<Difference> chosen = chosen(filter);
    differences.replaceAll(
        each ->
            chosen.contains(each) && each.kind() != Kind.DUPLICATE
                ? new Difference(
                    each.id(), each.key(), each.kind(), each.fields(), each.target(), State.QUEUED)
                : each);
    return repaired;
  }
}
