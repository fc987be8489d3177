package io.tidegate.store;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.util.Objects;

/**
 * Where PostgreSQL is and how to get in.
 *
 * @param uri {@code postgresql://host:port/database}, without credentials; query parameters such as
 *     {@code ?sslmode=require} are handed to both drivers
 * @param user the role to log in as
 * @param password its password; never printed
 * @param poolSize how many connections the service may hold at once
 */
public record DatabaseOptions(String uri, String user, String password, int poolSize) {

  /** Enough for every lane of three flows to take and settle at once. */
  public static final int DEFAULT_POOL_SIZE = 16;

  private static final int PREPARED_STATEMENTS = 128;
  private static final int PIPELINING = 16;
  private static final String STATEMENT_TIMEOUT = "50s";
  private static final String IDLE_IN_TRANSACTION_TIMEOUT = "30s";

  public DatabaseOptions {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (poolSize < 1) {
      throw new IllegalArgumentException("poolSize must be at least 1, not " + poolSize);
    }
    URI parsed;
    try {
      parsed = URI.create(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The database address must look like postgresql://host:5432/database", e);
    }
    if (!"postgresql".equals(parsed.getScheme()) || parsed.getHost() == null) {
      throw new IllegalArgumentException(
          "The database address must look like postgresql://host:5432/database");
    }
    if (parsed.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "Give the database's user and password by themselves, not inside its address");
    }
  }

  /** The same database with the default pool size. */
  public DatabaseOptions(String uri, String user, String password) {
    this(uri, user, password, DEFAULT_POOL_SIZE);
  }

  /** The address as the JDBC driver wants it. */
  String jdbcUrl() {
    return "jdbc:" + uri;
  }

  /**
   * The options of the reactive driver. Statements are prepared once per connection; a segment
   * table's statements leave that cache by age, and its name never comes back, so a dropped table
   * cannot be met through it. The server ends what takes longer than anything here should, so that
   * nobody waits for ever for a lock of somebody who is gone.
   */
  PgConnectOptions connectOptions() {
    return PgConnectOptions.fromUri(uri)
        .setUser(user)
        .setPassword(password)
        .setPipeliningLimit(PIPELINING)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
        .addProperty("application_name", "tidegate")
        .addProperty("statement_timeout", STATEMENT_TIMEOUT)
        .addProperty("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_TIMEOUT)
        // Starting workers takes some 50 ms, and nearly all that is asked is answered in 5.
        .addProperty("max_parallel_workers_per_gather", "0");
  }

  @Override
  public String toString() {
    return "DatabaseOptions[uri=" + uri + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
