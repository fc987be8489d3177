package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/** Tidegate's database: its schema brought up to date, and a pool of connections to it. */
public final class Database {
  private static final int CONNECT_TIMEOUT_SECONDS = 10;

  /**
   * A connection on which nothing comes for so long is lost, even if its socket does not know: the
   * server ends statements and idle transactions sooner ({@link DatabaseOptions}).
   */
  private static final int SILENCE_SECONDS = 60;

  /** Less than that, so that the pool itself closes what it does not need. */
  private static final int IDLE_SECONDS = 40;

  private static final int WAITING_CALLS = 1_000;

  private final Pool pool;

  private Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * Migrates the schema (off the event loop: Flyway speaks JDBC) and opens the pool.
   *
   * <p>Take the {@link ServiceLock} first: a migration must not change the schema under a service
   * that is working.
   *
   * @return the open database; fails with a retriable {@link DatabaseException} when it cannot be
   *     reached, with Flyway's exception when a migration fails or the schema is a newer Tidegate's
   */
  public static Future<Database> open(Vertx vertx, DatabaseOptions options) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              migrate(options);
              return null;
            },
            false)
        .recover(failure -> Future.failedFuture(DatabaseException.ofMigration(failure)))
        .map(ignored -> new Database(pool(vertx, options)));
  }

  /** The connections. Calls beyond its size wait in a bounded line. */
  public Pool pool() {
    return pool;
  }

  /** Closes every connection; transactions under way are rolled back by PostgreSQL. */
  public Future<Void> close() {
    return pool.close();
  }

  static void migrate(DatabaseOptions options) {
    Flyway.configure()
        .dataSource(options.jdbcUrl(), options.user(), options.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  static Pool pool(Vertx vertx, DatabaseOptions options) {
    return pool(vertx, options, SILENCE_SECONDS);
  }

  static Pool pool(Vertx vertx, DatabaseOptions options, int silence) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(options.poolSize())
                .setMaxWaitQueueSize(WAITING_CALLS)
                .setConnectionTimeout(CONNECT_TIMEOUT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .with(
            new NetClientOptions()
                .setTcpKeepAlive(true)
                .setReadIdleTimeout(silence)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setConnectTimeout(CONNECT_TIMEOUT_SECONDS * 1_000))
        .connectingTo(options.connectOptions())
        .using(vertx)
        .build();
  }
}
