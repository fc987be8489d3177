package io.tidegate.http;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Change;
import io.tidegate.configuration.Checked;
import io.tidegate.configuration.ConfigurationFile;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.UnknownVersionException;
import io.tidegate.configuration.VersionConflictException;
import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Documents in memory. A flow of ingress without an id is wrong; a document without flows makes a
 * warning. Files are JSON.
 */
public final class FakeConfigurations implements Configurations, ConfigurationFile {
  private static final Instant THEN = FakeWorkflows.THEN;
  private static final JsonObject EMPTY = new JsonObject().put("flows", new JsonArray());

  private final Map<Document, List<Saved>> versions = new EnumMap<>(Document.class);
  private RuntimeException failure;

  public FakeConfigurations() {
    for (Document document : Document.values()) {
      versions.put(
          document,
          new ArrayList<>(
              List.of(
                  new Saved(document, 0, null, "tidegate", null, Documents.content(document)))));
    }
  }

  /** From now on everything fails so. */
  public synchronized void failWith(RuntimeException cause) {
    failure = cause;
  }

  @Override
  public synchronized Map<Document, Saved> saved() {
    if (failure != null) {
      throw failure;
    }
    Map<Document, Saved> saved = new EnumMap<>(Document.class);
    versions.forEach((document, all) -> saved.put(document, all.get(all.size() - 1)));
    return saved;
  }

  private List<Misfit> errors(Document document, JsonObject content) {
    List<Misfit> errors = new ArrayList<>();
    if (document == Document.INGRESS) {
      JsonArray flows = content.getValue("flows") instanceof JsonArray array ? array : null;
      if (flows == null) {
        return List.of(new Misfit("/flows", "The flows are missing.", "Add flows: [] at least."));
      }
      for (int i = 0; i < flows.size(); i++) {
        if (!(flows.getValue(i) instanceof JsonObject flow && flow.containsKey("id"))) {
          errors.add(new Misfit("/flows/" + i + "/id", "The flow has no id.", "Give it one."));
        }
      }
    }
    return errors;
  }

  private static List<Misfit> warnings(JsonObject content) {
    return content.equals(EMPTY)
        ? List.of(new Misfit("/flows", "There is no flow.", "Add one."))
        : List.of();
  }

  private List<Change> changes(Document document, JsonObject before, JsonObject after) {
    return before.equals(after)
        ? List.of()
        : List.of(
            new Change(document, Change.Kind.CHANGED, document.id(), "1 → 2 flows", "/flows"));
  }

  @Override
  public synchronized Future<Checked> check(Document document, JsonObject content) {
    return failure != null
        ? Future.failedFuture(failure)
        : Future.succeededFuture(
            new Checked(
                errors(document, content),
                warnings(content),
                changes(document, saved().get(document).content(), content)));
  }

  @Override
  public synchronized Future<Outcome> save(
      Document document, JsonObject content, long expected, Authorship by) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Saved current = saved().get(document);
    if (current.version() != expected) {
      return Future.failedFuture(
          new VersionConflictException(document, expected, current.version()));
    }
    List<Misfit> errors = errors(document, content);
    if (!errors.isEmpty()) {
      return Future.failedFuture(new InvalidConfigurationException(errors));
    }
    return Future.succeededFuture(add(document, content, by));
  }

  private Outcome add(Document document, JsonObject content, Authorship by) {
    Saved before = saved().get(document);
    List<Change> changes = changes(document, before.content(), content);
    if (!changes.isEmpty()) {
      versions
          .get(document)
          .add(new Saved(document, before.version() + 1, THEN, by.author(), by.note(), content));
    }
    return new Outcome(saved().get(document), changes, warnings(content));
  }

  @Override
  public synchronized Future<Map<Document, Outcome>> saveAll(
      Map<Document, JsonObject> contents, Authorship by) {
    Map<Document, Outcome> outcomes = new EnumMap<>(Document.class);
    contents.forEach((document, content) -> outcomes.put(document, add(document, content, by)));
    return Future.succeededFuture(outcomes);
  }

  @Override
  public Future<Map<Document, Checked>> checkAll(Map<Document, JsonObject> contents) {
    Map<Document, Checked> checked = new EnumMap<>(Document.class);
    contents.forEach(
        (document, content) -> checked.put(document, check(document, content).result()));
    return Future.succeededFuture(checked);
  }

  @Override
  public Future<Outcome> restore(Document document, long version, long expected, Authorship by) {
    return version(document, version)
        .compose(saved -> save(document, saved.content(), expected, by));
  }

  @Override
  public synchronized Future<Page> versions(Document document, int limit, OptionalLong before) {
    List<Entry> entries = new ArrayList<>();
    List<Saved> all = versions.get(document);
    for (int i = all.size() - 1; i > 0; i--) {
      if (all.get(i).version() < before.orElse(Long.MAX_VALUE)) {
        entries.add(
            new Entry(
                all.get(i), changes(document, all.get(i - 1).content(), all.get(i).content())));
      }
    }
    List<Entry> shown = entries.subList(0, Math.min(limit, entries.size()));
    return Future.succeededFuture(
        new Page(
            shown,
            entries.size() > limit
                ? OptionalLong.of(shown.get(limit - 1).saved().version())
                : OptionalLong.empty()));
  }

  @Override
  public synchronized Future<Saved> version(Document document, long version) {
    return versions.get(document).stream()
        .filter(saved -> saved.version() == version)
        .findFirst()
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new UnknownVersionException(document, String.valueOf(version))));
  }

  /** What runs is what is built in. */
  @Override
  public Future<List<Change>> diff(Document document, String from, String to) {
    return version(document, number(document, from))
        .compose(
            before ->
                version(document, number(document, to))
                    .map(after -> changes(document, before.content(), after.content())));
  }

  private long number(Document document, String which) {
    return switch (which) {
      case "saved" -> saved().get(document).version();
      case "running" -> 0;
      default -> Long.parseLong(which);
    };
  }

  @Override
  public Future<List<Change>> pendingChanges(String workflow) {
    return diff(Document.INGRESS, "running", "saved");
  }

  @Override
  public Map<Document, List<String>> pendingFor() {
    return saved().get(Document.INGRESS).version() > 0
        ? Map.of(Document.INGRESS, List.of("ingress"))
        : Map.of();
  }

  @Override
  public Future<String> export() {
    JsonObject file = new JsonObject().put("tidegate", 1);
    saved().forEach((document, saved) -> file.put(document.id(), saved.content()));
    return Future.succeededFuture(file.encodePrettily());
  }

  @Override
  public Future<Map<Document, Checked>> check(String yaml) {
    return read(yaml).compose(this::checkAll);
  }

  @Override
  public Future<Map<Document, Outcome>> apply(String yaml, Authorship by) {
    return read(yaml).compose(contents -> saveAll(contents, by));
  }

  private static Future<Map<Document, JsonObject>> read(String text) {
    Map<Document, JsonObject> contents = new EnumMap<>(Document.class);
    try {
      JsonObject file = new JsonObject(text);
      for (Document document : Document.values()) {
        if (file.containsKey(document.id())) {
          contents.put(document, file.getJsonObject(document.id()));
        }
      }
    } catch (RuntimeException broken) {
      Misfit misfit = new Misfit("", "The file cannot be read.", "Correct it.");
      return Future.failedFuture(
          new InvalidConfigurationException(
              List.of(misfit), Map.of(misfit, new InvalidConfigurationException.Place(3, 7))));
    }
    return Future.succeededFuture(contents);
  }

  @Override
  public String schema() {
    return new JsonObject().put("type", "object").encode();
  }
}
