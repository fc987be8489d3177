package io.tidegate.connector;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request to one system passes this gate, whichever workflow sends it: the vendors' limits
 * hold for the account, not for a workflow. A 429 or 503 pauses all of them until {@code
 * Retry-After}; the number in flight adjusts itself (additive increase, multiplicative decrease);
 * requests are paced.
 *
 * <p>Calls wait in their {@link Scope}; the scopes take turns, those in the background when nothing
 * waits in any other. The gate repeats nothing: a call that failed has failed, and its failure
 * teaches the gate.
 *
 * <p>Safe for use from several contexts; a call runs, and its future completes, on the context it
 * was submitted from.
 *
 * @see <a href="https://learn.microsoft.com/power-apps/developer/data-platform/api-limits">Dynamics
 *     service protection limits</a>
 */
public final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Vertx vertx;
  private final String system;
  private GateOptions options;
  private final Admission admission;

  /** For timers: those set on a caller's context would be cancelled with its verticle. */
  private final Context home;

  private final Deque<Scope> turns = new ArrayDeque<>();
  private final Deque<Scope> backgroundTurns = new ArrayDeque<>();
  private final long epoch = System.nanoTime();
  private long nextWake = Long.MAX_VALUE;

  /** To be made where the service is wired, not in a verticle that may be undeployed before it. */
  public Gate(Vertx vertx, String system, GateOptions options) {
    this.vertx = vertx;
    this.system = system;
    this.options = options;
    this.home = vertx.getOrCreateContext();
    this.admission = new Admission(options, () -> ThreadLocalRandom.current().nextLong());
  }

  /** From now on, other options hold. What the gate has learnt of the system stays. */
  public void retune(GateOptions changed) {
    synchronized (this) {
      if (options.equals(changed)) {
        return;
      }
      options = changed;
      admission.retune(now(), changed);
    }
    letThrough();
  }

  /** A new scope, for one caller that may want to give up its waiting calls together. */
  public Scope scope() {
    return new Scope(this, system, false);
  }

  /** A scope for a caller that all others go before. */
  public Scope backgroundScope() {
    return new Scope(this, system, true);
  }

  /** Until when no request is sent, if there is a pause. */
  public synchronized Optional<Instant> pausedUntil() {
    long left = admission.pausedUntil() - now();
    return left > 0 ? Optional.of(Instant.now().plusNanos(left)) : Optional.empty();
  }

  /** How many requests may be in flight at present. */
  public synchronized int concurrency() {
    return admission.limit();
  }

  /** How many requests are in flight. */
  public synchronized int inFlight() {
    return admission.inFlight();
  }

  /** Takes note of the parallelism the system recommends (Dynamics: {@code x-ms-dop-hint}). */
  public void recommended(int parallelism) {
    synchronized (this) {
      admission.recommended(parallelism, options.maxConcurrency());
    }
    letThrough();
  }

  <T> Future<T> enter(Scope scope, Supplier<Future<T>> call) {
    Waiting<T> waiting = new Waiting<>(scope, call, vertx.getOrCreateContext(), Promise.promise());
    synchronized (this) {
      Optional<ConnectorException> refusal = scope.enqueue(waiting);
      if (refusal.isPresent()) {
        return Future.failedFuture(refusal.get());
      }
      if (scope.waiting() == 1) {
        turnsOf(scope).add(scope);
      }
    }
    letThrough();
    return waiting.promise.future();
  }

  Future<Void> close(Scope scope) {
    List<Waiting<?>> givenUp;
    synchronized (this) {
      givenUp = scope.giveUp();
      turnsOf(scope).remove(scope);
    }
    givenUp.forEach(Waiting::giveUp);
    return scope.whenIdle();
  }

  /** Starts as many waiting calls as may go now, and sets a timer if only time is missing. */
  private void letThrough() {
    List<Waiting<?>> ready = new ArrayList<>();
    synchronized (this) {
      while (!turns.isEmpty() || !backgroundTurns.isEmpty()) {
        long now = now();
        long wait = admission.waitBefore(now);
        if (wait > 0) {
          if (wait != Admission.FULL) {
            wakeIn(wait);
          }
          break;
        }
        Scope scope = turns.isEmpty() ? backgroundTurns.remove() : turns.remove();
        ready.add(scope.dequeue());
        admission.started(now);
        if (scope.waiting() > 0) {
          turnsOf(scope).add(scope);
        }
      }
    }
    ready.forEach(Waiting::start);
  }

  private Deque<Scope> turnsOf(Scope scope) {
    return scope.background() ? backgroundTurns : turns;
  }

  /** An earlier timer stays: when it fires, it looks again and sets the next one. */
  private void wakeIn(long nanos) {
    long due = now() + nanos;
    if (nextWake <= due) {
      return;
    }
    nextWake = due;
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
    home.runOnContext(v -> vertx.setTimer(millis, id -> wake()));
  }

  private void wake() {
    synchronized (this) {
      nextWake = Long.MAX_VALUE;
    }
    letThrough();
  }

  private synchronized void learn(long startedAt, Throwable failure) {
    long now = now();
    if (failure instanceof RetriableException retriable) {
      switch (retriable.kind()) {
        case THROTTLED -> {
          admission.throttled(startedAt, now, retriable.retryAfter());
          LOG.info(
              "{} throttles: paused for {} ms, then at most {} requests at once",
              system,
              TimeUnit.NANOSECONDS.toMillis(admission.pausedUntil() - now),
              admission.limit());
        }
        case TIMED_OUT -> admission.timedOut(startedAt, now);
        case FAILED -> admission.ended(now);
      }
    } else if (failure == null
        || (failure instanceof ConnectorException && !(failure instanceof ScopeClosedException))) {
      admission.answered(startedAt, now);
    } else {
      admission.ended(now);
    }
  }

  private long now() {
    return System.nanoTime() - epoch;
  }

  /** A call that waits for its turn. */
  final class Waiting<T> {

    private final Scope scope;
    private final Supplier<Future<T>> call;
    private final Context context;
    private final Promise<T> promise;

    private Waiting(Scope scope, Supplier<Future<T>> call, Context context, Promise<T> promise) {
      this.scope = scope;
      this.call = call;
      this.context = context;
      this.promise = promise;
    }

    private void giveUp() {
      context.runOnContext(v -> promise.fail(new ScopeClosedException(system)));
    }

    private void start() {
      context.runOnContext(
          v -> {
            long startedAt = now();
            outcome()
                .onComplete(
                    result -> {
                      learn(startedAt, result.cause());
                      letThrough();
                      context.runOnContext(
                          w -> {
                            promise.handle(result);
                            scope.ended();
                          });
                    });
          });
    }

    private Future<T> outcome() {
      if (scope.closed()) {
        return Future.failedFuture(new ScopeClosedException(system));
      }
      try {
        return call.get();
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }
  }
}
