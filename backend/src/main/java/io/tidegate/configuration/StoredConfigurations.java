package io.tidegate.configuration;

import io.tidegate.configuration.VersionStore.Draft;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.SavedConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The documents, their versions in the database, and the newest ones in memory: one service at a
 * time works on a database, so nobody else changes them.
 */
public final class StoredConfigurations implements Configurations {
  /** The author of the documents that come from the service's settings. */
  private static final String SETTINGS = "settings";

  private final Vertx vertx;
  private final VersionStore store;
  private final History history;
  private final Checking checking;
  private final Supplier<Map<String, Long>> secrets;
  private final Pending pending;
  private volatile Effective effective;

  /** Saves are made one after the other. */
  private Future<?> saving = Future.succeededFuture();

  /**
   * To be loaded before it is used.
   *
   * @param check what a document has to stand, besides having the right form
   * @param secrets the revisions of the secrets that are set, by their names
   * @param running what a workflow runs on; empty unless it does
   */
  public StoredConfigurations(
      Vertx vertx,
      Pool pool,
      Check check,
      Supplier<Map<String, Long>> secrets,
      Function<String, Optional<Pinned>> running) {
    this.vertx = vertx;
    this.store = new VersionStore(pool);
    this.history = new History(store);
    this.checking = new Checking(check, this::saved);
    this.secrets = secrets;
    this.pending = new Pending(running, () -> effective);
  }

  /** Reads the newest versions. */
  public Future<Void> load() {
    return store
        .newest()
        .map(
            newest -> {
              Map<Document, Saved> all = new EnumMap<>(Document.class);
              for (Document document : Document.values()) {
                Saved saved = newest.getOrDefault(document, BuiltIn.saved(document));
                all.put(document, DocumentForm.today(saved));
              }
              effective = new Effective(all, secrets.get());
              return null;
            });
  }

  /** A secret was set or taken away. */
  public void secretsChanged() {
    synchronized (this) {
      effective = new Effective(effective.saved(), secrets.get());
    }
    vertx.eventBus().publish(SAVED, Document.CONNECTIONS.id());
  }

  /** What is saved for a workflow. */
  public SavedConfig of(Document workflow) {
    return new SavedConfig() {
      @Override
      public Pinned newest() {
        return effective.of(workflow);
      }

      @Override
      public Optional<NotConfiguredException> missing() {
        return effective.missing(workflow);
      }

      @Override
      public Pinned readable(Pinned stored) {
        return effective.readable(workflow, stored);
      }
    };
  }

  /**
   * Saves documents that come from the service's settings: the first time, and whenever the
   * settings have changed since. What was edited in between is a version of before.
   */
  public Future<Void> seed(Map<Document, JsonObject> contents) {
    Authorship by = new Authorship(SETTINGS, null);
    Future<Void> seeded = Future.succeededFuture();
    for (Map.Entry<Document, JsonObject> each : contents.entrySet()) {
      JsonObject content = DocumentForm.canonical(each.getKey(), each.getValue());
      seeded =
          seeded
              .compose(before -> store.newestBy(each.getKey(), by.author()))
              .compose(
                  newest ->
                      newest
                              .filter(saved -> DocumentForm.today(saved).content().equals(content))
                              .isPresent()
                          ? Future.succeededFuture()
                          : write(List.of(draft(each.getKey(), content)), by).mapEmpty());
    }
    return seeded;
  }

  @Override
  public Map<Document, Saved> saved() {
    return effective.saved();
  }

  @Override
  public Future<Checked> check(Document document, JsonObject content) {
    return checking.one(document, content);
  }

  @Override
  public Future<Map<Document, Checked>> checkAll(Map<Document, JsonObject> contents) {
    return checking.all(contents);
  }

  @Override
  public Future<Outcome> save(Document document, JsonObject content, long expected, Authorship by) {
    Optional<VersionConflictException> conflict = conflict(document, expected);
    if (conflict.isPresent()) {
      return Future.failedFuture(conflict.get());
    }
    return check(document, content)
        .compose(
            checked ->
                checked.errors().isEmpty()
                    ? save(
                        document, DocumentForm.canonical(document, content), expected, by, checked)
                    : Future.failedFuture(new InvalidConfigurationException(checked.errors())));
  }

