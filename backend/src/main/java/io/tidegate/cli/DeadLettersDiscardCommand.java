package io.tidegate.cli;

import picocli.CommandLine.Command;

/** Removes dead letters for good. */
@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = "Removes dead letters for good. Nothing is written anywhere.")
final class DeadLettersDiscardCommand extends DeadLettersActionCommand {
  DeadLettersDiscardCommand() {
    super("discard", "discarded");
  }
}
