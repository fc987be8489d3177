package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a file would change. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Shows what applying a file would change against what is saved. Changes nothing.")
final class ConfigDiffCommand extends ClientCommand {
  @Mixin private ConfigFile file;

  @Option(names = "--exit-code", description = "End with 7 when the file changes something.")
  private boolean exitCode;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject imported = client.importConfiguration(file.read(), true, null, null);
    print(json() ? imported.encodePrettily() : ConfigFile.text(imported));
    return exitCode && ConfigFile.isChange(imported) ? ExitCode.DIFFERENT : ExitCode.OK;
  }
}
