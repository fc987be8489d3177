package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one Tidegate service at a time work on a database: a session-level advisory lock on a
 * connection of its own. A second service waits here and takes over when the first one lets go or
 * dies (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
 *
 * <p>The lock keeps two services from working against each other; it is the queues' fencing that
 * keeps a service that lost it without noticing from storing anything.
 */
public final class ServiceLock {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLock.class);

  /** "tidegate" as a number, as good as any. */
  private static final long KEY = 0x7469646567617465L;

  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final SqlConnection connection;
  private final Promise<Void> lost = Promise.promise();
  private final long timer;

  private ServiceLock(Vertx vertx, SqlConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
    connection.closeHandler(ignored -> lose());
    connection.exceptionHandler(ignored -> {});
    timer = vertx.setPeriodic(HEARTBEAT.toMillis(), ignored -> beat());
  }

  /** {@link #acquire(Vertx, DatabaseOptions, Runnable)} without being told of a wait. */
  public static Future<ServiceLock> acquire(Vertx vertx, DatabaseOptions options) {
    return acquire(vertx, options, () -> {});
  }

  /**
   * Waits until no other service holds the lock.
   *
   * @param waiting called once when another service holds it
   * @return the lock; fails when the database cannot be reached at the first try, and goes on
   *     trying when it is lost during the wait
   */
  public static Future<ServiceLock> acquire(
      Vertx vertx, DatabaseOptions options, Runnable waiting) {
    return connect(vertx, options)
        .compose(connection -> attempt(vertx, connection))
        .compose(
            lock -> {
              if (lock != null) {
                return Future.succeededFuture(lock);
              }
              waiting.run();
              return again(vertx, options);
            });
  }

  private static Future<ServiceLock> again(Vertx vertx, DatabaseOptions options) {
    AtomicReference<ServiceLock> lock = new AtomicReference<>();
    return Rounds.run(
            () ->
                vertx
                    .timer(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                    .compose(ignored -> connect(vertx, options))
                    .compose(connection -> attempt(vertx, connection))
                    .onSuccess(lock::set)
                    .otherwiseEmpty()
                    .map(ignored -> lock.get() == null))
        .map(ignored -> lock.get());
  }

  /** A server that takes a connection and then says nothing is not waited for for ever. */
  private static Future<SqlConnection> connect(Vertx vertx, DatabaseOptions options) {
    Future<SqlConnection> connecting = session(vertx, options);
    return connecting
        .timeout(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .onFailure(late -> connecting.onSuccess(SqlConnection::close))
        .recover(failure -> Future.failedFuture(DatabaseException.unreachable(failure)));
  }

  /**
   * The server notices within half a minute when the machine of this service is gone, instead of
   * after hours, so that another one can take over.
   */
  private static Future<SqlConnection> session(Vertx vertx, DatabaseOptions options) {
    return PgConnection.connect(
            vertx,
            options
                .connectOptions()
                .addProperty("tcp_keepalives_idle", "10")
                .addProperty("tcp_keepalives_interval", "5")
                .addProperty("tcp_keepalives_count", "4"))
        .map(connection -> connection);
  }

  private static Future<ServiceLock> attempt(Vertx vertx, SqlConnection connection) {
    return connection
        .query("SELECT pg_try_advisory_lock(" + KEY + ")")
        .execute()
        .timeout(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? Future.succeededFuture(new ServiceLock(vertx, connection))
                    : connection.close().<ServiceLock>mapEmpty(),
            failure ->
                connection
                    .close()
                    .transform(ignored -> Future.failedFuture(DatabaseException.of(failure))));
  }

  /**
   * Tells when the lock is lost.
   *
   * @return resolves when the lock is no longer held for certain, other than by {@link #release}:
   *     from then on another service may work, and this one must stop
   */
  public Future<Void> lost() {
    return lost.future();
  }

  /** Lets go of the lock. */
  public Future<Void> release() {
    vertx.cancelTimer(timer);
    connection.closeHandler(ignored -> {});
    return connection.close();
  }

  private void beat() {
    connection
        .query("SELECT 1")
        .execute()
        .timeout(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .onFailure(ignored -> lose());
  }

  private void lose() {
    vertx.cancelTimer(timer);
    if (lost.tryComplete()) {
      LOG.warn("This service no longer holds its database: another one may take over");
      connection.close();
    }
  }
}
