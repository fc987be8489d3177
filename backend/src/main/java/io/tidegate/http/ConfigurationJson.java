package io.tidegate.http;

import io.tidegate.configuration.Change;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.Saved;
import io.tidegate.mapping.Misfit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is configured, as the API writes it. */
final class ConfigurationJson {
  private ConfigurationJson() {}

  static <T> JsonArray array(List<T> items, Function<T, ?> json) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }

  /** A version without its content. */
  static JsonObject version(Saved saved) {
    return new JsonObject()
        .put("version", saved.version())
        .put("savedAt", text(saved.savedAt()))
        .put("author", saved.author())
        .put("note", saved.note());
  }

  static JsonObject saved(Saved saved) {
    return version(saved).put("document", saved.document().id()).put("content", saved.content());
  }

  static JsonObject changes(List<Change> changes) {
    return new JsonObject().put("changes", array(changes, ConfigurationJson::change));
  }

  static JsonObject change(Change change) {
    return new JsonObject()
        .put("document", change.document().id())
        .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
        .put("subject", change.subject())
        .put("text", change.text())
        .put("pointer", change.pointer());
  }

  static JsonObject misfit(Misfit misfit) {
    return new JsonObject()
        .put("pointer", misfit.pointer())
        .put("message", misfit.message())
        .put("remedy", misfit.remedy());
  }

  /** Each with its place, if it came from a file. */
  static JsonArray errors(InvalidConfigurationException invalid) {
    return array(
        invalid.misfits(),
        misfit -> {
          JsonObject json = misfit(misfit);
          invalid
              .place(misfit)
              .ifPresent(place -> json.put("line", place.line()).put("column", place.column()));
          return json;
        });
  }

  static String text(Instant at) {
    return at == null ? null : at.toString();
  }
}
