package io.tidegate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the saved configuration as a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes the saved configuration as a YAML file. The same configuration always gives the"
            + " same bytes.")
final class ConfigExportCommand extends ClientCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Where to; by default it is printed.")
  private Path output;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    String yaml = client.exportConfiguration();
    if (output == null) {
      printRaw(yaml);
      return ExitCode.OK;
    }
    try {
      Files.writeString(output, yaml);
    } catch (IOException failure) {
      throw new ClientException(
          ExitCode.USAGE, "Cannot write " + output + ": " + ConfigFile.reason(failure) + ".");
    }
    return ExitCode.OK;
  }
}
