package io.tidegate.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void letsNoMoreCallsThroughThanItsConcurrencyFromManyContexts() throws Exception {
    Gate gate = gate(4);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Void>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Scope scope = gate.scope();
      for (int j = 0; j < 100; j++) {
        calls.add(
            scope.submit(
                () -> {
                  most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                  return vertx
                      .executeBlocking(() -> null, false)
                      .onComplete(done -> inFlight.decrementAndGet())
                      .mapEmpty();
                }));
      }
    }
    Future.all(calls).await(30, SECONDS);
    assertThat(most.get()).isBetween(1, 4);
    assertThat(gate.inFlight()).isZero();
  }

  @Test
  void completesOnTheContextTheCallWasSubmittedFrom() throws Exception {
    Gate gate = gate(1);
    Promise<Boolean> same = Promise.promise();
    Promise<Void> answer = Promise.promise();
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                Context mine = context;
                gate.scope()
                    .submit(answer::future)
                    .onComplete(done -> same.complete(Vertx.currentContext() == mine));
                return Future.succeededFuture();
              }
            })
        .await(10, SECONDS);
    answer.complete();
    assertThat(same.future().await(10, SECONDS)).isTrue();
  }

  @Test
  void sendsNothingOfAnyScopeWhilePaused() {
    Gate gate = gate(4);
    assertThatThrownBy(() -> throttle(gate, Duration.ofMinutes(5)).await(10, SECONDS))
        .isInstanceOf(RetriableException.class);
    assertThat(gate.pausedUntil()).isPresent();
    AtomicInteger sent = new AtomicInteger();
    for (int i = 0; i < 4; i++) {
      gate.scope().submit(() -> Future.succeededFuture(sent.incrementAndGet()));
    }
    assertThat(gate.inFlight()).isZero();
    assertThat(sent).hasValue(0);
  }

  @Test
  void goesOnByItselfAfterAPause() throws Exception {
    Gate gate = gate(4);
    throttle(gate, Duration.ofMillis(50)).otherwiseEmpty().await(10, SECONDS);
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(gate.scope().submit(() -> Future.succeededFuture(gate.pausedUntil().isPresent())));
    }
    Future.all(calls).await(10, SECONDS);
    assertThat(calls).noneMatch(Future::result);
  }

  @Test
  void goesOnAfterAPauseAlthoughTheVerticleThatWaitedIsGone() throws Exception {
    Gate gate = gate(4);
    throttle(gate, Duration.ofMillis(500)).otherwiseEmpty().await(10, SECONDS);
    Scope mine = gate.scope();
    String verticle =
        vertx
            .deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    mine.submit(Future::succeededFuture);
                    return Future.succeededFuture();
                  }
                })
            .await(10, SECONDS);
    vertx.undeploy(verticle).await(10, SECONDS);
    mine.close().await(10, SECONDS);
    gate.scope().submit(Future::succeededFuture).await(10, SECONDS);
  }

  @Test
  void closingAScopeGivesUpWhatWaitsAndLetsFinishWhatWasSent() throws Exception {
    Gate gate = gate(1);
    Scope scope = gate.scope();
    Promise<String> answer = Promise.promise();
    Future<String> sent = scope.submit(answer::future);
    Future<String> waiting = scope.submit(() -> Future.succeededFuture("sent all the same"));
    await().until(() -> gate.inFlight() == 1);
    Future<Void> closed = scope.close();
    assertThatThrownBy(() -> waiting.await(10, SECONDS)).isInstanceOf(ScopeClosedException.class);
    assertThatThrownBy(() -> scope.submit(answer::future).await(10, SECONDS))
        .isInstanceOf(ScopeClosedException.class);
    assertThat(closed.isComplete()).isFalse();
    answer.complete("finished");
    assertThat(sent.await(10, SECONDS)).isEqualTo("finished");
    closed.await(10, SECONDS);
  }

  @Test
  void closingAScopeLeavesTheOthersAlone() throws Exception {
    Gate gate = gate(1);
    Promise<Void> answer = Promise.promise();
    Future<Void> first = gate.scope().submit(answer::future);
    Scope closing = gate.scope();
    Future<Void> givenUp = closing.submit(Future::succeededFuture);
    Future<Void> other = gate.scope().submit(Future::succeededFuture);
    closing.close().await(10, SECONDS);
    answer.complete();
    Future.all(first, other).await(10, SECONDS);
    assertThatThrownBy(() -> givenUp.await(10, SECONDS)).isInstanceOf(ScopeClosedException.class);
  }

  @Test
  void scopesTakeTurnsSoThatABusyOneDoesNotStarveTheOthers() throws Exception {
    Gate gate = gate(1);
    ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
    Promise<Void> answer = Promise.promise();
    Scope busy = gate.scope();
    Scope quiet = gate.scope();
    List<Future<Void>> calls = new ArrayList<>();
    calls.add(busy.submit(answer::future));
    for (int i = 0; i < 5; i++) {
      calls.add(busy.submit(() -> note(order, "busy")));
    }
    calls.add(quiet.submit(() -> note(order, "quiet")));
    answer.complete();
    Future.all(calls).await(10, SECONDS);
    assertThat(order).startsWith("busy", "quiet", "busy");
  }

  @Test
  void refusesACallWhenTooManyWaitAlready() {
    Gate gate = gate(1);
    Scope scope = gate.scope();
    for (int i = 0; i <= Scope.MAX_WAITING; i++) {
      scope.submit(() -> Promise.<Void>promise().future());
    }
    assertThatThrownBy(() -> scope.submit(Future::succeededFuture).await(10, SECONDS))
        .isInstanceOfSatisfying(RetriableException.class, e -> assertThat(e.ambiguous()).isFalse());
  }

  @Test
  void aCallThatThrowsFailsAndGivesItsPlaceBack() throws Exception {
    Gate gate = gate(1);
    Scope scope = gate.scope();
    Future<Void> thrown =
        scope.submit(
            () -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(() -> thrown.await(10, SECONDS)).isInstanceOf(IllegalStateException.class);
    scope.submit(Future::succeededFuture).await(10, SECONDS);
    assertThat(gate.inFlight()).isZero();
  }

  private Gate gate(int concurrency) {
    return new Gate(vertx, "dynamics", new GateOptions(concurrency, concurrency, 0));
  }

  private static Future<Void> throttle(Gate gate, Duration wait) {
    return gate.scope()
        .submit(
            () ->
                Future.failedFuture(
                    new RetriableException("dynamics", "429", Optional.of(wait), false)));
  }

  private static Future<Void> note(ConcurrentLinkedQueue<String> order, String name) {
    order.add(name);
    return Future.succeededFuture();
  }
}
