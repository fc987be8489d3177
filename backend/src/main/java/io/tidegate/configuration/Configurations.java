package io.tidegate.configuration;

import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the faces may ask of the configuration. Safe to call from any thread. */
public interface Configurations {

  /** Event-bus address on which the id of a {@link Document} is published when it was saved. */
  String SAVED = "tidegate.configuration.saved";

  /** The newest version of each document. */
  Map<Document, Saved> saved();

  /** Checks a document by itself, against the others, and against both systems as they answer. */
  Future<Checked> check(Document document, JsonObject content);

  /**
   * Saves a document. The same content again makes no version.
   *
   * @param expected the version that the editor began with
   * @return fails with {@link VersionConflictException} or {@link InvalidConfigurationException}
   */
  Future<Outcome> save(Document document, JsonObject content, long expected, Authorship by);

  /**
   * Saves several documents, all or none, whatever their versions are.
   *
   * @return fails with {@link InvalidConfigurationException}, whose pointers begin with the
   *     document's name
   */
  Future<Map<Document, Outcome>> saveAll(Map<Document, JsonObject> contents, Authorship by);

  /** What {@link #saveAll} would say and change. Pointers begin with the document's name. */
  Future<Map<Document, Checked>> checkAll(Map<Document, JsonObject> contents);

  /** Makes an older version the newest one, as a version of its own. */
  Future<Outcome> restore(Document document, long version, long expected, Authorship by);

  /** Versions, newest first, each with what it changed. */
  Future<Page> versions(Document document, int limit, OptionalLong before);

  /** Fails with {@link UnknownVersionException}. */
  Future<Saved> version(Document document, long version);

  /**
   * What changed between two versions.
   *
   * @param from a number, {@code saved}, or {@code running}
   * @param to the same
   */
  Future<List<Change>> diff(Document document, String from, String to);

  /** What a stop and a start would change for a running workflow; empty if nothing. */
  Future<List<Change>> pendingChanges(String workflow);

  /** The workflows, by document, that run on something else than what is saved. */
  Map<Document, List<String>> pendingFor();

  /** A save that went through. */
  record Outcome(Saved saved, List<Change> changes, List<Misfit> warnings) {
    public Outcome {
      changes = List.copyOf(changes);
      warnings = List.copyOf(warnings);
    }
  }

  /** A version, and what it changed against the one before. */
  record Entry(Saved saved, List<Change> changes) {
    public Entry {
      changes = List.copyOf(changes);
    }
  }

  /** A page of versions. */
  record Page(List<Entry> versions, OptionalLong nextBefore) {
    public Page {
      versions = List.copyOf(versions);
    }
  }
}
