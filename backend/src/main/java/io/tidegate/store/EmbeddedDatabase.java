package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of Tidegate's own, for the demo and the tests: binaries from Maven, data in a
 * folder that is kept, listening on the loopback interface at a free port.
 *
 * <p>The folder belongs to one process at a time, by a lock that the operating system lets go of
 * when the process dies, however it dies. A server that such a death left behind is stopped before
 * a new one starts. Nothing stops the server when the JVM ends: whoever started it closes it last,
 * after everything that uses it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String NAME = "tidegate";
  private static final String SUPERUSER = "postgres";

  /** Recovery after a power cut replays the log, which takes its time. */
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final FileChannel lockFile;
  private final EmbeddedPostgres server;

  private EmbeddedDatabase(FileChannel lockFile, EmbeddedPostgres server) {
    this.lockFile = lockFile;
    this.server = server;
  }

  /** {@link #start(Path)} off the event loop. */
  public static Future<EmbeddedDatabase> start(Vertx vertx, Path folder) {
    return vertx.executeBlocking(() -> start(folder), false);
  }

  /**
   * Starts PostgreSQL in a folder, making both when they are new. Blocks for some seconds.
   *
   * @throws IllegalStateException when another live process has the folder
   * @throws UncheckedIOException when the server does not start; its log is {@code postgres.log} in
   *     the folder
   */
  public static EmbeddedDatabase start(Path folder) {
    return start(folder, true);
  }

  /**
   * @param durable whether it survives a crash of the machine, as everything but a test wants it
   */
  static EmbeddedDatabase start(Path folder, boolean durable) {
    FileChannel lockFile = null;
    EmbeddedPostgres server = null;
    try {
      Path data = Files.createDirectories(folder.toAbsolutePath()).resolve("postgres");
      lockFile = lock(folder);
      Postmaster.stopLeftOver(data);
      server = launch(folder, data, durable);
      createDatabase(server);
      return new EmbeddedDatabase(lockFile, server);
    } catch (IOException e) {
      release(lockFile, server);
      throw new UncheckedIOException("PostgreSQL did not start in " + folder, e);
    } catch (RuntimeException e) {
      release(lockFile, server);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("tidegate.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException("Another Tidegate is running with its data in " + folder);
    }
    return channel;
  }

  /** The library's defaults trade durability for speed; this takes PostgreSQL's own back. */
  private static EmbeddedPostgres launch(Path folder, Path data, boolean durable)
      throws IOException {
    Redirect log = Redirect.to(folder.resolve("postgres.log").toFile());
    String safety = durable ? "on" : "off";
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(STARTUP)
        .setErrorRedirector(log)
        .setOutputRedirector(log)
        .setLocaleConfig("locale", "C")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("fsync", safety)
        .setServerConfig("synchronous_commit", safety)
        .setServerConfig("max_connections", "100")
        .start();
  }

  private static void createDatabase(EmbeddedPostgres server) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean there;
      try (ResultSet found =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
        there = found.next();
      }
      if (!there) {
        statement.executeUpdate("CREATE DATABASE " + NAME);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** How to reach it. */
  public DatabaseOptions options() {
    return options(NAME);
  }

  DatabaseOptions options(String database) {
    return new DatabaseOptions(
        "postgresql://127.0.0.1:" + server.getPort() + "/" + database, SUPERUSER, "");
  }

  /** {@link #close()} off the event loop. */
  public Future<Void> close(Vertx vertx) {
    return vertx.executeBlocking(
        () -> {
          close();
          return null;
        },
        false);
  }

  /** Stops the server; the data stay. Blocks for as long as its last checkpoint takes. */
  @Override
  public void close() {
    release(lockFile, server);
  }

  private static void release(FileChannel lockFile, EmbeddedPostgres server) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop cleanly", e);
    }
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException e) {
      LOG.warn("The lock of the data folder was not let go of", e);
    }
  }
}
