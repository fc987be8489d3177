package io.tidegate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Records that were refused for good: the commands are below it. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description =
        "Lists the records that were refused for good and says why; queues them again, or"
            + " discards them.")
final class DeadLettersCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  static CommandLine withCommands() {
    return new CommandLine(new DeadLettersCommand())
        .addSubcommand(new DeadLettersListCommand())
        .addSubcommand(new DeadLettersGroupsCommand())
        .addSubcommand(new DeadLettersShowCommand())
        .addSubcommand(new DeadLettersReplayCommand())
        .addSubcommand(new DeadLettersDiscardCommand());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: list, groups, show, replay or discard.");
  }
}
