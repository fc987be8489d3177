package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir Path folder;

  /** A process that starts a database, stores a row, says so, and waits to be killed. */
  static final class Starter {
    public static void main(String[] args) throws SQLException, InterruptedException {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]));
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    DatabaseOptions options = database.options();
    return DriverManager.getConnection(options.jdbcUrl(), options.user(), options.password());
  }

  private Process startElsewhere() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                folder.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
    return process;
  }

  @Test
  void data_are_kept_and_writes_are_durable() throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      execute(database, "CREATE TABLE kept AS SELECT 7 AS answer");
      assertThat(one(database, "SHOW fsync")).isEqualTo("on");
      assertThat(one(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(one(database, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(one(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(one(database, "SELECT answer FROM kept")).isEqualTo("7");
    }
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void a_server_left_by_a_killed_process_is_stopped_and_its_data_are_there()
      throws IOException, InterruptedException, SQLException {
    Process killed = startElsewhere();
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Another Tidegate");

    killed.destroyForcibly().waitFor();
    long left = serverProcess();
    assertThat(ProcessHandle.of(left))
        .hasValueSatisfying(server -> assertThat(server.isAlive()).isTrue());
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(one(database, "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(serverProcess()).isNotEqualTo(left);
      assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  private long serverProcess() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0).strip());
  }

  @Test
  void a_process_file_whose_number_is_another_process_now_does_no_harm()
      throws IOException, SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      execute(database, "CREATE TABLE kept AS SELECT 7 AS answer");
    }
    Files.writeString(
        folder.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(one(database, "SELECT answer FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void one_process_starts_it_once() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(database.options().toString()).contains("127.0.0.1");
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
