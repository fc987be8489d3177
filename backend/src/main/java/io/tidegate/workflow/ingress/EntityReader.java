package io.tidegate.workflow.ingress;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.dynamics.ChangePage;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowCommand;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one entity by change tracking, maps its rows and queues them, a page at a time: a page and
 * the cursor behind it commit together, and only then is the next one asked for. So at most one
 * page is in memory, and a crash neither loses nor skips a row.
 */
final class EntityReader implements ReaderVerticle.Source {
  private static final Logger LOG = LoggerFactory.getLogger(EntityReader.class);

  private final IngressConfig.Flow flow;
  private final String entitySet;
  private final DynamicsClient dynamics;
  private final AddressQueue queue;
  private final FullRead fullRead;
  private final Deletions deletions;
  private final FlowReport report;
  private final Backoff backoff;

  private ReadCursor cursor;
  private Future<?> appending = Future.succeededFuture();
  private int restarts;
  private boolean stopped;

  EntityReader(
      Run run,
      IngressConfig.Flow flow,
      String entitySet,
      DynamicsClient dynamics,
      AddressQueue queue,
      FullRead fullRead,
      Backoff backoff) {
    this.flow = flow;
    this.entitySet = entitySet;
    this.dynamics = dynamics;
    this.queue = queue;
    this.fullRead = fullRead;
    this.report = run.reports().apply(flow.id());
    this.deletions = new Deletions(flow, queue, fullRead, report);
    this.backoff = backoff;
  }

  @Override
  public void started(Vertx vertx, Runnable turnNow) {
    vertx
        .eventBus()
        .<Boolean>localConsumer(
            FlowCommand.DECIDE_DELETIONS.address(IngressWorkflow.address(flow.id())),
            decision -> {
              deletions.decide(decision.body());
              decision.reply(null);
              turnNow.run();
            });
  }

  /** One page, or one look for inferred deletions. */
  @Override
  public Future<Duration> turn(Retrying retrying) {
    return position().compose(at -> read(at, retrying));
  }

  @Override
  public Future<Void> restart() {
    return startOver().mapEmpty();
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    dynamics.close();
    return appending.transform(done -> Future.succeededFuture());
  }

  private Future<ReadCursor> position() {
    if (cursor != null) {
      return Future.succeededFuture(cursor);
    }
    return queue
        .cursor()
        .map(text -> text.map(ReadCursor::decode).orElseGet(() -> ReadCursor.start(flow)))
        .compose(
            stored ->
                stored.select().equals(ReadCursor.selectOf(flow))
                    ? Future.succeededFuture(stored)
                    : startOver());
  }

  private Future<ReadCursor> startOver() {
    return append(ReadCursor.again(flow));
  }

  private Future<Duration> read(ReadCursor at, Retrying retrying) {
    if (at instanceof ReadCursor.Delta delta && delta.infer()) {
      return deletions
          .infer(delta)
          .compose(
              next ->
                  next.equals(delta)
                      ? fetch(delta, retrying)
                      : append(next).map(appended -> Duration.ZERO));
    }
    return fetch(at, retrying);
  }

  private Future<ReadCursor> append(ReadCursor next) {
    return append(List.of(), next, fullRead::clear);
  }

  private Future<Duration> fetch(ReadCursor at, Retrying retrying) {
    return retrying
        .call(() -> page(at))
        .compose(page -> stopped ? Future.succeededFuture(Duration.ZERO) : queue(at, page))
        .recover(
            failure -> {
              if (failure instanceof DeltaExpiredException) {
                LOG.info("{}: the delta token has expired, reading everything again", flow.id());
                resynchronising();
                restarts++;
                return startOver().map(restarted -> backoff.delay(restarts));
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<ChangePage> page(ReadCursor at) {
    return at.link() == null
        ? dynamics.firstPage(entitySet, flow.select(), flow.pageSize())
        : dynamics.page(at.link(), flow.pageSize());
  }

  private Future<Duration> queue(ReadCursor at, ChangePage page) {
    ReadCursor next = at.after(page.nextLink(), page.deltaLink());
    List<Change> changes = PageChanges.of(flow, page);
    Function<SqlConnection, Future<?>> alongside =
        at.infer()
            ? transaction -> fullRead.saw(transaction, PageChanges.upserted(changes))
            : transaction -> Future.succeededFuture();
    return append(changes, next, alongside)
        .map(
            appended -> {
              showProgress(next);
              if (page.deltaLink().isPresent()) {
                restarts = 0;
              }
              return page.nextLink().isPresent()
                  ? Duration.ZERO
                  : Duration.ofSeconds(flow.pollSeconds());
            });
  }

  private Future<ReadCursor> append(
      List<Change> changes, ReadCursor next, Function<SqlConnection, Future<?>> alongside) {
    // After a failure nobody knows what was stored: the cursor is then read again.
    cursor = null;
    Future<ReadCursor> stored =
        queue
            .append(changes, next.encode(), alongside)
            .map(
                appended -> {
                  cursor = next;
                  return next;
                });
    appending = stored;
    return stored;
  }

  private void showProgress(ReadCursor at) {
    if (at instanceof ReadCursor.Full && at.infer()) {
      resynchronising();
    } else {
      report.release(Part.READER);
    }
  }

  private void resynchronising() {
    report.hold(
        Part.READER,
        new Condition(
            Condition.Code.RESYNCHRONISING,
            "dynamics",
            flow.id(),
            "Reading all records of " + flow.mapping().entity() + " again.",
            0,
            null,
            Instant.now()));
  }
}
