package io.tidegate;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sandbox in a process of its own, reached by URL only. It ends when its standard input closes,
 * so it does not outlive this process, however this one ends.
 */
final class SandboxProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("listening on (http://\\S+)");

  private final Process process;
  private final String url;

  private SandboxProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** With accounts, their subscriptions and invoice lines beside the people. */
  static SandboxProcess start(int port, int people, double changesPerSecond) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar().toString(),
                    "--port",
                    Integer.toString(port),
                    "--people",
                    Integer.toString(people),
                    "--trickle",
                    Double.toString(changesPerSecond),
                    "--accounts",
                    "200",
                    "--accounts-trickle",
                    "1/s",
                    "--exit-on-stdin-close"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new SandboxProcess(process, awaitReady(process));
  }

  String url() {
    return url;
  }

  /** Asks something of the sandbox's controls. */
  JsonObject control(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/control" + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new SettingException(
          "The sandbox refused %s %s: %s".formatted(method, path, answer.body()));
    }
    return answer.body().isBlank() ? new JsonObject() : new JsonObject(answer.body());
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return ready.group(1);
      }
    }
    throw new SettingException("The sandbox did not start; it says why above.");
  }

  /** Beside the running jar in a build tree, or where the property says. */
  private static Path jar() {
    Optional<String> property = Optional.ofNullable(System.getProperty("tidegate.sandbox.jar"));
    Path jar = Path.of(property.orElse("sandbox/target/tidegate-sandbox.jar")).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new SettingException(
          "The sandbox is not at %s. Run ./tidegate demo, which builds it, or name it with"
                  .formatted(jar)
              + " -Dtidegate.sandbox.jar=FILE.");
    }
    return jar;
  }
}
