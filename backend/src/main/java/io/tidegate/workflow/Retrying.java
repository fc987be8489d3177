package io.tidegate.workflow;

import io.tidegate.connector.RetriableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Repeats a call for as long as it fails in a way that waiting may mend, shows the operator why,
 * and gives up only when the run is stopped. The connectors repeat nothing themselves.
 */
public final class Retrying {
  private final Vertx vertx;
  private final Run run;
  private final Backoff backoff;
  private final String flow;
  private final FlowReport.Part part;
  private final FlowReport report;

  public Retrying(Vertx vertx, Run run, Backoff backoff, String flow, FlowReport.Part part) {
    this.vertx = vertx;
    this.run = run;
    this.backoff = backoff;
    this.flow = flow;
    this.part = part;
    this.report = run.reports().apply(flow);
  }

  /**
   * Makes the call until it succeeds or fails for good.
   *
   * @return fails with {@link RunStoppedException} once the run is asked to stop
   */
  public <T> Future<T> call(Supplier<Future<T>> call) {
    return attempt(call, 1);
  }

  private <T> Future<T> attempt(Supplier<Future<T>> call, int attempt) {
    if (run.isStopping()) {
      return Future.failedFuture(new RunStoppedException());
    }
    return call.get()
        .onSuccess(
            result -> {
              if (attempt > 1) {
                report.release(part);
              }
            })
        .recover(
            failure ->
                failure instanceof RetriableException retriable
                    ? again(call, attempt, retriable)
                    : Future.failedFuture(failure));
  }

  private <T> Future<T> again(Supplier<Future<T>> call, int attempt, RetriableException failure) {
    Duration delay = failure.retryAfter().orElseGet(() -> backoff.delay(attempt));
    report.hold(part, condition(flow, failure, attempt, Instant.now().plus(delay)));
    return pause(delay).compose(waited -> attempt(call, attempt + 1));
  }

  private Future<Void> pause(Duration delay) {
    Promise<Void> waited = Promise.promise();
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> waited.tryComplete());
    run.stopRequested()
        .onSuccess(
            stopped -> {
              vertx.cancelTimer(timer);
              waited.tryComplete();
            });
    return waited.future();
  }

  /** What the operator is told while a call is to be repeated. */
  public static Condition condition(
      String flow, RetriableException failure, int attempt, Instant until) {
    boolean throttled = failure.kind() == RetriableException.Kind.THROTTLED;
    return new Condition(
        throttled ? Condition.Code.THROTTLED : Condition.Code.RETRYING,
        failure.system(),
        flow,
        failure.getMessage(),
        attempt,
        until,
        Instant.now());
  }
}
