package io.tidegate.acceptance.faults;

import io.tidegate.store.DatabaseOptions;
import io.tidegate.store.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL that can be killed, behind a relay: whoever uses it finds it at the same port after
 * it was started again. The suite itself looks into it without the relay.
 */
final class DatabaseServer implements AutoCloseable {
  private final Path folder;
  private final TcpRelay relay;
  private EmbeddedDatabase server;

  DatabaseServer(Path folder) {
    this.folder = folder;
    server = EmbeddedDatabase.start(folder);
    relay = new TcpRelay(port());
  }

  TcpRelay relay() {
    return relay;
  }

  /** How it is reached through the relay. */
  DatabaseOptions options() {
    DatabaseOptions direct = server.options();
    return new DatabaseOptions(
        direct.uri().replace(":" + port() + "/", ":" + relay.port() + "/"),
        direct.user(),
        direct.password());
  }

  /** {@code kill -9} of the server and all its processes. */
  void kill() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> processes = new ArrayList<>(postmaster.descendants().toList());
    processes.add(0, postmaster);
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  /** Ends it as an operator would, who does not wait for those who are connected. */
  void stop() {
    server.close();
  }

  /** Starts it after it was killed or stopped. */
  void start() {
    server.close();
    server = EmbeddedDatabase.start(folder);
    relay.target(port());
  }

  Connection connect() throws SQLException {
    DatabaseOptions direct = server.options();
    return DriverManager.getConnection(
        "jdbc:" + direct.uri() + "?ApplicationName=suite", direct.user(), direct.password());
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql) {
    List<String> values = column(sql);
    return values.isEmpty() ? 0 : Long.parseLong(values.get(0));
  }

  List<String> column(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int port() {
    return URI.create(server.options().uri()).getPort();
  }

  private long pid() {
    try {
      return Long.parseLong(
          Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    relay.close();
    server.close();
  }
}
