package io.tidegate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service against external systems and an external database. */
@Command(
    name = "serve",
    description = {
      "Run the service.",
      "Settings come from a YAML file and from TIDEGATE_… environment variables;"
          + " docs/operations.md lists them."
    })
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file with settings; environment variables override it.")
  private Path config;

  @Override
  public Integer call() {
    return Foreground.run(
        vertx -> Settings.load(vertx, Optional.ofNullable(config), System.getenv()),
        service -> "Tidegate listens on http://127.0.0.1:%d".formatted(service.port()),
        Map.of());
  }
}
