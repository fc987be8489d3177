package io.tidegate.queue;

import io.tidegate.store.DatabaseException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The loop of one lane. Everything in it runs on one context, so it needs no locks; {@link #wake}
 * and {@link #close} may be called from anywhere.
 *
 * <p>A wake-up cannot be missed: the queue's state is moved on before it wakes, and the loop looks
 * at the state on the context on which it is woken before it falls asleep.
 */
final class LaneLoop implements LaneConsumer {
  private static final long FIRST_DELAY_MILLIS = 200;
  private static final long LONGEST_DELAY_MILLIS = 15_000;

  private final Vertx vertx;
  private final Context context;
  private final AddressQueue queue;
  private final int lane;
  private final int max;
  private final Function<Batch, Future<Settlement>> writer;
  private final Consumer<Optional<DatabaseTrouble>> trouble;
  private final Promise<Void> ended = Promise.promise();

  private boolean closing;
  private boolean idle;
  private int failures;
  private int fruitless;
  private long timer = -1;
  private Runnable afterTimer;

  LaneLoop(
      Vertx vertx,
      AddressQueue queue,
      int lane,
      int max,
      Function<Batch, Future<Settlement>> writer,
      Consumer<Optional<DatabaseTrouble>> trouble) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.queue = queue;
    this.lane = lane;
    this.max = max;
    this.writer = writer;
    this.trouble = trouble;
  }

  int lane() {
    return lane;
  }

  void start() {
    context.runOnContext(ignored -> next());
  }

  /** Something may be pending. */
  void wake() {
    context.runOnContext(
        ignored -> {
          if (idle) {
            idle = false;
            next();
          }
        });
  }

  @Override
  public Future<Void> close() {
    context.runOnContext(
        ignored -> {
          closing = true;
          if (idle) {
            idle = false;
            next();
          } else if (timer >= 0 && vertx.cancelTimer(timer)) {
            timer = -1;
            afterTimer.run();
          }
        });
    return ended.future().otherwiseEmpty();
  }

  @Override
  public Future<Void> ended() {
    return ended.future();
  }

  /** The queue is gone for this loop. */
  void fail(Throwable failure) {
    context.runOnContext(
        ignored -> {
          if (idle || timer >= 0) {
            vertx.cancelTimer(timer);
            end(failure);
          }
        });
  }

  private void next() {
    if (closing) {
      end(null);
    } else if (!queue.pending(lane)) {
      idle = true;
    } else {
      queue
          .take(lane, max)
          .onComplete(
              taken -> {
                if (taken.failed()) {
                  retryOrEnd(taken.cause(), this::next);
                } else {
                  recovered();
                  write(taken.result());
                }
              });
    }
  }

  private void write(Batch batch) {
    if (closing || batch.isEmpty()) {
      next();
      return;
    }
    written(batch)
        .onComplete(
            settlement -> {
              if (settlement.failed()) {
                end(settlement.cause());
              } else {
                settle(batch, settlement.result());
              }
            });
  }

  private Future<Settlement> written(Batch batch) {
    try {
      return writer.apply(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void settle(Batch batch, Settlement settlement) {
    Future<Void> settled;
    try {
      settled = queue.settle(batch, settlement);
    } catch (RuntimeException e) {
      end(e);
      return;
    }
    settled.onComplete(
        done -> {
          if (done.failed()) {
            retryOrEnd(done.cause(), () -> settleAgain(batch, settlement, done.cause()));
          } else {
            recovered();
            settled(settlement.upTo() > batch.first());
          }
        });
  }

  /** A writer that settles nothing is not called again at once. */
  private void settled(boolean progress) {
    fruitless = progress ? 0 : fruitless + 1;
    if (fruitless == 0 || closing) {
      next();
    } else {
      later(delay(fruitless), this::next);
    }
  }

  /** Closing gives the database no second chance: the batch is put back. */
  private void settleAgain(Batch batch, Settlement settlement, Throwable failure) {
    if (closing) {
      end(failure);
    } else {
      settle(batch, settlement);
    }
  }

  private void retryOrEnd(Throwable failure, Runnable again) {
    if (closing || !(failure instanceof DatabaseException cause) || !cause.retriable()) {
      end(failure);
      return;
    }
    failures++;
    long millis = delay(failures);
    trouble.accept(Optional.of(new DatabaseTrouble(failures, Duration.ofMillis(millis), cause)));
    later(millis, again);
  }

  private void recovered() {
    if (failures > 0) {
      failures = 0;
      trouble.accept(Optional.empty());
    }
  }

  private void later(long millis, Runnable action) {
    afterTimer = action;
    timer =
        vertx.setTimer(
            millis,
            ignored -> {
              timer = -1;
              action.run();
            });
  }

  /** Doubles up to a bound; jittered, so that lanes do not knock all at once. */
  private static long delay(int attempt) {
    long ceiling = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(attempt - 1, 10));
    return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
  }

  private void end(Throwable failure) {
    idle = false;
    timer = -1;
    queue.left(this);
    if (failure == null) {
      ended.tryComplete();
    } else {
      ended.tryFail(failure);
    }
  }
}
