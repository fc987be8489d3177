package io.tidegate.cli;

import picocli.CommandLine;

/** The client commands, to be added to the product's command line. */
public final class ClientCommands {
  private ClientCommands() {}

  /** Adds all client commands to a command. */
  public static void addTo(CommandLine parent) {
    parent
        .addSubcommand(new WorkflowsCommand())
        .addSubcommand(new StartCommand())
        .addSubcommand(new StopCommand())
        .addSubcommand(new WatchCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(DeadLettersCommand.withCommands())
        .addSubcommand(new ReconcileCommand())
        .addSubcommand(ReconciliationsCommand.withCommands())
        .addSubcommand(ConfigCommand.withCommands())
        .addSubcommand(new TraceCommand())
        .addSubcommand(new ConsentCommand())
        .addSubcommand(new EraseCommand());
  }
}
