package io.tidegate.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench/run <benchmark>}. */
@Command(
    name = "bench/run",
    description = "Runs a benchmark and prints its table.",
    mixinStandardHelpOptions = true,
    subcommands = {QueueBench.class, TraceBench.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
