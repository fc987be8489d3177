package io.tidegate.workflow.reconciliation;

import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.UnusableException;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.UnavailableException;
import io.tidegate.workflow.WorkflowDefinition;
import io.tidegate.workflow.WorkflowFailedException;
import io.tidegate.workflow.reconciliation.Reconciliation.Status;
import io.tidegate.workflow.reconciliation.Reconciliation.Trigger;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconciliations of all flows, in PostgreSQL: one is worked on at a time, in the order in
 * which they were begun, whether the workflows run or not. What is under way when the service ends,
 * or is interrupted, is carried on by the next start.
 */
public final class FlowReconciliations implements Reconciliations {
  private static final Logger LOG = LoggerFactory.getLogger(FlowReconciliations.class);

  private final Vertx vertx;
  private final Context context;
  private final Pool pool;
  private final ReconcilableFlows flows;
  private final Backoff backoff;
  private final ReportStore reports;
  private final DifferenceStore differences;
  private final Repairing repairing;
  private ReconciliationRun run;
  private long timer = -1;
  private int failures;
  private boolean closed = true;

  /**
   * All reconciliations; nothing is worked on before it is started.
   *
   * @param running what a workflow runs on; empty unless it does
   */
  public FlowReconciliations(
      Vertx vertx,
      Pool pool,
      List<WorkflowDefinition> definitions,
      Function<String, Optional<Pinned>> running,
      Backoff backoff) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.pool = pool;
    this.flows = new ReconcilableFlows(List.copyOf(definitions), running);
    this.backoff = backoff;
    this.reports = new ReportStore(pool);
    this.differences = new DifferenceStore(pool);
    this.repairing = new Repairing(pool, flows, differences);
  }

  /** Works on what is under way. */
  public void start() {
    context.runOnContext(
        ignored -> {
          closed = false;
          next();
        });
  }

  /** Stops working; completes when nothing is being stored. */
  public Future<Void> close() {
    return onContext(
        () -> {
          closed = true;
          vertx.cancelTimer(timer);
          return run == null ? Future.succeededFuture() : run.stop();
        });
  }

  private void next() {
    if (closed || run != null) {
      return;
    }
    vertx.cancelTimer(timer);
    reports
        .next()
        .onSuccess(
            found -> {
              failures = 0;
              found.ifPresent(this::work);
            })
        .onFailure(
            failure -> {
              failures++;
              timer = vertx.setTimer(backoff.delay(failures).toMillis(), due -> next());
            });
  }

  private void work(Reconciliation reconciliation) {
    if (closed || run != null) {
      return;
    }
    Optional<ReconcilableFlows.Flow> flow =
        flows.find(reconciliation.workflow(), reconciliation.flow());
    if (flow.isEmpty()) {
      reports
          .end(
              reconciliation.id(),
              Status.FAILED,
              "The flow " + reconciliation.flow() + " is no longer configured.",
              "Reconcile one of those that are.")
          .onComplete(ended -> next());
      return;
    }
    LOG.info(
        "Reconciliation {} of {} {}",
        reconciliation.id(),
        reconciliation.workflow(),
        reconciliation.flow());
    ReconciliationRun started =
        new ReconciliationRun(
            vertx, new ReconciliationRun.Subject(reconciliation.id(), flow.get()), pool, backoff);
    run = started;
    started
        .run()
        // What it has read is needed where it is only interrupted.
        .compose(
            ended ->
                closed
                    ? Future.succeededFuture()
                    : Transactions.run(pool, new Staging(pool)::clear))
        .onComplete(
            ended -> {
              run = null;
              next();
            });
  }

  @Override
  public Future<Reconciliation> begin(String workflow, String flow) {
    return begin(workflow, flow, Trigger.DEMAND);
  }

  /** Begins one of each flow that can be compared and is switched on, as its time has come. */
  Future<Void> beginAll() {
    Future<Void> begun = Future.succeededFuture();
    for (ReconcilableFlows.Flow flow : flows.enabled()) {
      begun = begun.compose(before -> beginIfPossible(flow.workflow().id(), flow.id()));
    }
    return begun;
  }

  private Future<Void> beginIfPossible(String workflow, String flow) {
    return begin(workflow, flow, Trigger.SCHEDULE)
        .<Void>mapEmpty()
        .recover(
            failure ->
                failure instanceof ReconciliationUnderWayException
                        || failure instanceof NotConfiguredException
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  /** Removes the reports that ended before that, but for those with repairs still queued. */
  Future<Void> removeOlder(Duration age) {
    return reports.removeOlder(age);
  }

  private Future<Reconciliation> begin(String workflow, String flow, Trigger trigger) {
    Optional<RuntimeException> obstacle = flows.obstacle(workflow, flow);
    if (obstacle.isPresent()) {
      return Future.failedFuture(obstacle.get());
    }
    return Transactions.statement(pool, client -> reports.begin(client, workflow, flow, trigger))
        .compose(
            begun ->
                begun
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () -> Future.failedFuture(new ReconciliationUnderWayException(flow))))
        .onSuccess(begun -> context.runOnContext(ignored -> next()))
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<List<Reconciliation>> list(String workflow, String flow, int limit, long before) {
    return reports
        .list(workflow, flow, limit, before)
        .compose(
            found ->
                onContext(() -> Future.succeededFuture(found.stream().map(this::shown).toList())))
        .recover(UnavailableException::ofDatabase);
  }

  /** The newest completed one of each flow. */
  public Future<List<Reconciliation>> lastCompleted() {
    return reports.lastCompleted();
  }

  @Override
  public Future<Optional<Reconciliation>> find(long id) {
    return reports
        .find(id)
        .compose(found -> onContext(() -> Future.succeededFuture(found.map(this::shown))))
        .recover(UnavailableException::ofDatabase);
  }

  private Reconciliation shown(Reconciliation stored) {
    if (stored.status() != Status.RUNNING) {
      return stored;
    }
    return run != null && run.id() == stored.id()
        ? run.shown(stored)
        : stored.with(null, "It waits until those begun before it have ended.");
  }

  @Override
  public Future<Optional<Reconciliation>> cancel(long id) {
    return reports
        .end(id, Status.CANCELLED, null, null)
        .compose(
            ended ->
                onContext(
                    () -> {
                      if (run != null && run.id() == id) {
                        run.stop();
                      }
                      return Future.succeededFuture();
                    }))
        .recover(UnavailableException::ofDatabase)
        .compose(stopped -> find(id));
  }

  @Override
  public Future<List<Difference>> differences(long id, DifferenceFilter filter, int limit) {
    return differences.list(id, filter, limit).recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Optional<DifferenceDetail>> difference(long id, long differenceId) {
    return reports
        .find(id)
        .compose(
            reconciliation ->
                differences
                    .find(id, differenceId)
                    .compose(
                        found ->
                            reconciliation.isEmpty() || found.isEmpty()
                                ? Future.succeededFuture(Optional.<DifferenceDetail>empty())
                                : values(reconciliation.get(), found.get().key())
                                    .map(
                                        values ->
                                            Optional.of(
                                                new DifferenceDetail(found.get(), values)))))
        .recover(UnavailableException::ofDatabase);
  }

  /** Read once, and what cannot be read is told: a person waits for it. */
  private Future<Sides.Values> values(Reconciliation reconciliation, String key) {
    Optional<ReconcilableFlows.Flow> flow =
        flows.find(reconciliation.workflow(), reconciliation.flow());
    if (flow.isEmpty()) {
      return Future.succeededFuture(
          nothing("The flow " + reconciliation.flow() + " is no longer configured."));
    }
    return flow.get()
        .workflow()
        .sides(vertx, flow.get().config(), flow.get().id(), Supplier::get)
        .compose(sides -> sides.values(key).onComplete(read -> sides.close()))
        .recover(FlowReconciliations::unread);
  }

  private static Future<Sides.Values> unread(Throwable failure) {
    if (failure instanceof UnusableException unusable) {
      return Future.succeededFuture(nothing(unusable.cause() + " " + unusable.remedy()));
    }
    return failure instanceof ConnectorException || failure instanceof WorkflowFailedException
        ? Future.succeededFuture(nothing(failure.getMessage()))
        : Future.failedFuture(failure);
  }

  private static Sides.Values nothing(String why) {
    return new Sides.Values(List.of(), why);
  }

  @Override
  public Future<Optional<Repair>> previewRepair(long id, DifferenceFilter filter) {
    return reports
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Repair>empty())
                    : repairing.preview(found.get(), filter).map(Optional::of))
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Optional<Repair>> repair(long id, DifferenceFilter filter) {
    return reports
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Repair>empty())
                    : repairing.repair(found.get(), filter).map(Optional::of))
        .recover(UnavailableException::ofDatabase);
  }

  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> action.get().onComplete(done));
    return done.future();
  }
}
