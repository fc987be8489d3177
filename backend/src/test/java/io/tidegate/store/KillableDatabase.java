package io.tidegate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL of a test's own, durable as in production, that is killed with {@code kill -9} and
 * started again on the same data and at the same port.
 */
public final class KillableDatabase implements AutoCloseable {
  private final Path folder;
  private final EmbeddedDatabase database;
  private final List<String> command;
  private ProcessHandle server;

  private KillableDatabase(Path folder, EmbeddedDatabase database, ProcessHandle server) {
    this.folder = folder;
    this.database = database;
    this.server = server;
    this.command = commandOf(server);
  }

  /** Starts it. */
  public static KillableDatabase start() {
    try {
      Path folder = Files.createTempDirectory("tidegate-killable");
      EmbeddedDatabase started = EmbeddedDatabase.start(folder);
      String pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0).strip();
      return new KillableDatabase(
          folder, started, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL does not run as root; the embedded one is root in a namespace of its own only. */
  private static List<String> commandOf(ProcessHandle server) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(server.info().command().orElseThrow());
    command.addAll(Arrays.asList(server.info().arguments().orElseThrow()));
    return command;
  }

  public DatabaseOptions options() {
    return database.options();
  }

  /** {@code kill -9}, of the server and of all its sessions; returns when they are gone. */
  public void kill() {
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Starts the server again; returns when it takes connections. */
  public void startAgain() {
    try {
      server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.resolve("postgres.log").toFile()))
              .start()
              .toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("PostgreSQL takes connections")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              execute("SELECT 1");
              return true;
            });
  }

  /** Runs a statement by the other driver. */
  public void execute(String sql) throws SQLException {
    DatabaseOptions options = options();
    try (Connection connection =
            DriverManager.getConnection(options.jdbcUrl(), options.user(), options.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    kill();
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
