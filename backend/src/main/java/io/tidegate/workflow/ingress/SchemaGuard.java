package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.connector.MissingException;
import io.tidegate.connector.Vendor;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.RunStoppedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Watches whether a flow's mapping fits both systems as they are now. While it does not, the flow
 * is held: its reader and its writer take nothing, and what is queued stays queued. It goes on by
 * itself when the mapping fits again.
 *
 * <p>It lives on the context it was made on; it may be asked from any, and answers there.
 */
final class SchemaGuard {
  /** What does not fit; empty when all does. */
  interface Check {
    List<Misfit> misfits(IngressConfig.Flow flow, EntityDefinition entity, ResourceType resource);
  }

  /** Between two looks that refusals ask for: many records may be refused at once. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Context context;
  private final Run run;
  private final IngressConfig.Flow flow;
  private final Check check;
  private final Map<String, String> entities;
  private final DynamicsClient dynamics;
  private final CampaignClient campaign;
  private final FlowProgress progress;
  private final FlowReport report;
  private final Retrying retrying;
  private final List<Runnable> whenItFits = new ArrayList<>();
  private volatile Fitted fitted;
  private EntityDefinition entity;
  private Runnable turnReader = () -> {};

  /** What the next look that was asked for is to answer; null when none was. */
  private Promise<Boolean> asked;

  private boolean askedForSource;
  private boolean looking;
  private long lookedAt;
  private long timer = -1;

  SchemaGuard(
      Vertx vertx,
      Run run,
      IngressConfig.Flow flow,
      Check check,
      Map<String, String> entities,
      DynamicsClient dynamics,
      CampaignClient campaign,
      FlowProgress progress,
      Backoff backoff) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.run = run;
    this.flow = flow;
    this.check = check;
    this.entities = entities;
    this.dynamics = dynamics;
    this.campaign = campaign;
    this.progress = progress;
    this.report = run.reports().apply(flow.id());
    this.retrying = new Retrying(vertx, run, backoff, flow.id(), Part.SCHEMA);
  }

  /** As it was configured. */
  IngressConfig.Flow flow() {
    return flow;
  }

  /** Looks for the first time. Succeeds whether it fits or not. */
  Future<Void> start() {
    return retrying
        .call(dynamics::whoAmI)
        .compose(who -> look(true))
        .onSuccess(fits -> rest())
        .mapEmpty();
  }

  void close() {
    vertx.cancelTimer(timer);
    dynamics.close();
    campaign.close();
  }

  /** The flow with what both systems said last; empty while it is held. */
  Optional<Fitted> now() {
    return Optional.ofNullable(fitted);
  }

  /** Calls back, on the caller's context, each time the flow goes on. */
  void onFit(Runnable action) {
    Context caller = vertx.getOrCreateContext();
    context.runOnContext(v -> turnReader = () -> caller.runOnContext(there -> action.run()));
  }

  /** Waits until it fits; fails with {@link RunStoppedException} once the run is asked to stop. */
  Future<Fitted> whenFits() {
    Fitted now = fitted;
    if (now != null) {
      return Future.succeededFuture(now);
    }
    Promise<Fitted> promise = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    Runnable answer =
        () ->
            caller.runOnContext(
                v -> {
                  Fitted fits = fitted;
                  if (fits == null) {
                    promise.tryFail(new RunStoppedException());
                  } else {
                    promise.tryComplete(fits);
                  }
                });
    context.runOnContext(
        v -> {
          if (fitted != null) {
            answer.run();
          } else {
            whenItFits.add(answer);
          }
        });
    run.stopRequested()
        .onSuccess(stopped -> caller.runOnContext(v -> promise.tryFail(new RunStoppedException())));
    return promise.future();
  }

  /** The source refused something: whether the mapping fits it, by a look that begins now. */
  Future<Boolean> sourceStillFits() {
    return ask(true);
  }

  /** The target refused something: whether the mapping fits it, by a look that begins now. */
  Future<Boolean> targetStillFits() {
    return ask(false);
  }

  private Future<Boolean> ask(boolean source) {
    Promise<Boolean> answer = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    context.runOnContext(
        v -> {
          if (asked == null) {
            asked = Promise.promise();
            askedForSource = false;
          }
          askedForSource |= source;
          asked.future().onComplete(result -> caller.runOnContext(there -> tell(answer, result)));
          if (!looking) {
            schedule();
          }
        });
    run.stopRequested()
        .onSuccess(stopped -> caller.runOnContext(v -> answer.tryFail(new RunStoppedException())));
    return answer.future();
  }

  private static void tell(Promise<Boolean> answer, AsyncResult<Boolean> result) {
    if (result.succeeded()) {
      answer.tryComplete(result.result());
    } else {
      answer.tryFail(result.cause());
    }
  }

  private void rest() {
    looking = false;
    lookedAt = System.nanoTime();
    schedule();
  }

  /** The next look is in a while, or soon where it was asked for. */
  private void schedule() {
    vertx.cancelTimer(timer);
    if (!run.isStopping()) {
      Duration pause =
          asked == null ? Duration.ofSeconds(flow.schemaCheckSeconds()) : SHORTEST_INTERVAL;
      Duration rested = Duration.ofNanos(System.nanoTime() - lookedAt);
      timer = vertx.setTimer(Math.max(1, pause.minus(rested).toMillis()), due -> lookAgain());
    }
  }

  private void lookAgain() {
    Promise<Boolean> answer = asked;
    asked = null;
    // What fails here fails the reader or the writer, too, or is told to who asked.
    look(answer == null || askedForSource)
        .onComplete(
            fits -> {
              rest();
              if (answer != null) {
                answer.handle(fits);
              }
            });
  }

  /** One look. The target is asked in any case, the source where it may be the reason. */
  private Future<Boolean> look(boolean source) {
    looking = true;
    Future<EntityDefinition> there =
        source || entity == null
            ? retrying.call(() -> dynamics.entity(flow.mapping().entity()))
            : Future.succeededFuture(entity);
    return there
        .compose(
            table ->
                retrying
                    .call(() -> campaign.resourceType(flow.mapping().resource()))
                    .map(resource -> judge(table, resource)))
        .recover(
            failure ->
                failure instanceof MissingException missing
                    ? Future.succeededFuture(hold(List.of(misfit(missing))))
                    : Future.failedFuture(failure));
  }

  private static Misfit misfit(MissingException missing) {
    return new Misfit(
        missing.system().equals(Vendor.DYNAMICS.system()) ? "/mapping/entity" : "/mapping/resource",
        missing.cause(),
        missing.remedy());
  }

  private boolean judge(EntityDefinition table, ResourceType resource) {
    entity = table;
    List<Misfit> misfits = check.misfits(flow, table, resource);
    return misfits.isEmpty() ? goOn(Fitted.of(flow, table, resource, entities)) : hold(misfits);
  }

  private boolean goOn(Fitted fits) {
    boolean held = fitted == null;
    fitted = fits;
    progress.park(false);
    report.release(Part.SCHEMA);
    if (held) {
      List.copyOf(whenItFits).forEach(Runnable::run);
      whenItFits.clear();
      turnReader.run();
    }
    return true;
  }

  private boolean hold(List<Misfit> misfits) {
    fitted = null;
    entity = null;
    progress.park(true);
    report.hold(
        Part.SCHEMA,
        new Condition(
            Condition.Code.SCHEMA_MISMATCH,
            null,
            flow.id(),
            misfits.stream()
                .map(misfit -> misfit.message() + " " + misfit.remedy())
                .collect(Collectors.joining(" ")),
            0,
            null,
            Instant.now()));
    return false;
  }
}
