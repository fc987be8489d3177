package io.tidegate.workflow.ingress;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.UnusableException;
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
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one entity by change tracking, maps its rows and queues them, a page at a time: a page and
 * the cursor behind it commit together, and only then is the next one asked for. So at most one
 * page is in memory, and a crash neither loses nor skips a row.
 *
 * <p>Between two looks for changes it reads what is to be read besides: see {@link BesideReads}.
 */
final class EntityReader implements ReaderVerticle.Source {
  private static final Logger LOG = LoggerFactory.getLogger(EntityReader.class);

  private final IngressConfig.Flow flow;
  private final SchemaGuard guard;
  private final DynamicsClient dynamics;
  private final AddressQueue queue;
  private final FullRead fullRead;
  private final Deletions deletions;
  private final BesideReads besides;
  private final EmailAddresses emails;
  private final FlowProgress progress;
  private final LookClock look;
  private final FlowReport report;
  private final Backoff backoff;

  private ReadCursor cursor;
  private Future<?> appending = Future.succeededFuture();
  private int restarts;
  private boolean refusedBefore;
  private boolean stopped;

  EntityReader(
      Run run,
      SchemaGuard guard,
      DynamicsClient dynamics,
      AddressQueue queue,
      FullRead fullRead,
      BesideReads besides,
      EmailAddresses emails,
      FlowProgress progress,
      Backoff backoff) {
    this.flow = guard.flow();
    this.guard = guard;
    this.dynamics = dynamics;
    this.queue = queue;
    this.fullRead = fullRead;
    this.besides = besides;
    this.emails = emails;
    this.progress = progress;
    this.look = new LookClock(progress);
    this.report = run.reports().apply(flow.id());
    this.deletions = new Deletions(flow, queue, fullRead, report);
    this.backoff = backoff;
  }

  @Override
  public void started(Vertx vertx, Runnable turnNow) {
    guard.onFit(turnNow);
    vertx
        .eventBus()
        .<Boolean>localConsumer(
            FlowCommand.DECIDE_DELETIONS.address(IngressWorkflow.address(flow.id())),
            decision -> {
              deletions.decide(decision.body());
              decision.reply(null);
              turnNow.run();
            });
    vertx
        .eventBus()
        .<JsonObject>localConsumer(
            FlowCommand.MAY_BRING.address(IngressWorkflow.address(flow.id())),
            asked -> asked.reply(mayBring(asked.body())));
  }

  /** While the flow is held, whatever it has not brought may still come. */
  private JsonArray mayBring(JsonObject readAt) {
    JsonArray keys = new JsonArray();
    readAt.fieldNames().stream()
        .filter(key -> progress.isParked() || progress.mayBring(key, readAt.getLong(key)))
        .forEach(keys::add);
    return keys;
  }

  /** One page, or one look for inferred deletions; nothing while the flow is held. */
  @Override
  public Future<Duration> turn(Retrying retrying) {
    Optional<Fitted> fits = guard.now();
    return fits.isEmpty()
        ? Future.succeededFuture(pause())
        : turn(fits.get(), retrying).recover(failure -> refused(failure, fits.get()));
  }

  private Future<Duration> turn(Fitted fit, Retrying retrying) {
    return position(fit)
        .compose(
            at ->
                (look.isOpen(at)
                        ? Future.succeededFuture(BesideReads.Next.NOTHING)
                        : besides.turn(fit, retrying, this::queueBesides))
                    .compose(
                        next ->
                            stopped
                                ? Future.succeededFuture(Duration.ZERO)
                                : look.isDue(at)
                                    ? read(fit, at, retrying).map(next::orSooner)
                                    : Future.succeededFuture(next.orSooner(look.untilDue()))));
  }

  @Override
  public Future<Void> restart() {
    return append(ReadCursor.replay(flow)).mapEmpty();
  }

  @Override
  public Future<Void> replay(ReplaySelection selection) {
    return selection.kind() == ReplaySelection.Kind.ALL ? restart() : besides.replay(selection);
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    dynamics.close();
    return appending.transform(done -> Future.succeededFuture());
  }

  private Duration pause() {
    return Duration.ofSeconds(flow.pollSeconds());
  }

  private Future<ReadCursor> position(Fitted fit) {
    Future<ReadCursor> stored =
        cursor != null
            ? Future.succeededFuture(cursor)
            : queue
                .cursor()
                .map(text -> text.map(ReadCursor::decode).orElseGet(() -> ReadCursor.start(fit)));
    return stored.compose(
        at -> {
          if (!at.select().equals(fit.signature())) {
            return append(ReadCursor.again(fit, at));
          }
          cursor = at;
          return Future.succeededFuture(at);
        });
  }

