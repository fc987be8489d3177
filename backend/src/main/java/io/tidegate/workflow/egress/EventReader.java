package io.tidegate.workflow.egress;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.export.ExportPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one kind of event and queues it, a page at a time; and queues again those that waited for
 * their contact. Both here, since a queue takes one append at a time.
 */
final class EventReader implements ReaderVerticle.Source {
  private final String flowId;
  private final EventSource source;
  private final LogRows rows;
  private final AddressQueue queue;
  private final WaitingEvents waiting;
  private final FlowReport report;
  private Future<?> appending = Future.succeededFuture();
  private boolean stopped;
  private long shown;

  EventReader(
      String flowId,
      EventSource source,
      LogRows rows,
      AddressQueue queue,
      WaitingEvents waiting,
      FlowReport report) {
    this.flowId = flowId;
    this.source = source;
    this.rows = rows;
    this.queue = queue;
    this.waiting = waiting;
    this.report = report;
  }

  @Override
  public Future<Duration> turn(Retrying retrying) {
    return waiting
        .count()
        .compose(
            count -> {
              show(count);
              return count == 0 ? Future.succeededFuture(false) : queueDue();
            })
        .compose(
            some ->
                stopped
                    ? Future.succeededFuture(Duration.ZERO)
                    : some ? Future.succeededFuture(Duration.ZERO) : read(retrying));
  }

  @Override
  public Future<Void> restart() {
    return append(List.of(), source.start(), source::restart);
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    source.close();
    return appending.transform(done -> Future.succeededFuture());
  }

  private Future<Duration> read(Retrying retrying) {
    return source
        .next(retrying)
        .compose(
            page ->
                page.isEmpty() || stopped
                    ? Future.succeededFuture(source.pause())
                    : queue(page.get()).map(Duration.ZERO));
  }

  private Future<Void> queue(ExportPage page) {
    return append(rows.changes(page.rows()), page.cursor(), page.alongside());
  }

  /** Whether there were any. */
  private Future<Boolean> queueDue() {
    return waiting
        .due()
        .compose(
            due ->
                due.ids().isEmpty() || stopped
                    ? Future.succeededFuture(false)
                    : append(
                            due.changes(),
                            null,
                            transaction -> waiting.remove(transaction, due.ids()))
                        .map(true));
  }

  private Future<Void> append(
      List<Change> changes, String cursor, Function<SqlConnection, Future<?>> alongside) {
    Future<Void> stored = queue.append(changes, cursor, alongside);
    appending = stored;
    return stored;
  }

  private void show(long count) {
    report.waiting(count);
    if (count > 0) {
      report.hold(
          Part.WAITING,
          new Condition(
              Condition.Code.WAITING_FOR_CONTACTS,
              "dynamics",
              flowId,
              count == 1
                  ? "An event waits for a contact that Dynamics 365 does not have yet."
                  : "%,d events wait for contacts that Dynamics 365 does not have yet."
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
