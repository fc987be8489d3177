package io.tidegate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Comparisons of both sides: the commands are below it. */
@Command(
    name = "reconciliations",
    mixinStandardHelpOptions = true,
    description =
        "Lists the comparisons of both sides and says what differs; repairs it. 'reconcile' begins"
            + " one.")
final class ReconciliationsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  static CommandLine withCommands() {
    return new CommandLine(new ReconciliationsCommand())
        .addSubcommand(new ReconciliationsListCommand())
        .addSubcommand(new ReconciliationsShowCommand())
        .addSubcommand(new ReconciliationsCancelCommand())
        .addSubcommand(new ReconciliationsDifferencesCommand())
        .addSubcommand(new ReconciliationsRepairCommand());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: list, show, cancel, differences or repair.");
  }
}
