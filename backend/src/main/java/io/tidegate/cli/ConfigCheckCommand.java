package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a file could be applied. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks a file as an apply would, against both systems too, and changes nothing. Ends with"
            + " 4 when it is not right.")
final class ConfigCheckCommand extends ClientCommand {
  @Mixin private ConfigFile file;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject imported = client.importConfiguration(file.read(), true, null, null);
    if (json()) {
      print(imported.encodePrettily());
      return ExitCode.OK;
    }
    print("The file is right.");
    WorkflowText.objects(imported.getJsonArray("warnings"))
        .forEach(
            warning ->
                print(
                    "Warning: %s: %s %s"
                        .formatted(
                            warning.getString("pointer"),
                            warning.getString("message"),
                            warning.getString("remedy"))));
    return ExitCode.OK;
  }
}
