package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer starts it. */
class DemoIT {
  private static final Pattern RUNNING = Pattern.compile("Tidegate is running: (\\S+)");
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void people_and_three_linked_levels_arrive_and_nothing_is_refused() throws IOException {
    Path said = Path.of("target", "demo.log");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtidegate.sandbox.jar=../sandbox/target/tidegate-sandbox.jar",
                "-jar",
                "target/tidegate.jar",
                "demo",
                "--port=0",
                "--sandbox-port=0",
                "--people=100",
                "--data=" + folder.resolve("data"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      await("the demo runs; what it said is in " + said)
          .atMost(SOON)
          .until(() -> address(said) != null || !demo.isAlive());
      String url = address(said);
      await("all flows are there; what the demo said is in " + said)
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(flows(url))
                      .extracting(flow -> flow.getString("id"))
                      .containsExactly("contact", "account", "subscription", "invoice-line"));
      await("each flow has written; what the demo said is in " + said)
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(flows(url))
                      .allSatisfy(flow -> assertThat(flow.getLong("written")).isPositive()));
      assertThat(flows(url)).allSatisfy(flow -> assertThat(flow.getLong("failed")).isZero());
    } finally {
      demo.destroy();
      demo.onExit().join();
    }
  }

  private static String address(Path said) throws IOException {
    Matcher matcher = RUNNING.matcher(Files.readString(said));
    return matcher.find() ? matcher.group(1) : null;
  }

  private static List<JsonObject> flows(String url) {
    return Http.get(url + "/api/v1/workflows/ingress", Map.of())
        .json()
        .getJsonArray("flows")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
