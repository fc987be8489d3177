package io.tidegate.sftp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.UnusableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SFTP connector against the sandbox's SFTP server, faults included. */
class SftpSandboxIT {
  private static final String DIRECTORY = "/d365_loads/exports";

  private final List<Sftp> opened = new ArrayList<>();
  private Vertx vertx;
  private ControlledSandbox sandbox;
  private JsonObject server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    sandbox = new ControlledSandbox(vertx);
    server = sandbox.get("/control/sftp");
  }

  @AfterEach
  void stop() throws Exception {
    for (Sftp sftp : opened) {
      sftp.close().await(10, SECONDS);
    }
    vertx.close().await(30, SECONDS);
  }

  private Sftp byPassword(String password, String hostKey, int port) {
    return open(
        new SftpConnection(
            "127.0.0.1",
            port,
            server.getString("user"),
            Optional.of(password),
            Optional.empty(),
            hostKey));
  }

  private Sftp byPassword() {
    return byPassword(
        server.getString("password"), server.getString("hostKey"), server.getInteger("port"));
  }

  private Sftp byKey(String key) {
    return open(
        new SftpConnection(
            "127.0.0.1",
            server.getInteger("port"),
            server.getString("user"),
            Optional.empty(),
            Optional.of(key),
            server.getString("hostKey")));
  }

  private Sftp open(SftpConnection connection) {
    Sftp sftp = new Sftp(vertx, connection);
    opened.add(sftp);
    return sftp;
  }

  private void write(String name, String content) throws Exception {
    sandbox.post(
        "/control/sftp/files",
        new JsonObject().put("path", DIRECTORY + "/" + name).put("content", content));
  }

  private static <T> T now(Future<T> future) throws Exception {
    return future.await(30, SECONDS);
  }

  @Test
  void lists_what_matches_and_reads_a_part_at_a_time() throws Exception {
    write("broadlog_1.csv", "0123456789");
    write("trackinglog_1.csv", "x");
    Sftp sftp = byPassword();

    List<RemoteFile> files = now(sftp.list(DIRECTORY, "broadlog*.csv"));

    assertThat(files).extracting(RemoteFile::name).containsExactly("broadlog_1.csv");
    assertThat(files.get(0).size()).isEqualTo(10);
    assertThat(now(sftp.read(DIRECTORY, "broadlog_1.csv", 3, 4))).hasToString("3456");
    assertThat(now(sftp.read(DIRECTORY, "broadlog_1.csv", 7, 100))).hasToString("789");
    assertThat(now(sftp.read(DIRECTORY, "broadlog_1.csv", 10, 100)).length()).isZero();
  }

  @Test
  void signs_in_by_key() throws Exception {
    write("a.csv", "a");

    assertThat(now(byKey(server.getString("privateKey")).list(DIRECTORY, "*.csv"))).hasSize(1);
  }

  @Test
  void a_server_with_another_key_is_not_spoken_to() {
    Sftp sftp =
        byPassword(server.getString("password"), "SHA256:somethingelse", server.getInteger("port"));

    assertThatThrownBy(() -> now(sftp.list(DIRECTORY, "*")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining(server.getString("hostKey"));
  }

  @Test
  void a_refused_login_and_an_unreadable_key_need_a_person() {
    Sftp wrongPassword =
        byPassword("guess", server.getString("hostKey"), server.getInteger("port"));

    assertThatThrownBy(() -> now(wrongPassword.list(DIRECTORY, "*")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("refuses the login");
    assertThatThrownBy(() -> now(byKey("no key").list(DIRECTORY, "*")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("private key")
        .hasMessageNotContaining("no key");
  }

  @Test
  void a_server_that_is_not_there_may_come_back() {
    Sftp sftp = byPassword("x", server.getString("hostKey"), 1);

    assertThatThrownBy(() -> now(sftp.list(DIRECTORY, "*"))).isInstanceOf(RetriableException.class);
  }

  @Test
  void a_missing_directory_needs_a_person_and_a_missing_file_is_gone() {
    Sftp sftp = byPassword();

    assertThatThrownBy(() -> now(sftp.list("/nowhere", "*")))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("/nowhere");
    assertThatThrownBy(() -> now(sftp.read(DIRECTORY, "none.csv", 0, 10)))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void a_session_that_is_cut_keeps_what_was_read_and_is_made_anew_for_the_next_call()
      throws Exception {
    String content = "0123456789".repeat(20_000);
    write("long.csv", content);
    sandbox.put("/control/sftp/faults", new JsonObject().put("cutAfterBytes", 70_000));
    Sftp sftp = byPassword();
    Buffer got = Buffer.buffer();
    List<Integer> parts = new ArrayList<>();

    while (got.length() < content.length()) {
      Buffer part = now(sftp.read(DIRECTORY, "long.csv", got.length(), content.length()));
      got.appendBuffer(part);
      parts.add(part.length());
    }

    assertThat(parts).containsExactly(70_000, 70_000, 60_000);
    assertThat(got).hasToString(content);
  }

  @Test
  void a_session_that_was_cut_between_two_calls_costs_one_call_at_most() throws Exception {
    write("a.csv", "abc");
    Sftp sftp = byPassword();
    now(sftp.list(DIRECTORY, "*"));
    sandbox.post("/control/sftp/disconnect", new JsonObject());

    assertThat(
            now(
                sftp.read(DIRECTORY, "a.csv", 0, 10)
                    .recover(cut -> sftp.read(DIRECTORY, "a.csv", 0, 10))))
        .hasToString("abc");
  }

  @Test
  void a_moved_file_replaces_none_and_may_be_moved_again() throws Exception {
    Sftp sftp = byPassword();
    for (String content : List.of("first", "second")) {
      write("a.csv", content);
      now(sftp.move(DIRECTORY + "/a.csv", DIRECTORY + "/archive/2026/a.csv"));
    }
    now(sftp.move(DIRECTORY + "/a.csv", DIRECTORY + "/archive/2026/a.csv"));

    assertThat(now(sftp.list(DIRECTORY, "*"))).isEmpty();
    assertThat(now(sftp.list(DIRECTORY + "/archive/2026", "*")))
        .extracting(RemoteFile::name)
        .containsExactlyInAnyOrder("a.csv", "a.csv.1");
  }
}
