package io.tidegate.configuration.file;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Checked;
import io.tidegate.configuration.ConfigurationFile;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Configurations.Outcome;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.file.YamlReader.Content;
import io.tidegate.mapping.Misfit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The documents as a YAML file. What is exported and applied again changes nothing, and is exported
 * as the same text.
 */
public record YamlConfigurationFile(Configurations configurations) implements ConfigurationFile {
  private static final String FORMAT = "tidegate";

  @Override
  public Future<String> export() {
    return Future.succeededFuture(write(configurations.saved()));
  }

  @Override
  public Future<Map<Document, Checked>> check(String yaml) {
    return readAside(yaml)
        .compose(
            content ->
                configurations
                    .checkAll(documents(content))
                    .map(
                        checked -> {
                          List<Misfit> errors =
                              checked.values().stream()
                                  .flatMap(each -> each.errors().stream())
                                  .toList();
                          if (!errors.isEmpty()) {
                            throw content.invalid(errors);
                          }
                          return checked;
                        }));
  }

  @Override
  public Future<Map<Document, Outcome>> apply(String yaml, Authorship by) {
    return readAside(yaml)
        .compose(
            content ->
                configurations
                    .saveAll(documents(content), by)
                    .recover(
                        failure ->
                            Future.failedFuture(
                                failure instanceof InvalidConfigurationException invalid
                                    ? content.invalid(invalid.misfits())
                                    : failure)));
  }

  @Override
  public String schema() {
    return FileSchema.TEXT;
  }

  /** Aside from the event loop: a large file takes its time. */
  private static Future<Content> readAside(String yaml) {
    Context context = Vertx.currentContext();
    return context == null
        ? read(yaml)
        : context.executeBlocking(() -> read(yaml), false).compose(Function.identity());
  }

  static Future<Content> read(String yaml) {
    try {
      Content content = YamlReader.read(yaml);
      List<Misfit> misfits = FileSchema.misfits(content.json());
      return misfits.isEmpty()
          ? Future.succeededFuture(content)
          : Future.failedFuture(content.invalid(misfits));
    } catch (InvalidConfigurationException unreadable) {
      return Future.failedFuture(unreadable);
    }
  }

  static Map<Document, JsonObject> documents(Content content) {
    Map<Document, JsonObject> documents = new EnumMap<>(Document.class);
    for (Document document : Document.values()) {
      if (content.json().getValue(document.id()) instanceof JsonObject body) {
        documents.put(document, body);
      }
    }
    return documents;
  }

  static String write(Map<Document, Saved> saved) {
    JsonObject whole = new JsonObject().put(FORMAT, 1);
    for (Document document : Document.values()) {
      whole.put(document.id(), brief(document, saved.get(document).content()));
    }
    return YamlWriter.write(whole);
  }

  /** Without what goes without saying, as long as it does. */
  private static JsonObject brief(Document document, JsonObject content) {
    JsonObject brief = (JsonObject) brief(content);
    return DocumentForm.canonical(document, brief).equals(content) ? brief : content;
  }

  private static Object brief(Object value) {
    if (value instanceof JsonArray array) {
      List<Object> items = new ArrayList<>();
      array.forEach(item -> items.add(brief(item)));
      return new JsonArray(items);
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    JsonObject brief = new JsonObject();
    object.forEach(
        property -> {
          if (!goesWithoutSaying(property.getKey(), property.getValue())) {
            brief.put(property.getKey(), brief(property.getValue()));
          }
        });
    return brief;
  }

  /** Defaults that will stay what they are. A condition's value is null for empty. */
  private static boolean goesWithoutSaying(String name, Object value) {
    return switch (name) {
      case "value", "values", "columns" -> false;
      case "applyUpdates" -> Objects.equals(value, true);
      case "links" -> value instanceof JsonArray links && links.isEmpty();
      case "picklists" -> Objects.equals(value, "value");
      default -> value == null;
    };
  }
}
