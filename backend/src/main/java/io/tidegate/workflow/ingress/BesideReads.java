package io.tidegate.workflow.ingress;

import io.tidegate.connector.RefusedException;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.reconciliation.Repairs;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a flow's reader reads besides the changes: records that were set aside and whose time has
 * come, and those of a replay. It reads them afresh, and between two looks for changes, so that
 * what it queues is never older than what is queued already.
 */
final class BesideReads {
  private static final Logger LOG = LoggerFactory.getLogger(BesideReads.class);
  private static final Duration WAITING_POLL = Duration.ofSeconds(1);

  /** Queues changes, and does something in the same transaction. */
  interface Queueing {
    Future<Void> append(List<Change> changes, Function<SqlConnection, Future<?>> alongside);
  }

  /** When there is more to read besides. */
  enum Next {
    NOW,
    SOON,
    NOTHING;

    Duration orSooner(Duration pause) {
      return switch (this) {
        case NOW -> Duration.ZERO;
        case SOON -> pause.compareTo(WAITING_POLL) < 0 ? pause : WAITING_POLL;
        case NOTHING -> pause;
      };
    }
  }

  private final IngressConfig.Flow flow;
  private final DynamicsClient dynamics;
  private final AddressQueue queue;
  private final FullRead fullRead;
  private final WaitingRecords waiting;
  private final Replays replays;
  private final Repairs repairs;
  private final FlowReport report;

  /** Whether there may be a replay to work off. */
  private boolean replaying = true;

  private long shown;

  BesideReads(
      IngressConfig.Flow flow,
      DynamicsClient dynamics,
      AddressQueue queue,
      FullRead fullRead,
      WaitingRecords waiting,
      Replays replays,
      Repairs repairs,
      FlowReport report) {
    this.flow = flow;
    this.dynamics = dynamics;
    this.queue = queue;
    this.fullRead = fullRead;
    this.waiting = waiting;
    this.replays = replays;
    this.repairs = repairs;
    this.report = report;
  }

  /** Stores a replay. */
  Future<Void> replay(ReplaySelection selection) {
    return replays.ask(selection).onSuccess(stored -> replaying = true);
  }

  /** Of rows that are left out only those are deleted that the target has, or may come to have. */
  Future<PageChanges> known(PageChanges page) {
    if (page.filteredOut().isEmpty() || !flow.deletesFilteredOut()) {
      return Future.succeededFuture(page);
    }
    // The record map does not know yet what is still queued.
    return queue.depth().pending() > 0
        ? Future.succeededFuture(page)
        : fullRead.concerned(page.filteredOut()).map(page::deletingOnly);
  }

  /** These are not to be written, and need not wait either: in the transaction that says so. */
  Future<Void> forget(SqlClient transaction, Collection<String> keys) {
    return waiting.remove(transaction, keys);
  }

  /** Reads and queues a page of each, if there is any. */
  Future<Next> turn(Fitted fit, Retrying retrying, Queueing queueing) {
    return waiting
        .count()
        .compose(
            count -> {
              show(count);
              return count == 0
                  ? Future.succeededFuture(Next.NOTHING)
                  : readDue(fit, retrying, queueing);
            })
        .compose(
            next ->
                replaying
                    ? replay(fit, retrying, queueing).map(more -> more ? Next.NOW : next)
                    : Future.succeededFuture(next));
  }

  private Future<Next> readDue(Fitted fit, Retrying retrying, Queueing queueing) {
    return waiting
        .due()
        .compose(
            due ->
                due.isEmpty()
                    ? Future.succeededFuture(Next.SOON)
                    : read(fit, due, retrying)
                        .compose(rows -> queueDue(fit, due, rows, queueing))
                        .map(Next.NOW));
  }

