package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as its users do. */
class SandboxCommandIT {
  private static final String LISTENING = "Sandbox listening on ";

  @TempDir private Path temporary;
  private Process process;
  private BufferedReader out;

  @AfterEach
  void end() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void it_says_where_it_listens_when_people_are_there_and_ends_with_its_parent() throws Exception {
    String url = start("--port", "0", "--people", "100", "--unlimited", "--exit-on-stdin-close");
    String sftp = out.readLine();

    assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(sftp).matches("SFTP listening on 127\\.0\\.0\\.1:\\d+");
    assertThat(get(url + "/control/sftp")).contains(sftp.substring(sftp.lastIndexOf(':') + 1));
    assertThat(get(url + "/control/limits")).contains("\"enabled\":false");
    assertThat(post(url + "/control/changes", "{\"count\":100}")).contains("\"changed\":[");

    process.getOutputStream().close();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThatThrownBy(() -> get(url + "/control/limits")).isInstanceOf(ConnectException.class);
  }

  @Test
  void accounts_are_there_from_the_start_where_they_are_asked_for() throws Exception {
    String url = start("--port", "0", "--people", "10", "--accounts", "5", "--exit-on-stdin-close");

    assertThat(post(url + "/control/linked/changes", "{\"count\":45}"))
        .contains("account", "new_subscription", "new_invoiceline");
    assertThat(post(url + "/control/linked/changes", "{\"count\":46}")).contains("only 45 rows");
  }

  @Test
  void a_port_that_is_taken_ends_it_with_a_reason() throws Exception {
    String url = start("--port", "0", "--exit-on-stdin-close");
    Process second = launch("--port", url.substring(url.lastIndexOf(':') + 1));
    try {
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(second.errorReader().readLine()).contains("could not start");
    } finally {
      second.destroyForcibly();
    }
  }

  private String start(String... arguments) throws IOException {
    process = launch(arguments);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line).startsWith(LISTENING);
    return line.substring(LISTENING.length());
  }

  private Process launch(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-jar");
    command.add(Path.of("target", "tidegate-sandbox.jar").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  private static String post(String url, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
