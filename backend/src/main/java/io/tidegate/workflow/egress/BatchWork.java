package io.tidegate.workflow.egress;

import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.dynamics.NewRow;
import io.tidegate.dynamics.WriteResult;
import io.tidegate.queue.Delivery;
import io.tidegate.workflow.Attempts;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The events of a lane's batch as a unit of work: written in as many requests as it takes. What was
 * answered is kept; only the rest is tried again, in smaller requests when a whole one failed, so
 * that a row that spoils a request is found.
 */
final class BatchWork implements Attempts.Work<Map<Delivery, RowOutcome>> {

  /** An event and the row it becomes. */
  record Item(Delivery delivery, NewRow row) {}

  /** Sends one request; its results are in the order of the rows. */
  interface Request extends Function<List<NewRow>, Future<List<WriteResult>>> {}

  private final Request request;
  private final BatchSize size;
  private final Map<Delivery, RowOutcome> outcomes = new HashMap<>();
  private List<Item> pending;

  /** Rows that were answered with a fault of Dynamics' own in this attempt. */
  private List<Item> failing = new ArrayList<>();

  private RetriableException failure;
  private boolean failedBefore;
  private int limit = Integer.MAX_VALUE;

  /** A row that was taken; taking it again changes nothing. Null as long as there is none. */
  private NewRow control;

  private long taken;

  BatchWork(Request request, BatchSize size, List<Item> items) {
    this.request = request;
    this.size = size;
    this.pending = new ArrayList<>(items);
  }

  /** The events without an outcome are unfinished. */
  @Override
  public Future<Map<Delivery, RowOutcome>> attempt() {
    return failedBefore && control != null ? controlled() : next();
  }

  /**
   * Before rows that failed are sent again, one that was taken is: so it shows whether Dynamics
   * itself fails, or only on these rows.
   */
  private Future<Map<Delivery, RowOutcome>> controlled() {
    return request
        .apply(List.of(control))
        .compose(
            results ->
                results.get(0) instanceof WriteResult.Failed failed
                    ? Future.failedFuture(failed.failure())
                    : Future.succeededFuture())
        .compose(
            answered -> {
              taken++;
              return next();
            },
            failed -> failed instanceof RetriableException ? Future.failedFuture(failed) : next());
  }

  @Override
  public long taken() {
    return taken;
  }

  private Future<Map<Delivery, RowOutcome>> next() {
    if (pending.isEmpty()) {
      return failing.isEmpty() ? Future.succeededFuture(outcomes) : tryFailingAgain();
    }
    int rows = Math.min(pending.size(), Math.min(size.current(), limit));
    List<Item> chunk = List.copyOf(pending.subList(0, rows));
    return request
        .apply(chunk.stream().map(Item::row).toList())
        .compose(results -> answered(chunk, results), whole -> failed(chunk, whole));
  }

  @Override
  public Map<Delivery, RowOutcome> unfinished() {
    return outcomes;
  }

  @Override
  public Optional<Map<Delivery, RowOutcome>> poisoned(RetriableException last, int attempts) {
    int suspects = failure == last ? pending.size() : limit == 1 ? 1 : 0;
    RowOutcome refused =
        new RowOutcome.Refused(
            "Dynamics 365 failed on this record %d times while it took others: %s"
                .formatted(attempts, last.getMessage()),
            "");
    List<Item> refusedItems = pending.subList(0, Math.min(suspects, pending.size()));
    refusedItems.forEach(item -> outcomes.put(item.delivery(), refused));
    refusedItems.clear();
    return pending.isEmpty() ? Optional.of(outcomes) : Optional.empty();
  }

  private Future<Map<Delivery, RowOutcome>> tryFailingAgain() {
    pending = failing;
    failing = new ArrayList<>();
    return Future.failedFuture(failure);
  }

  private Future<Map<Delivery, RowOutcome>> answered(List<Item> chunk, List<WriteResult> results) {
    size.answered(chunk.size());
    limit = limit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : limit * 2;
    for (int i = 0; i < chunk.size(); i++) {
      Item item = chunk.get(i);
      if (results.get(i) instanceof WriteResult.Failed failed) {
        if (failed.failure() instanceof RetriableException retriable) {
          failing.add(item);
          failure = retriable;
          failedBefore |= retriable.kind() == Kind.FAILED;
        } else if (failed.failure() instanceof RefusedException refused) {
          outcomes.put(item.delivery(), refused(refused));
        } else {
          return Future.failedFuture(failed.failure());
        }
      } else {
        outcomes.put(
            item.delivery(),
            results.get(i) instanceof WriteResult.ReferenceMissing
                ? new RowOutcome.ContactMissing()
                : written(item));
      }
    }
    pending.subList(0, chunk.size()).clear();
    return next();
  }

  private RowOutcome written(Item item) {
    control = item.row();
    taken++;
    return new RowOutcome.Written();
  }

  /** The request as a whole failed. */
  private Future<Map<Delivery, RowOutcome>> failed(List<Item> chunk, Throwable whole) {
    int rows = chunk.size();
    if (whole instanceof RetriableException retriable) {
      if (retriable.kind() == Kind.TIMED_OUT) {
        size.tooLarge(rows);
      }
      if (retriable.kind() != Kind.THROTTLED) {
        limit = Math.max(1, rows / 2);
      }
      pending.addAll(failing);
      failing = new ArrayList<>();
      failedBefore |= retriable.kind() == Kind.FAILED;
      return Future.failedFuture(retriable);
    }
    if (!(whole instanceof RefusedException || whole instanceof GoneException)) {
      return Future.failedFuture(whole);
    }
    if (rows == 1) {
      outcomes.put(chunk.get(0).delivery(), refused((ConnectorException) whole));
      pending.remove(0);
      return next();
    }
    if (whole instanceof RefusedException refused && refused.code().equals("HTTP 413")) {
      size.tooLarge(rows);
    }
    limit = rows / 2;
    return next();
  }

  private static RowOutcome refused(ConnectorException refusal) {
    return new RowOutcome.Refused(
        "Dynamics 365 refuses it: " + refusal.getMessage(),
        refusal instanceof RefusedException refused ? refused.answer() : "");
  }
}