  private Future<Map<String, JsonObject>> read(
      Fitted fit, List<WaitingRecords.Due> due, Retrying retrying) {
    Map<String, JsonObject> rows = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < due.size(); from += Replays.IDS) {
      List<String> ids =
          due.subList(from, Math.min(due.size(), from + Replays.IDS)).stream()
              .map(WaitingRecords.Due::key)
              .toList();
      read =
          read.compose(before -> retrying.call(() -> Selections.rows(fit, ids, dynamics)))
              .map(
                  found -> {
                    found.forEach(row -> rows.put(row.getString(flow.mapping().sourceKey()), row));
                    return null;
                  });
    }
    return read.map(rows);
  }

  private Future<Void> queueDue(
      Fitted fit, List<WaitingRecords.Due> due, Map<String, JsonObject> rows, Queueing queueing) {
    List<Change> changes = new ArrayList<>();
    for (WaitingRecords.Due each : due) {
      JsonObject row = rows.get(each.key());
      if (row != null) {
        changes.addAll(
            PageChanges.of(reading(fit, each.complete()), List.of(row), List.of()).changes());
      } else if (each.deletion()) {
        changes.add(Change.delete(each.key()));
      }
    }
    Set<String> queued = new HashSet<>();
    changes.forEach(change -> queued.add(change.key()));
    List<String> forgotten =
        due.stream().map(WaitingRecords.Due::key).filter(key -> !queued.contains(key)).toList();
    return queueing.append(
        changes,
        transaction ->
            waiting
                .queued(transaction, queued)
                .compose(marked -> repairs.reopen(transaction, forgotten))
                .compose(reopened -> waiting.remove(transaction, forgotten)));
  }

  private PageChanges.Reading reading(Fitted fit, boolean complete) {
    return new PageChanges.Reading(
        fit, complete, flow.deletesFilteredOut(), System.currentTimeMillis());
  }

  /** Whether there is more. */
  private Future<Boolean> replay(Fitted fit, Retrying retrying, Queueing queueing) {
    return replays
        .next()
        .compose(
            request -> {
              replaying = request.isPresent();
              return replaying
                  ? replay(request.get(), fit, retrying, queueing)
                  : Future.succeededFuture(false);
            });
  }

  private Future<Boolean> replay(
      Replays.Request request, Fitted fit, Retrying retrying, Queueing queueing) {
    showReplay();
    return retrying
        .call(() -> Replays.read(request, fit, dynamics))
        .recover(failure -> unreadable(failure))
        .compose(
            page ->
                known(PageChanges.of(reading(fit, true), page.rows(), List.of()))
                    .compose(
                        changes ->
                            queueing.append(
                                changes.changes(),
                                transaction -> replays.moveOn(transaction, request, page.next()))))
        .map(true);
  }

  /** A selection that Dynamics does not understand is given up, or it would be asked for ever. */
  private Future<Replays.Page> unreadable(Throwable failure) {
    if (!(failure instanceof RefusedException)) {
      return Future.failedFuture(failure);
    }
    LOG.warn("{}: a replay is given up, Dynamics refuses it: {}", flow.id(), failure.getMessage());
    return Future.succeededFuture(new Replays.Page(List.of(), null));
  }

  private void showReplay() {
    report.hold(
        Part.READER,
        new Condition(
            Condition.Code.RESYNCHRONISING,
            "dynamics",
            flow.id(),
            "Reading the chosen records of " + flow.mapping().entity() + " again.",
            0,
            null,
            Instant.now()));
  }

  private void show(long count) {
    report.waiting(count);
    if (count > 0) {
      report.hold(
          Part.WAITING,
          new Condition(
              Condition.Code.WAITING_FOR_PARENTS,
              "campaign",
              flow.id(),
              count == 1
                  ? "A record waits for another one: its parent, or one that links to it."
                  : "%,d records wait for other ones: their parents, or those that link to them."
                      .formatted(count),
              0,
              null,
              Instant.now()));
    } else if (shown > 0) {
      report.release(Part.WAITING);
    }
    shown = count;
  }
}
