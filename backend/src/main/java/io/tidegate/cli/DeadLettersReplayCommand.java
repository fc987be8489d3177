package io.tidegate.cli;

import picocli.CommandLine.Command;

/** Queues dead letters again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Queues dead letters again, whether their workflow runs or not. Those that a newer change"
            + " has overtaken stay.")
final class DeadLettersReplayCommand extends DeadLettersActionCommand {
  DeadLettersReplayCommand() {
    super("replay", "queued again");
  }
}
