package io.tidegate;

import io.tidegate.cli.ClientCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The entry point of the runnable jar. */
@Command(
    name = "tidegate",
    description = "Keeps Microsoft Dynamics 365 and Adobe Campaign in step.",
    mixinStandardHelpOptions = true,
    version = "Tidegate 0.1.0",
    subcommands = {DemoCommand.class, ServeCommand.class, HelpCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    CommandLine commandLine = new CommandLine(new Main());
    ClientCommands.addTo(commandLine);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof SettingException wrong) {
            command.getErr().println(wrong.getMessage());
            return 2;
          }
          throw failure;
        });
    System.exit(commandLine.execute(args));
  }
}
