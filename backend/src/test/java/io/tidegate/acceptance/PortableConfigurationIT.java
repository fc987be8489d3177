package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of one installation becomes that of another, by the command line alone. */
class PortableConfigurationIT {
  private static final Path JAR = Path.of("target", "tidegate.jar").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void what_is_exported_and_applied_to_an_empty_installation_is_exported_byte_for_byte()
      throws IOException, InterruptedException {
    Path staging = folder.resolve("staging.yaml");
    Path production = folder.resolve("production.yaml");
    try (SandboxServer sandbox = SandboxServer.start();
        ServiceProcess configured =
            ServiceProcess.start(
                "staging", TestDatabase.create().options(), sandbox.url(), Map.of());
        ServiceProcess empty =
            ServiceProcess.empty("production", TestDatabase.create().options())) {
      LinkedRecordsIT.configure(configured);
      config(configured, "export", "-o", staging.toString());
      assertThat(Files.readString(staging))
          .contains("new_subscription", "msdyn_gdproptout")
          .doesNotContain("campaign-secret", "dynamics-secret");

      config(empty, "apply", staging.toString(), "--yes", "--note", "From staging");
      config(empty, "export", "-o", production.toString());
      assertThat(production).hasSameBinaryContentAs(staging);

      config(empty, "apply", production.toString(), "--yes");
      assertThat(ingress(empty).getInteger("version")).as("nothing was saved again").isEqualTo(1);
    }
  }

  private static JsonObject ingress(ServiceProcess service) {
    return Http.get(service.url() + "/api/v1/configuration/ingress", Map.of()).json();
  }

  private static void config(ServiceProcess service, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "config"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--url", service.url()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }
}
