package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves what is in a file. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description =
        "Saves what is in a file, all or nothing, after it has shown what that changes. Running"
            + " workflows take it up when they are stopped and started.")
final class ConfigApplyCommand extends ClientCommand {
  @Mixin private ConfigFile file;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Option(names = "--note", paramLabel = "<text>", description = "Why; kept with the versions.")
  private String note;

  @Option(
      names = "--author",
      paramLabel = "<name>",
      defaultValue = "${sys:user.name}",
      description = "Who; kept with the versions (default: ${DEFAULT-VALUE}).")
  private String author;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    if (file.isStandardInput() && !yes) {
      throw new ClientException(
          ExitCode.USAGE, "With the file in the standard input nobody can be asked: add --yes.");
    }
    byte[] yaml = file.read();
    JsonObject planned = client.importConfiguration(yaml, true, null, null);
    boolean change = ConfigFile.isChange(planned);
    if (!json()) {
      print(ConfigFile.text(planned));
    }
    if (change && !yes && !isConfirmed("Apply this?")) {
      throw new ClientException(ExitCode.USAGE, "Nothing was applied: it was not confirmed.");
    }
    JsonObject applied = change ? client.importConfiguration(yaml, false, author, note) : planned;
    if (json()) {
      print(applied.encodePrettily());
    } else if (change) {
      WorkflowText.objects(applied.getJsonArray("documents"))
          .filter(document -> !document.getJsonArray("changes").isEmpty())
          .forEach(
              document ->
                  print(
                      "Saved version %d of %s."
                          .formatted(document.getLong("version"), document.getString("document"))));
    }
    return ExitCode.OK;
  }
}
