package io.tidegate;

import io.tidegate.store.DatabaseOptions;
import io.tidegate.store.ServiceLock;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Condition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which this service is the one that works on its database. It ends when the lock is
 * lost, with the database or with the connection to it, and begins again as soon as the lock can be
 * had again; the process and its page go on meanwhile.
 */
final class Tenure {
  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

  /** A database that is back is noticed soon. */
  private static final Backoff RETRY =
      new Backoff(
          Duration.ofMillis(500),
          Duration.ofSeconds(4),
          () -> ThreadLocalRandom.current().nextDouble());

  /** What works on the database. */
  interface Work {

    /** Begins for the first time. */
    Future<Void> start();

    /**
     * Goes on; another service may have worked on the database meanwhile.
     *
     * @return when it fails, an interruption follows before the next try
     */
    Future<Void> resume();

    /**
     * Nothing may be stored any more.
     *
     * @param why what to show; it may change, with another call, before the work is resumed
     * @return completes when nothing is being stored
     */
    Future<Void> interrupt(Condition why);
  }

  private final Vertx vertx;
  private final DatabaseOptions database;
  private final Work work;

  /** Not a verticle's, which would take the lock's connection along when it is undeployed. */
  private final Context home;

  private volatile ServiceLock lock;
  private volatile boolean ended;

  /** The last interruption: nothing is resumed before it is complete. */
  private volatile Future<Void> interrupted = Future.succeededFuture();

  Tenure(Vertx vertx, DatabaseOptions database, Work work) {
    this.vertx = vertx;
    this.database = database;
    this.work = work;
    this.home = vertx.getOrCreateContext();
  }

  /** Waits for other services to end, and begins. */
  Future<Void> begin() {
    return ServiceLock.acquire(
            vertx,
            database,
            () -> LOG.info("Another Tidegate works on this database; waiting to take over"))
        .compose(acquired -> hold(acquired, work.start()));
  }

  /** Ends for good; what works on the database has to have ended. */
  Future<Void> end() {
    ended = true;
    return lock == null ? Future.succeededFuture() : lock.release();
  }

  /** A lock that is lost while the work begins is noticed when it has begun. */
  private Future<Void> hold(ServiceLock acquired, Future<Void> begun) {
    lock = acquired;
    return begun.onSuccess(working -> acquired.lost().onSuccess(lost -> lost()));
  }

  private void lost() {
    if (!ended) {
      LOG.warn("The database was lost: the workflows wait until it is back");
      pause(1);
    }
  }

  private void pause(int attempt) {
    Duration delay = RETRY.delay(attempt);
    interrupt(Condition.databaseUnavailable(null, attempt, delay))
        .eventually(() -> lock == null ? Future.succeededFuture() : lock.release())
        .onComplete(
            paused ->
                home.runOnContext(v -> vertx.setTimer(delay.toMillis(), due -> tryAgain(attempt))));
  }

  private void tryAgain(int attempt) {
    if (ended) {
      return;
    }
    lock = null;
    ServiceLock.acquire(vertx, database, () -> interrupt(Condition.databaseTaken()))
        .compose(this::resume)
        .onSuccess(resumed -> LOG.info("The database is back: the workflows go on"))
        .onFailure(
            failure -> {
              LOG.warn("The database is not back yet: {}", failure.getMessage());
              if (!ended) {
                pause(attempt + 1);
              }
            });
  }

  private Future<Void> interrupt(Condition why) {
    interrupted = work.interrupt(why);
    return interrupted;
  }

  private Future<Void> resume(ServiceLock acquired) {
    return ended
        ? acquired.release()
        : hold(acquired, interrupted.transform(done -> work.resume()));
  }
}
