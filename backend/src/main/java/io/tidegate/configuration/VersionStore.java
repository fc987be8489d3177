package io.tidegate.configuration;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of the documents, in the database. */
final class VersionStore {
  private static final String SELECT =
      "SELECT document, number, saved_at, author, note, content FROM configuration.version ";

  private final Pool pool;

  VersionStore(Pool pool) {
    this.pool = pool;
  }

  /** A document that is to become a version. */
  record Draft(Document document, long number, JsonObject content) {}

  /** The newest version of each document that has one. */
  Future<Map<Document, Saved>> newest() {
    return query(
            SELECT
                + """
                WHERE (document, number) IN
                  (SELECT document, max(number) FROM configuration.version GROUP BY document)""",
            Tuple.tuple())
        .map(
            rows -> {
              Map<Document, Saved> newest = new EnumMap<>(Document.class);
              rows.forEach(row -> newest.put(saved(row).document(), saved(row)));
              return newest;
            });
  }

  /** The newest version that an author saved. */
  Future<Optional<Saved>> newestBy(Document document, String author) {
    return query(
            SELECT + "WHERE document = $1 AND author = $2 ORDER BY number DESC LIMIT 1",
            Tuple.of(document.id(), author))
        .map(VersionStore::first);
  }

  Future<Optional<Saved>> version(Document document, long number) {
    return query(SELECT + "WHERE document = $1 AND number = $2", Tuple.of(document.id(), number))
        .map(VersionStore::first);
  }

  /** Newest first. */
  Future<List<Saved>> before(Document document, long number, int limit) {
    return query(
            SELECT + "WHERE document = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
            Tuple.of(document.id(), number, limit))
        .map(
            rows -> {
              List<Saved> versions = new ArrayList<>();
              rows.forEach(row -> versions.add(saved(row)));
              return versions;
            });
  }

  /** All of them, or none. */
  Future<Map<Document, Saved>> add(List<Draft> drafts, Authorship by) {
    return Transactions.run(
        pool,
        transaction -> {
          Map<Document, Saved> added = new EnumMap<>(Document.class);
          Future<?> all = Future.succeededFuture();
          for (Draft draft : drafts) {
            all =
                all.compose(
                    before ->
                        add(transaction, draft, by)
                            .onSuccess(saved -> added.put(draft.document(), saved)));
          }
          return all.map(added);
        });
  }

  private static Future<Saved> add(SqlConnection transaction, Draft draft, Authorship by) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO configuration.version (document, number, content, author, note)
            VALUES ($1, $2, $3, $4, $5)
            RETURNING document, number, saved_at, author, note, content""")
        .execute(
            Tuple.of(
                draft.document().id(),
                draft.number(),
                draft.content().encode(),
                by.author(),
                by.note()))
        .map(rows -> saved(rows.iterator().next()));
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }

  private static Optional<Saved> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(saved(rows.iterator().next()));
  }

  private static Saved saved(Row row) {
    OffsetDateTime at = row.getOffsetDateTime(2);
    return new Saved(
        Document.of(row.getString(0)).orElseThrow(),
        row.getLong(1),
        at.toInstant(),
        row.getString(3),
        row.getString(4),
        new JsonObject(row.getString(5)));
  }
}
