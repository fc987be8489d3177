package io.tidegate.sandbox.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.sshd.common.SshException;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftpServerTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static JsonObject server() {
    return SANDBOX.control(HttpMethod.GET, "/sftp", null);
  }

  private static void write(String path, String content, boolean append) {
    SANDBOX.control(
        HttpMethod.POST,
        "/sftp/files",
        new JsonObject().put("path", path).put("content", content).put("append", append));
  }

  private static JsonArray files() {
    return SANDBOX.control(HttpMethod.GET, "/sftp/files", null).getJsonArray("files");
  }

  private static void faults(JsonObject faults) {
    SANDBOX.control(HttpMethod.PUT, "/sftp/faults", faults);
  }

  @Test
  void it_lets_its_user_in_by_password_and_shows_the_key_that_was_told() throws IOException {
    try (SftpConnection connection = SftpConnection.byPassword(server())) {
      assertThat(connection.hostKey()).isEqualTo(server().getString("hostKey"));
      assertThat(names(connection, "/d365_loads")).contains("exports");
    }
  }

  @Test
  void it_lets_its_user_in_by_key() throws IOException {
    write("/d365_loads/exports/a.csv", "a", false);

    try (SftpConnection connection = SftpConnection.byKey(server())) {
      assertThat(connection.read("/d365_loads/exports/a.csv")).isEqualTo("a");
    }
  }

  @Test
  void it_lets_in_nobody_else() {
    JsonObject wrongPassword = server().put("password", "guess");
    JsonObject wrongUser = server().put("user", "root");

    assertThatThrownBy(() -> SftpConnection.byPassword(wrongPassword))
        .isInstanceOf(SshException.class);
    assertThatThrownBy(() -> SftpConnection.byPassword(wrongUser)).isInstanceOf(SshException.class);
    assertThatThrownBy(() -> SftpConnection.byKey(wrongUser)).isInstanceOf(SshException.class);
  }

  @Test
  void files_are_written_appended_listed_and_deleted() throws IOException {
    write("/d365_loads/exports/b.csv", "one,\"two", false);
    write("/d365_loads/exports/b.csv", "\n…", true);
    write("/elsewhere/c.csv", "", false);

    assertThat(files())
        .containsExactly(
            new JsonObject().put("path", "/d365_loads/exports/b.csv").put("size", 12),
            new JsonObject().put("path", "/elsewhere/c.csv").put("size", 0));
    try (SftpConnection connection = SftpConnection.byPassword(server())) {
      assertThat(connection.read("/d365_loads/exports/b.csv")).isEqualTo("one,\"two\n…");
      connection.client().remove("/d365_loads/exports/b.csv");
    }
    SANDBOX.control(HttpMethod.DELETE, "/sftp/files?path=/elsewhere/c.csv", null);

    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative.csv", "/../outside.csv", "/d365_loads/../../x", "/"})
  void paths_that_lead_out_of_the_folder_are_refused(String path) {
    var answer =
        SANDBOX.tryControl(
            HttpMethod.POST, "/sftp/files", new JsonObject().put("path", path).put("content", "x"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo("path");
  }

  @Test
  void all_connections_are_cut_when_told_to() throws IOException {
    try (SftpConnection first = SftpConnection.byPassword(server());
        SftpConnection second = SftpConnection.byPassword(server())) {
      SANDBOX.control(HttpMethod.POST, "/sftp/disconnect", null);

      await().until(() -> !first.isOpen() && !second.isOpen());
    }
    try (SftpConnection again = SftpConnection.byPassword(server())) {
      assertThat(again.isOpen()).isTrue();
    }
  }

  @Test
  void nobody_gets_in_while_logins_are_refused() throws IOException {
    faults(new JsonObject().put("refuseLogins", true));
    assertThatThrownBy(() -> SftpConnection.byPassword(server())).isInstanceOf(SshException.class);

    faults(new JsonObject());
    try (SftpConnection connection = SftpConnection.byPassword(server())) {
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void each_session_is_cut_after_the_bytes_it_may_read() throws IOException {
    String content = "0123456789".repeat(10_000);
    write("/d365_loads/exports/long.csv", content, false);
    faults(new JsonObject().put("cutAfterBytes", 70_000));

    String firstPart = readUntilCut(0);
    String secondPart = readUntilCut(firstPart.length());

    assertThat(firstPart).hasSize(70_000);
    assertThat(firstPart + secondPart).isEqualTo(content);
  }

  /** What a session gets of the file from an offset on until its end or that of the session. */
  private static String readUntilCut(int from) throws IOException {
    StringBuilder got = new StringBuilder();
    byte[] block = new byte[20_000];
    try (SftpConnection connection = SftpConnection.byPassword(server());
        CloseableHandle file = connection.client().open("/d365_loads/exports/long.csv")) {
      for (int read = 0; read >= 0; ) {
        got.append(new String(block, 0, read, StandardCharsets.US_ASCII));
        read = connection.client().read(file, from + got.length(), block);
      }
    } catch (IOException cut) {
      assertThat(got).hasSize(70_000);
    }
    return got.toString();
  }

  @Test
  void a_reset_leaves_no_files_and_no_faults() throws IOException {
    write("/d365_loads/exports/a.csv", "a", false);
    faults(new JsonObject().put("refuseLogins", true).put("cutAfterBytes", 1));

    SANDBOX.control(HttpMethod.POST, "/reset", null);

    assertThat(files()).isEmpty();
    assertThat(SANDBOX.control(HttpMethod.GET, "/sftp/faults", null))
        .isEqualTo(new JsonObject().put("refuseLogins", false).putNull("cutAfterBytes"));
    try (SftpConnection connection = SftpConnection.byPassword(server())) {
      assertThat(names(connection, "/d365_loads/exports")).containsOnly(".", "..");
    }
  }

  @Test
  void its_folder_is_gone_when_it_has_ended() throws IOException {
    SftpServer server = SftpServer.start("127.0.0.1", 0);
    server.folder().write("/d365_loads/exports/a.csv", new byte[] {1}, false);
    assertThat(server.folder().root()).isDirectory();

    server.close();

    assertThat(Files.exists(server.folder().root())).isFalse();
  }

  private static List<String> names(SftpConnection connection, String directory)
      throws IOException {
    return StreamSupport.stream(connection.client().readDir(directory).spliterator(), false)
        .map(DirEntry::getFilename)
        .toList();
  }
}
