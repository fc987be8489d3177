package io.tidegate.configuration;

import io.tidegate.configuration.Check.Findings;
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
  private final Check check;
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
    this.check = check;
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
                all.put(document, newest.getOrDefault(document, BuiltIn.saved(document)));
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
                      newest.filter(saved -> saved.content().equals(content)).isPresent()
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
    JsonObject canonical;
    try {
      canonical = DocumentForm.canonical(document, content);
    } catch (InvalidConfigurationException wrong) {
      return Future.succeededFuture(new Checked(wrong.misfits(), List.of(), List.of()));
    }
    return findings(Map.of(document, canonical), document)
        .map(
            found ->
                new Checked(
                    found.errors(),
                    found.warnings(),
                    Differences.between(document, saved().get(document).content(), canonical)));
  }

  @Override
  public Future<Map<Document, Checked>> checkAll(Map<Document, JsonObject> contents) {
    Map<Document, Checked> all = new EnumMap<>(Document.class);
    Map<Document, JsonObject> forms = new EnumMap<>(Document.class);
    contents.forEach(
        (document, content) -> {
          try {
            forms.put(document, DocumentForm.canonical(document, content));
          } catch (InvalidConfigurationException wrong) {
            all.put(document, new Checked(under(document, wrong.misfits()), List.of(), List.of()));
          }
        });
    Future<?> checked = Future.succeededFuture();
    for (Document document : forms.keySet()) {
      checked =
          checked
              .compose(before -> findings(forms, document))
              .onSuccess(
                  found ->
                      all.put(
                          document,
                          new Checked(
                              under(document, found.errors()),
                              under(document, found.warnings()),
                              Differences.between(
                                  document,
                                  saved().get(document).content(),
                                  forms.get(document)))));
    }
    return checked.map(all);
  }

  private static List<Misfit> under(Document document, List<Misfit> misfits) {
    return misfits.stream().map(misfit -> misfit.under("/" + document.id())).toList();
  }

  private Future<Findings> findings(Map<Document, JsonObject> contents, Document document) {
    Map<Document, JsonObject> proposed = new EnumMap<>(Document.class);
    saved().forEach((each, version) -> proposed.put(each, version.content()));
    proposed.putAll(contents);
    return check.check(document, proposed);
  }

  @Override
  public Future<Outcome> save(Document document, JsonObject content, long expected, Authorship by) {
    Optional<VersionConflictException> conflict = conflict(document, expected);
    if (conflict.isPresent()) {
      return Future.failedFuture(conflict.get());
    }
    JsonObject canonical;
    try {
      canonical = DocumentForm.canonical(document, content);
    } catch (InvalidConfigurationException wrong) {
      return Future.failedFuture(wrong);
    }
    return check(document, canonical)
        .compose(
            checked ->
                checked.errors().isEmpty()
                    ? save(document, canonical, expected, by, checked)
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
    // One more than is shown: the last one is compared with it.
    return store
        .before(document, before.orElse(Long.MAX_VALUE), limit + 1)
        .map(
            found -> {
              List<Saved> shown = found.subList(0, Math.min(limit, found.size()));
              List<Entry> entries = new ArrayList<>();
              for (int i = 0; i < shown.size(); i++) {
                Saved earlier = i + 1 < found.size() ? found.get(i + 1) : BuiltIn.saved(document);
                entries.add(
                    new Entry(
                        shown.get(i),
                        Differences.between(document, earlier.content(), shown.get(i).content())));
              }
              return new Page(
                  entries,
                  found.size() > limit
                      ? OptionalLong.of(shown.get(limit - 1).version())
                      : OptionalLong.empty());
            });
  }

  @Override
  public Future<Saved> version(Document document, long version) {
    if (version == 0) {
      return Future.succeededFuture(BuiltIn.saved(document));
    }
    return store
        .version(document, version)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new UnknownVersionException(document, Long.toString(version)))));
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
