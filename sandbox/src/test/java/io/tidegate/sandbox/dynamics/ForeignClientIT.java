package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The npm package dynamics-web-api, written by others against the real service, works against the
 * stand-in. Its tests are the Node project in {@code src/test/client}; Node is a prerequisite of
 * the build. The project is copied to {@code target}, so that nothing is installed among the
 * sources.
 */
class ForeignClientIT {
  private static final Path SOURCE = Path.of("src", "test", "client");
  private static final Path PROJECT = Path.of("target", "client");
  private static final int TESTS = 13;

  @Test
  void aClientThatOthersWroteWorksAgainstTheStandIn() throws Exception {
    copyProject();
    assertThat(run(List.of("npm", "ci", "--no-audit", "--no-fund"), "")).contains("added");
    Vertx vertx = Vertx.vertx();
    try {
      Sandbox sandbox = Sandbox.start(vertx, new SandboxOptions()).await();
      String report = run(List.of("node", "--test", "--test-reporter=tap"), sandbox.url());
      assertThat(report)
          .contains("# tests " + TESTS, "# pass " + TESTS, "# fail 0", "# skipped 0", "# todo 0");
    } finally {
      vertx.close().await();
    }
  }

  private static void copyProject() throws IOException {
    Files.createDirectories(PROJECT);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, PROJECT.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** What the command printed; fails unless it ends well and in time. */
  private static String run(List<String> command, String url)
      throws IOException, InterruptedException {
    File output = PROJECT.resolve(command.get(0) + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(PROJECT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().put("SANDBOX_URL", url);
    Process process = builder.start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String printed = Files.readString(output.toPath());
    assertThat(ended).as(printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