  private Future<Duration> read(Fitted fit, ReadCursor at, Retrying retrying) {
    if (at instanceof ReadCursor.Delta delta && delta.infer()) {
      return deletions
          .infer(delta)
          .compose(
              next ->
                  next.equals(delta)
                      ? fetch(fit, delta, retrying)
                      : append(next).map(appended -> Duration.ZERO));
    }
    return fetch(fit, at, retrying);
  }

  private Future<ReadCursor> append(ReadCursor next) {
    return append(List.of(), next, fullRead::clear);
  }

  private Future<Duration> fetch(Fitted fit, ReadCursor at, Retrying retrying) {
    look.begins(at);
    return retrying
        .call(() -> page(fit, at))
        .compose(page -> stopped ? Future.succeededFuture(Duration.ZERO) : queue(fit, at, page));
  }

  /**
   * What the source refuses may be due to a schema that has changed: then nothing is done until it
   * fits again, and the delta link is kept.
   */
  private Future<Duration> refused(Throwable failure, Fitted fit) {
    if (!(failure instanceof DeltaExpiredException
        || failure instanceof UnusableException
        || failure instanceof RefusedException
        || failure instanceof GoneException)) {
      return Future.failedFuture(failure);
    }
    return guard
        .sourceStillFits()
        .compose(fits -> fits ? refusedForGood(failure, fit) : Future.succeededFuture(pause()));
  }

  private Future<Duration> refusedForGood(Throwable failure, Fitted fit) {
    if (failure instanceof DeltaExpiredException) {
      LOG.info("{}: the delta token has expired, reading everything again", flow.id());
      resynchronising();
      restarts++;
      return position(fit)
          .compose(lost -> append(ReadCursor.again(fit, lost)))
          .map(restarted -> backoff.delay(restarts));
    }
    if (!refusedBefore) {
      // It may have been refused just before the schema came to fit again.
      refusedBefore = true;
      return Future.succeededFuture(Duration.ZERO);
    }
    return Future.failedFuture(failure);
  }

  private Future<ChangePage> page(Fitted fit, ReadCursor at) {
    Future<ChangePage> page =
        at.link() == null
            ? dynamics.firstPage(fit.entitySet(), fit.select(), flow.pageSize())
            : dynamics.page(at.link(), flow.pageSize());
    return page.map(read -> read.keyed(flow.mapping().sourceKey()));
  }

  private Future<Duration> queue(Fitted fit, ReadCursor at, ChangePage page) {
    ReadCursor next = at.after(page.nextLink(), page.deltaLink());
    PageChanges.Reading reading =
        new PageChanges.Reading(
            fit,
            at.isComplete(),
            // A full read leaves them to the deletions it implies, which are held when many.
            at instanceof ReadCursor.Delta && flow.deletesFilteredOut(),
            System.currentTimeMillis());
    return besides
        .known(PageChanges.of(reading, page.rows(), page.deletedIds()))
        .compose(
            changes ->
                append(
                    changes.changes(),
                    next,
                    transaction ->
                        (at.infer()
                                ? fullRead.saw(transaction, changes)
                                : Future.<Void>succeededFuture())
                            .compose(seen -> besides.forget(transaction, changes.dropped()))))
        .map(
            appended -> {
              refusedBefore = false;
              showProgress(next);
              if (page.deltaLink().isEmpty()) {
                return Duration.ZERO;
              }
              restarts = 0;
              look.ended(pause());
              return pause();
            });
  }

  private Future<Void> queueBesides(
      List<Change> changes, Function<SqlConnection, Future<?>> alongside) {
    Future<Void> stored = queue.append(changes, null, also(changes, alongside));
    appending = stored;
    return stored;
  }

  private Future<ReadCursor> append(
      List<Change> changes, ReadCursor next, Function<SqlConnection, Future<?>> alongside) {
    // After a failure nobody knows what was stored: the cursor is then read again.
    cursor = null;
    Future<ReadCursor> stored =
        queue
            .append(changes, next.encode(), also(changes, alongside))
            .map(
                appended -> {
                  cursor = next;
                  return next;
                });
    appending = stored;
    return stored;
  }

  private Function<SqlConnection, Future<?>> also(
      List<Change> changes, Function<SqlConnection, Future<?>> alongside) {
    return transaction ->
        alongside.apply(transaction).mapEmpty().compose(done -> emails.keep(transaction, changes));
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
