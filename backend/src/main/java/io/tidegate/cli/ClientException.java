package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Why a command cannot go on, in sentences for the person who typed it. */
final class ClientException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final transient Optional<JsonObject> problem;

  ClientException(ExitCode exitCode, String message) {
    this(exitCode, message, Optional.empty());
  }

  private ClientException(ExitCode exitCode, String message, Optional<JsonObject> problem) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.problem = problem;
  }

  /** The service's own words. */
  static ClientException ofProblem(JsonObject problem) {
    StringBuilder message = new StringBuilder(problem.getString("detail", "The service refused."));
    if (problem.containsKey("remedy")) {
      message.append(System.lineSeparator()).append(problem.getString("remedy"));
    }
    if (problem.containsKey("reference")) {
      message.append(" Reference: ").append(problem.getString("reference"));
    }
    WorkflowText.objects(problem.getJsonArray("errors", new JsonArray()))
        .forEach(error -> message.append(System.lineSeparator()).append(text(error)));
    return new ClientException(ExitCode.REFUSED, message.toString(), Optional.of(problem));
  }

  /** Where, what, and what to do. */
  private static String text(JsonObject error) {
    String line =
        error.containsKey("line")
            ? "line %d, column %d, ".formatted(error.getInteger("line"), error.getInteger("column"))
            : "";
    return "  %s%s: %s %s"
        .formatted(
            line,
            error.getString("pointer").isEmpty() ? "the whole" : error.getString("pointer"),
            error.getString("message"),
            error.getString("remedy"));
  }

  static ClientException unreachable(String url, String reason) {
    return new ClientException(
        ExitCode.UNREACHABLE,
        "Tidegate does not answer at %s (%s).%nIs it running? Start it with ./tidegate serve or ./tidegate demo, or give its address with --url."
            .formatted(url, reason));
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /** The problem+json document, where the service sent one. */
  Optional<JsonObject> problem() {
    return problem == null ? Optional.empty() : problem;
  }
}
