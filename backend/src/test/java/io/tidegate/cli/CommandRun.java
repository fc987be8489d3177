package io.tidegate.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A run of a client command, perhaps not ended yet. */
final class CommandRun {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> exitCode;

  @Command(name = "tidegate")
  private static final class Tidegate {}

  CommandRun(String... arguments) {
    CommandLine commandLine = new CommandLine(new Tidegate());
    ClientCommands.addTo(commandLine);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    exitCode = CompletableFuture.supplyAsync(() -> commandLine.execute(arguments));
  }

  /** A command that asks the service at that address. */
  static CommandRun at(String url, String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--url";
    all[arguments.length + 1] = url;
    return new CommandRun(all);
  }

  CompletableFuture<Integer> ending() {
    return exitCode;
  }

  int exitCode() throws Exception {
    return exitCode.get(20, TimeUnit.SECONDS);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
