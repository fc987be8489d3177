package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Fresh, migrated databases for tests: one PostgreSQL per JVM, started at the first use and gone
 * with the JVM; each database is a copy of one migrated template. Not synced to disk, since only
 * processes are killed in tests, not the machine.
 *
 * <pre>{@code
 * static final TestDatabase DATABASE = TestDatabase.create();
 * Database database = DATABASE.open(vertx);
 * }</pre>
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String TEMPLATE = "migrated";
  private static EmbeddedDatabase server;

  private final DatabaseOptions options;

  private TestDatabase(DatabaseOptions options) {
    this.options = options;
  }

  /** A fresh database with the schema of this build. */
  public static synchronized TestDatabase create() {
    String name = "test_" + COUNT.incrementAndGet();
    if (server == null) {
      server = start();
      execute(server.options(), "CREATE DATABASE " + TEMPLATE);
      Database.migrate(server.options(TEMPLATE));
    }
    execute(server.options(), "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return new TestDatabase(server.options(name));
  }

  /** How to reach it. */
  public DatabaseOptions options() {
    return options;
  }

  /** Opens it as the service does, and waits for that. */
  public Database open(Vertx vertx) {
    return await(Database.open(vertx, options));
  }

  /** Waits for a future on a test's own thread. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No result within a minute", e);
    }
  }

  /** A connection by the other driver, so that a test looks with eyes of its own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(options.jdbcUrl(), options.user(), options.password());
  }

  /** Runs a statement by the other driver. */
  public void execute(String sql) {
    execute(options, sql);
  }

  /** The first column of what a query finds, by the other driver. */
  public List<String> column(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The one number that a query finds, by the other driver; 0 when it finds nothing. */
  public long number(String sql) {
    List<String> values = column(sql);
    return values.isEmpty() ? 0 : Long.parseLong(values.get(0));
  }

  private static EmbeddedDatabase start() {
    try {
      Path folder = Files.createTempDirectory("tidegate-test");
      EmbeddedDatabase started = EmbeddedDatabase.start(folder, false);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    started.close();
                    delete(folder);
                  }));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(DatabaseOptions options, String sql) {
    try (Connection connection =
            DriverManager.getConnection(options.jdbcUrl(), options.user(), options.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
