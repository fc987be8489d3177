package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases a person from all that Tidegate itself stores. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Erases a person from all that Tidegate itself stores, waits until it is done, and prints"
            + " the proof. Dynamics 365 and Campaign are not touched: erase the person there"
            + " first.")
final class EraseCommand extends ClientCommand {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Parameters(paramLabel = "<contact id>", description = "The contact's id in Dynamics 365.")
  private String person;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Option(
      names = "--timeout",
      paramLabel = "<seconds>",
      defaultValue = "300",
      description = "How long to wait at most (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  ExitCode run(ServiceClient client) throws ClientException, InterruptedException {
    if (!yes && !isConfirmed()) {
      throw new ClientException(
          ExitCode.USAGE, "Nothing was erased: the contact id was not confirmed.");
    }
    JsonObject erasure = await(client, client.erase(person));
    boolean done = erasure.getString("completedAt") != null;
    print(json() ? erasure.encodePrettily() : text(erasure));
    return done ? ExitCode.OK : ExitCode.TIMED_OUT;
  }

  /** Asks for the id once more: nobody erases the wrong person with a single key. */
  private boolean isConfirmed() {
    prompt(
        "All that Tidegate stores of "
            + person
            + " is removed for good. Type the contact id again to confirm: ");
    Scanner typed = new Scanner(System.in, Charset.defaultCharset());
    return typed.hasNextLine() && typed.nextLine().strip().equalsIgnoreCase(person.strip());
  }

  private JsonObject await(ServiceClient client, JsonObject begun)
      throws ClientException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    CountDownLatch pause = new CountDownLatch(1);
    JsonObject erasure = begun;
    while (erasure.getString("completedAt") == null && System.nanoTime() < deadline) {
      pause.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      erasure = client.erasure(begun.getLong("id"));
    }
    return erasure;
  }

  private static String text(JsonObject erasure) {
    String completed = erasure.getString("completedAt");
    StringBuilder text =
        new StringBuilder("Erasure ")
            .append(erasure.getLong("id"))
            .append(completed == null ? " is still under way" : " was completed at " + completed)
            .append(", asked for at ")
            .append(erasure.getString("requestedAt"))
            .append('.');
    for (Map.Entry<String, Object> place : erasure.getJsonObject("removed")) {
      text.append(System.lineSeparator())
          .append("  ")
          .append(place.getKey())
          .append(": ")
          .append(place.getValue())
          .append(" removed");
    }
    return text.append(System.lineSeparator())
        .append("Proof: ")
        .append(erasure.getString("personHash"))
        .toString();
  }
}
