package io.tidegate.connector;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The calls of one caller at a {@link Gate}. Closing it gives up what waits; what is in flight
 * finishes.
 */
public final class Scope {

  /** Calls that may wait in one scope. Readers and writers hold themselves back long before. */
  static final int MAX_WAITING = 1_000;

  private final Gate gate;
  private final String system;
  private final boolean background;
  private final Deque<Gate.Waiting<?>> waiting = new ArrayDeque<>();
  private final Promise<Void> idle = Promise.promise();
  private int inFlight;
  private boolean closed;

  Scope(Gate gate, String system, boolean background) {
    this.gate = gate;
    this.system = system;
    this.background = background;
  }

  /**
   * Makes the call when the gate lets it through. Fails with {@link ScopeClosedException} if the
   * scope is closed before, and with {@link RetriableException} if too many calls wait already.
   */
  public <T> Future<T> submit(Supplier<Future<T>> call) {
    return gate.enter(this, call);
  }

  /**
   * Gives up all waiting calls and takes no more. Completes when the calls in flight have finished.
   */
  public Future<Void> close() {
    return gate.close(this);
  }

  /** Whether all others go before it. */
  boolean background() {
    return background;
  }

  synchronized Optional<ConnectorException> enqueue(Gate.Waiting<?> call) {
    if (closed) {
      return Optional.of(new ScopeClosedException(system));
    }
    if (waiting.size() >= MAX_WAITING) {
      return Optional.of(
          new RetriableException(
              system,
              "More than " + MAX_WAITING + " calls wait for " + system + " already.",
              Optional.empty(),
              false));
    }
    waiting.add(call);
    return Optional.empty();
  }

  synchronized Gate.Waiting<?> dequeue() {
    inFlight++;
    return waiting.remove();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized boolean closed() {
    return closed;
  }

  void ended() {
    synchronized (this) {
      inFlight--;
    }
    completeIfIdle();
  }

  synchronized List<Gate.Waiting<?>> giveUp() {
    closed = true;
    List<Gate.Waiting<?>> calls = new ArrayList<>(waiting);
    waiting.clear();
    return calls;
  }

  Future<Void> whenIdle() {
    completeIfIdle();
    return idle.future();
  }

  /** Completes outside the lock: whoever waits may well turn to the gate next. */
  private void completeIfIdle() {
    boolean complete;
    synchronized (this) {
      complete = closed && inFlight == 0;
    }
    if (complete) {
      idle.tryComplete();
    }
  }
}
