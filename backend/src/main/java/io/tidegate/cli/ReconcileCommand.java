package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares both sides of a flow. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description =
        "Compares both sides of a flow of ingress, whether its workflow runs or not. Writes nothing;"
            + " 'reconciliations' shows what differs, and repairs it.")
final class ReconcileCommand extends ClientCommand {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Parameters(index = "0", paramLabel = "<id>", description = "The workflow, for instance ingress.")
  private String workflow;

  @Parameters(index = "1", paramLabel = "<flow>", description = "Its flow, for instance contact.")
  private String flow;

  @Option(
      names = "--wait",
      description =
          "Wait until it has ended. The exit code then says whether both sides are the same: 7 if"
              + " not, 5 if it did not come to its end.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "<seconds>",
      defaultValue = "86400",
      description = "How long to wait at most (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    JsonObject reconciliation = client.reconcile(workflow, flow);
    if (wait) {
      reconciliation = await(client, reconciliation);
    }
    print(
        json()
            ? reconciliation.encodePrettily()
            : ReconciliationText.reconciliation(reconciliation));
    return wait ? exitCode(reconciliation) : ExitCode.OK;
  }

  private JsonObject await(ServiceClient client, JsonObject begun)
      throws ClientException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    CountDownLatch pause = new CountDownLatch(1);
    JsonObject now = begun;
    while (now.getString("endedAt") == null && System.nanoTime() < deadline) {
      pause.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      now = client.reconciliation(begun.getLong("id"));
    }
    return now;
  }

  private static ExitCode exitCode(JsonObject reconciliation) {
    return switch (reconciliation.getString("status")) {
      case "RUNNING" -> ExitCode.TIMED_OUT;
      case "COMPLETED" ->
          ReconciliationText.differences(reconciliation) == 0 ? ExitCode.OK : ExitCode.DIFFERENT;
      default -> ExitCode.FAILED;
    };
  }
}
