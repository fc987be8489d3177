package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** The file that a command is about, and what the service says it changes. */
final class ConfigFile {
  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "<file>", description = "The YAML file; - for the standard input.")
  private Path path;

  /** As the file is: the service says what is wrong with it. */
  byte[] read() throws ClientException {
    try {
      return path.toString().equals(STANDARD_INPUT)
          ? System.in.readAllBytes()
          : Files.readAllBytes(path);
    } catch (IOException failure) {
      throw new ClientException(
          ExitCode.USAGE, "Cannot read " + path + ": " + reason(failure) + ".");
    }
  }

  boolean isStandardInput() {
    return path.toString().equals(STANDARD_INPUT);
  }

  static String reason(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "there is no such file"
        : failure.getClass().getSimpleName() + " " + failure.getMessage();
  }

  static boolean isChange(JsonObject imported) {
    return WorkflowText.objects(imported.getJsonArray("documents"))
        .anyMatch(document -> !document.getJsonArray("changes").isEmpty());
  }

  /** The changes by document, then the warnings. */
  static String text(JsonObject imported) {
    String changes =
        WorkflowText.objects(imported.getJsonArray("documents"))
            .filter(document -> !document.getJsonArray("changes").isEmpty())
            .map(ConfigFile::document)
            .collect(Collectors.joining(System.lineSeparator()));
    String warnings =
        WorkflowText.objects(imported.getJsonArray("warnings"))
            .map(
                warning ->
                    "%nWarning: %s: %s %s"
                        .formatted(
                            warning.getString("pointer"),
                            warning.getString("message"),
                            warning.getString("remedy")))
            .collect(Collectors.joining());
    return (changes.isEmpty() ? "The file changes nothing." : changes) + warnings;
  }

  private static String document(JsonObject document) {
    return WorkflowText.objects(document.getJsonArray("changes"))
        .map(ConfigFile::change)
        .collect(
            Collectors.joining(
                System.lineSeparator() + "  ",
                document.getString("document") + System.lineSeparator() + "  ",
                ""));
  }

  private static String change(JsonObject change) {
    String sign =
        switch (change.getString("kind")) {
          case "added" -> "+ ";
          case "removed" -> "- ";
          default -> "~ ";
        };
    return sign + change.getString("subject") + ": " + change.getString("text");
  }
}
