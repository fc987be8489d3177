package io.tidegate.workflow.deadletter;

import io.tidegate.queue.DeadLetters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes dead letters that are older than they are to be kept. */
public final class DeadLetterRetention {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Vertx vertx;
  private final DeadLetters letters;
  private final Duration kept;
  private final LongConsumer expired;
  private Future<Void> sweeping = Future.succeededFuture();
  private long timer = -1;

  /**
   * Does nothing before it is started.
   *
   * @param kept for how long; zero for ever
   * @param expired told how many were removed
   */
  public DeadLetterRetention(
      Vertx vertx, DeadLetters letters, Duration kept, LongConsumer expired) {
    this.vertx = vertx;
    this.letters = letters;
    this.kept = kept;
    this.expired = expired;
  }

  /** Looks regularly from now on. */
  public void start() {
    if (!kept.isZero()) {
      timer =
          vertx.setPeriodic(
              FIRST.toMillis(),
              INTERVAL.toMillis(),
              due -> {
                if (sweeping.isComplete()) {
                  sweeping = sweep();
                }
              });
    }
  }

  /** Ends after the look under way. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return sweeping;
  }

  /** Removes what is too old now; what fails is left to the next look. */
  Future<Void> sweep() {
    return letters
        .addresses()
        .compose(
            addresses -> {
              Future<Long> removed = Future.succeededFuture(0L);
              for (String address : addresses) {
                removed =
                    removed.compose(
                        before ->
                            letters
                                .discardOlder(address, kept)
                                .onSuccess(expired::accept)
                                .map(count -> before + count));
              }
              return removed;
            })
        .transform(
            done -> {
              if (done.failed()) {
                LOG.warn("Old dead letters are not removed: {}", done.cause().getMessage());
              } else if (done.result() > 0) {
                LOG.info("{} dead letters were older than they are kept", done.result());
              }
              return Future.succeededFuture();
            });
  }
}
