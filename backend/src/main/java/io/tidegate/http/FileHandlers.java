package io.tidegate.http;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Change;
import io.tidegate.configuration.Checked;
import io.tidegate.configuration.ConfigurationFile;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Configurations.Outcome;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.mapping.Misfit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole configuration as one file. */
final class FileHandlers {
  private static final String EXTENDED = "UTF-8''";

  private final Configurations configurations;
  private final ConfigurationFile file;

  FileHandlers(Configurations configurations, ConfigurationFile file) {
    this.configurations = configurations;
    this.file = file;
  }

  void export(RoutingContext context) {
    file.export()
        .onSuccess(
            yaml ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                    .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tidegate.yaml\"")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(yaml))
        .onFailure(context::fail);
  }

  void schema(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/schema+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(file.schema());
  }

  void apply(RoutingContext context) {
    Buffer body = context.body().buffer();
    Optional<String> yaml = utf8(body == null ? new byte[0] : body.getBytes());
    if (yaml.isEmpty() || yaml.get().isBlank()) {
      Problem.of(
              ProblemType.INVALID_REQUEST,
              yaml.isEmpty() ? "The file is not UTF-8." : "The file is missing.")
          .withParameter("body")
          .send(context.request());
      return;
    }
    if (isTooLong(context, "X-Tidegate-Author", 100)
        || isTooLong(context, "X-Tidegate-Note", 1_000)) {
      return;
    }
    if ("true".equals(Answers.query(context, "dryRun"))) {
      file.check(yaml.get())
          .onSuccess(checked -> dryRun(context, new TreeMap<>(checked)))
          .onFailure(context::fail);
    } else {
      file.apply(yaml.get(), by(context))
          .onSuccess(outcomes -> Answers.ok(context, toJson(new TreeMap<>(outcomes))))
          .onFailure(context::fail);
    }
  }

  private void dryRun(RoutingContext context, Map<Document, Checked> checked) {
    List<Misfit> errors = new ArrayList<>();
    checked.values().forEach(one -> errors.addAll(one.errors()));
    if (!errors.isEmpty()) {
      context.fail(new InvalidConfigurationException(errors));
      return;
    }
    JsonArray documents = new JsonArray();
    List<Misfit> warnings = new ArrayList<>();
    checked.forEach(
        (document, one) -> {
          long version = configurations.saved().get(document).version();
          documents.add(document(document, version, one.changes()));
          warnings.addAll(one.warnings());
        });
    Answers.ok(context, imported(documents, warnings));
  }

  private static JsonObject toJson(Map<Document, Outcome> outcomes) {
    JsonArray documents = new JsonArray();
    List<Misfit> warnings = new ArrayList<>();
    outcomes.forEach(
        (document, outcome) -> {
          documents.add(document(document, outcome.saved().version(), outcome.changes()));
          warnings.addAll(outcome.warnings());
        });
    return imported(documents, warnings);
  }

  private static JsonObject document(Document document, long version, List<Change> changes) {
    return ConfigurationJson.changes(changes)
        .put("document", document.id())
        .put("version", version);
  }

  private static JsonObject imported(JsonArray documents, List<Misfit> warnings) {
    return new JsonObject()
        .put("documents", documents)
        .put("warnings", ConfigurationJson.array(warnings, ConfigurationJson::misfit));
  }

  private static Authorship by(RoutingContext context) {
    return ConfigurationHandlers.authorship(
        header(context, "X-Tidegate-Author"), header(context, "X-Tidegate-Note"));
  }

  private static boolean isTooLong(RoutingContext context, String name, int most) {
    String value = header(context, name);
    boolean tooLong = value != null && value.length() > most;
    if (tooLong) {
      Problem.of(ProblemType.INVALID_REQUEST, name + " is longer than " + most + " characters.")
          .withParameter(name)
          .send(context.request());
    }
    return tooLong;
  }

  /**
   * Headers are bytes, which the server reads as ISO 8859-1; most clients mean UTF-8. Those that
   * send nothing but ASCII write {@code UTF-8''Per%C3%B2}, as RFC 8187 has it.
   */
  private static String header(RoutingContext context, String name) {
    String value = context.request().getHeader(name);
    if (value == null) {
      return null;
    }
    if (value.startsWith(EXTENDED)) {
      try {
        return URLDecoder.decode(
            value.substring(EXTENDED.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notEncoded) {
        return value;
      }
    }
    return utf8(value.getBytes(StandardCharsets.ISO_8859_1)).orElse(value);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException otherwise) {
      return Optional.empty();
    }
  }
}
