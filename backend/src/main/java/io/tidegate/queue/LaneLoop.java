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
 * The loop of one lane. Everything in it runs on one context, so it needs no locks; {@link #wake},
 * {@link #fail} and {@link #close} may be called from anywhere.
 *
 * <p>A wake-up cannot be missed: the queue's state is moved on before it wakes, and the loop looks
 * at the state on the context on which it is woken before it falls asleep. Every round starts a
 * chain of futures of its own, so that nothing grows with the number of rounds or retries.
 */
final class LaneLoop implements LaneConsumer {
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;

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
  private long timer;

  /** What follows the pause under way; null when there is none. */
  private Runnable afterPause;

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
    step(this::next);
  }

  /** Something may be pending. */
  void wake() {
    step(this::stopSleeping);
  }

  /** The queue belongs to somebody else; what is in hand finds out when it is settled. */
  void fail(Throwable failure) {
    step(
        () -> {
          if (idle || afterPause != null) {
            end(failure);
          }
        });
  }

  @Override
  public Future<Void> close() {
    step(
        () -> {
          closing = true;
          stopSleeping();
          stopPausing();
        });
    return ended.future().otherwiseEmpty();
  }

  @Override
  public Future<Void> ended() {
    return ended.future();
  }

  /** Runs on the loop's context; whatever is thrown ends the loop instead of silencing it. */
  private void step(Runnable action) {
    context.runOnContext(
        ignored -> {
          if (ended.future().isComplete()) {
            return;
          }
          try {
            action.run();
          } catch (RuntimeException e) {
            end(e);
          }
        });
  }

  private void stopSleeping() {
    if (idle) {
      idle = false;
      next();
    }
  }

  private void next() {
    if (closing) {
      end(null);
    } else if (!queue.pending(lane)) {
      idle = true;
    } else {
      queue.take(lane, max).onComplete(this::taken, this::takeFailed);
    }
  }

  private void taken(Batch batch) {
    step(
        () -> {
          recovered();
          if (closing || batch.isEmpty()) {
            next();
          } else {
            writer
                .apply(batch)
                .onComplete(
                    settlement -> step(() -> settle(batch, settlement)),
                    failure -> step(() -> retryOrEnd(failure, this::next)));
          }
        });
  }

  private void takeFailed(Throwable failure) {
    step(() -> retryOrEnd(failure, this::next));
  }

  private void settle(Batch batch, Settlement settlement) {
    queue
        .settle(batch, settlement)
        .onComplete(
            ignored -> step(() -> settled(settlement.upTo() > batch.first())),
            failure ->
                step(() -> retryOrEnd(failure, () -> settleAgain(batch, settlement, failure))));
  }

  /** A writer that settles nothing is not called again at once. */
  private void settled(boolean progress) {
    recovered();
    fruitless = progress ? 0 : fruitless + 1;
    if (fruitless == 0 || closing) {
      next();
    } else {
      pause(pauseMillis(fruitless), this::next);
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
    long millis = pauseMillis(failures);
    pause(millis, again);
    trouble.accept(Optional.of(new DatabaseTrouble(failures, Duration.ofMillis(millis), cause)));
  }

  private void recovered() {
    if (failures > 0) {
      failures = 0;
      trouble.accept(Optional.empty());
    }
  }

  private void pause(long millis, Runnable then) {
    afterPause = then;
    timer = vertx.setTimer(millis, ignored -> step(this::stopPausing));
  }

  private void stopPausing() {
    if (afterPause != null) {
      Runnable then = afterPause;
      afterPause = null;
      vertx.cancelTimer(timer);
      then.run();
    }
  }

  /** Doubles up to a bound; jittered, so that lanes do not knock all at once. */
  private static long pauseMillis(int attempt) {
    long ceiling = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
  }

  private void end(Throwable failure) {
    idle = false;
    if (afterPause != null) {
      afterPause = null;
      vertx.cancelTimer(timer);
    }
    queue.left(this);
    if (failure == null) {
      ended.tryComplete();
    } else {
      ended.tryFail(failure);
    }
  }
}
