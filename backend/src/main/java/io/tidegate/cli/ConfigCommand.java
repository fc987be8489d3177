package io.tidegate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The configuration as a file: its commands are below it. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Exports the configuration as a YAML file, and checks, compares and applies such files."
            + " Secrets are not in them.")
final class ConfigCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  static CommandLine withCommands() {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigExportCommand())
        .addSubcommand(new ConfigCheckCommand())
        .addSubcommand(new ConfigDiffCommand())
        .addSubcommand(new ConfigApplyCommand());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: export, check, diff or apply.");
  }
}