  private Future<Outcome> save(
      Document document, JsonObject canonical, long expected, Authorship by, Checked checked) {
    return next(
        () -> {
          Optional<VersionConflictException> conflict = conflict(document, expected);
          return conflict.isPresent()
              ? Future.failedFuture(conflict.get())
              : write(List.of(draft(document, canonical)), by)
                  .map(
                      saved ->
                          new Outcome(saved.get(document), checked.changes(), checked.warnings()));
        });
  }

  private Optional<VersionConflictException> conflict(Document document, long expected) {
    long current = saved().get(document).version();
    return current == expected
        ? Optional.empty()
        : Optional.of(new VersionConflictException(document, expected, current));
  }

  @Override
  public Future<Map<Document, Outcome>> saveAll(Map<Document, JsonObject> contents, Authorship by) {
    return checkAll(contents)
        .compose(
            checked -> {
              List<Misfit> errors =
                  checked.values().stream().flatMap(each -> each.errors().stream()).toList();
              if (!errors.isEmpty()) {
                return Future.failedFuture(new InvalidConfigurationException(errors));
              }
              return next(
                  () -> {
                    List<Draft> drafts = new ArrayList<>();
                    contents.forEach(
                        (document, content) ->
                            drafts.add(draft(document, DocumentForm.canonical(document, content))));
                    return write(drafts, by).map(saved -> outcomes(saved, checked));
                  });
            });
  }

  private static Map<Document, Outcome> outcomes(
      Map<Document, Saved> saved, Map<Document, Checked> checked) {
    Map<Document, Outcome> outcomes = new EnumMap<>(Document.class);
    checked.forEach(
        (document, each) ->
            outcomes.put(
                document, new Outcome(saved.get(document), each.changes(), each.warnings())));
    return outcomes;
  }

  private Draft draft(Document document, JsonObject canonical) {
    return new Draft(document, saved().get(document).version() + 1, canonical);
  }

  /** Those whose content is new become versions; all of them are answered as they are saved now. */
  private Future<Map<Document, Saved>> write(List<Draft> drafts, Authorship by) {
    List<Draft> news =
        drafts.stream()
            .filter(draft -> !saved().get(draft.document()).content().equals(draft.content()))
            .toList();
    return store
        .add(news, by)
        .map(
            added -> {
              synchronized (this) {
                Map<Document, Saved> all = new EnumMap<>(effective.saved());
                all.putAll(added);
                effective = new Effective(all, secrets.get());
              }
              added.keySet().forEach(document -> vertx.eventBus().publish(SAVED, document.id()));
              return saved();
            });
  }

  private synchronized <T> Future<T> next(Supplier<Future<T>> save) {
    Future<T> saved = saving.transform(before -> save.get());
    saving = saved;
    return saved;
  }

  @Override
  public Future<Outcome> restore(Document document, long version, long expected, Authorship by) {
    return version(document, version)
        .compose(restored -> save(document, restored.content(), expected, by));
  }

  @Override
  public Future<Page> versions(Document document, int limit, OptionalLong before) {
    return history.page(document, limit, before);
  }

  @Override
  public Future<Saved> version(Document document, long version) {
    return history.version(document, version);
  }

  @Override
  public Future<List<Change>> diff(Document document, String from, String to) {
    return resolve(document, from)
        .compose(
            earlier ->
                resolve(document, to)
                    .map(
                        later ->
                            Differences.between(document, earlier.content(), later.content())));
  }

  private Future<Saved> resolve(Document document, String version) {
    if (version.equals("saved")) {
      return Future.succeededFuture(saved().get(document));
    }
    OptionalLong number =
        version.equals("running") ? pending.oldestRunning(document) : number(version);
    return number.isPresent()
        ? version(document, number.getAsLong())
        : Future.failedFuture(new UnknownVersionException(document, version));
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Future<List<Change>> pendingChanges(String workflow) {
    return Future.succeededFuture(pending.changes(workflow));
  }

  @Override
  public Map<Document, List<String>> pendingFor() {
    return pending.workflows();
  }
}
