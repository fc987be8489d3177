package io.tidegate.configuration.file;

import io.tidegate.mapping.Misfit;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON Schema of the file: its form, not what its values mean. */
final class FileSchema {
  static final String TEXT = text();

  /** What encloses the errors proper. */
  private static final Set<String> ENCLOSING =
      Set.of("$ref", "properties", "items", "allOf", "if", "then", "else");

  private static final String ADDITIONAL = "additionalProperties";
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
  private static final Pattern LIST = Pattern.compile("\\[(.*)]");

  /** A file that is wrong from end to end needs no longer list. */
  private static final int MOST = 100;

  private FileSchema() {}

  /** What does not have the form that it should, with pointers into the file. */
  static List<Misfit> misfits(JsonObject content) {
    JsonSchema schema = JsonSchema.of(new JsonObject(TEXT));
    // Whether anything is wrong is found out far faster than what.
    if (validated(schema, content, OutputFormat.Flag).getValid()) {
      return List.of();
    }
    OutputUnit result = validated(schema, content, OutputFormat.Basic);
    List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
    return errors.stream()
        .filter(error -> isProper(error, errors))
        .map(FileSchema::misfit)
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static OutputUnit validated(JsonSchema schema, JsonObject content, OutputFormat output) {
    return Validator.create(
            schema,
            new JsonSchemaOptions()
                .setBaseUri("urn:tidegate")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(output))
        .validate(content);
  }

  private static boolean isProper(OutputUnit error, List<OutputUnit> all) {
    String keyword = keyword(error);
    if (keyword.equals(ADDITIONAL)) {
      // Where a value is wrong, the validator takes its property for one that is not allowed, too.
      String location = error.getInstanceLocation();
      return all.stream()
          .noneMatch(
              other ->
                  other.getInstanceLocation().startsWith(location + "/")
                      || (other.getInstanceLocation().equals(location)
                          && !keyword(other).equals(ADDITIONAL)));
    }
    return !ENCLOSING.contains(keyword);
  }

  private static Misfit misfit(OutputUnit error) {
    String pointer = error.getInstanceLocation().replaceFirst("^#", "");
    String words = Objects.toString(error.getError(), "");
    return switch (keyword(error)) {
      case ADDITIONAL ->
          new Misfit(
              pointer,
              "There is no property \"%s\" here.".formatted(found(QUOTED, words)),
              "Correct its name, or leave it out.");
      case "required" ->
          new Misfit(pointer, "\"%s\" is missing here.".formatted(found(QUOTED, words)), "Add it.");
      case "type" ->
          new Misfit(
              pointer,
              "This is of another type than it should be.",
              "Write: " + words.replaceFirst(".*Expected ", "").replace("\"", "") + ".");
      case "enum" ->
          new Misfit(
              pointer,
              "This is not one of the values that are known here.",
              "Use one of " + found(LIST, words).replace(",", ", ") + ".");
      case "const" ->
          new Misfit(
              pointer,
              "Another value is needed here.",
              "Write " + words.replace("Instance does not match ", "") + ".");
      default -> new Misfit(pointer, words + ".", "See docs/configuration-file.md.");
    };
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String found(Pattern pattern, String words) {
    Matcher matcher = pattern.matcher(words);
    return matcher.find() ? matcher.group(1) : words;
  }

  private static String text() {
    try (InputStream file =
        FileSchema.class.getResourceAsStream("/configuration/tidegate-configuration.schema.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("The schema of the file cannot be read", broken);
    }
  }
}
