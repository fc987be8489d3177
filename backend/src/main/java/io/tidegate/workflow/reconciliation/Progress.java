package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Transactions;
import io.tidegate.workflow.RunStoppedException;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.ReportStore.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * How far a reconciliation has come, which commits with what a round has read or found. Confined to
 * the context that runs it.
 */
final class Progress {
  private final long id;
  private final Pool pool;
  private final ReportStore reports;
  private final BooleanSupplier stopping;

  /** Null when it has to be read again. */
  private Position position;

  /** Where a transaction under way leads to. */
  private Position moving;

  private Future<?> storing = Future.succeededFuture();

  Progress(long id, Pool pool, ReportStore reports, BooleanSupplier stopping) {
    this.id = id;
    this.pool = pool;
    this.reports = reports;
    this.stopping = stopping;
  }

  long id() {
    return id;
  }

  /** Where it stands; null when that is not known for certain. */
  Position position() {
    return position;
  }

  Future<Void> read() {
    return reports.position(id).onSuccess(stored -> position = stored).mapEmpty();
  }

  void forget() {
    position = null;
  }

  Future<Void> move(SqlConnection transaction, Phase phase, String cursor) {
    return move(transaction, new Position(phase, cursor, position.comparedAt()));
  }

  Future<Void> move(SqlConnection transaction, Position to) {
    return reports.move(transaction, id, to).onSuccess(moved -> moving = to);
  }

  /** Where it stands is read again unless it is certain that this was stored. */
  Future<Void> store(Function<SqlConnection, Future<Void>> work) {
    if (stopping.getAsBoolean()) {
      return Future.failedFuture(new RunStoppedException());
    }
    moving = position;
    Future<Void> stored =
        Transactions.run(pool, work)
            .onSuccess(committed -> position = moving)
            .onFailure(lost -> position = null);
    storing = stored;
    return stored;
  }

  Future<Void> end(Status status, String cause, String remedy) {
    Future<Void> ended = reports.end(id, status, cause, remedy).mapEmpty();
    storing = ended;
    return ended;
  }

  /** What is being stored; it may fail. */
  Future<?> storing() {
    return storing;
  }
}
