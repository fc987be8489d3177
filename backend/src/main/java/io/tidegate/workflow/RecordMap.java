package io.tidegate.workflow;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow knows of its target: source key → target address, and the hash of what was last
 * written there. It spares look-ups and writes that would change nothing.
 *
 * <p>A disposable cache, never the identity of a record: an entry that leads nowhere is looked up
 * again by key.
 */
public final class RecordMap {

  /**
   * How long the absence of a key is taken as proof that the target has no such record, after the
   * target was read whole. Later a look-up precedes each creation.
   */
  private static final Duration INDEX_TRUSTED_FOR = Duration.ofHours(24);

  /**
   * One known record.
   *
   * @param href its address at the target
   * @param pkey what a link to it is written with; null where that is not known
   * @param hash the content last written, or found there when the target was read
   */
  public record Entry(String key, String href, String pkey, String hash) {

    /** An entry of a record that nothing links to. */
    public Entry(String key, String href, String hash) {
      this(key, href, null, hash);
    }

    /** A record that may be at the target, nobody knows where: to be looked up before a write. */
    public static Entry withoutAddress(String key) {
      return new Entry(key, "", "");
    }

    public boolean hasAddress() {
      return !href.isEmpty();
    }
  }

  private final Pool pool;
  private final String flow;

  public RecordMap(Pool pool, String flow) {
    this.pool = pool;
    this.flow = flow;
  }

  /** The known ones among these keys. */
  public Future<Map<String, Entry>> load(Collection<String> keys) {
    return query(
            """
            SELECT source_key, target_href, target_pkey, content_hash FROM workflow.record_map
            WHERE flow = $1 AND source_key = ANY ($2)""",
            Tuple.of(flow, (Object) keys.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Entry> entries = new HashMap<>();
              for (Row row : rows) {
                entries.put(
                    row.getString(0),
                    new Entry(
                        row.getString(0), row.getString(1), row.getString(2), row.getString(3)));
              }
              return entries;
            });
  }

  /** When a record was last really written by this flow; empty for never. */
  public Future<Optional<Instant>> writtenAt(String key) {
    return query(
            "SELECT written_at FROM workflow.record_map WHERE flow = $1 AND source_key = $2",
            Tuple.of(flow, key))
        .map(
            rows -> {
              OffsetDateTime at =
                  rows.size() == 0 ? null : rows.iterator().next().getOffsetDateTime(0);
              return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
            });
  }

  /** Stores what was written, within the transaction that settles it. */
  public Future<Void> store(SqlClient transaction, List<Entry> written, List<String> deleted) {
    Future<?> done = Future.succeededFuture();
    if (!written.isEmpty()) {
      done = upsert(transaction, written, true);
    }
    if (!deleted.isEmpty()) {
      done =
          done.compose(
              stored ->
                  transaction
                      .preparedQuery(
                          "DELETE FROM workflow.record_map"
                              + " WHERE flow = $1 AND source_key = ANY ($2)")
                      .execute(Tuple.of(flow, (Object) deleted.toArray(String[]::new))));
    }
    return done.mapEmpty();
  }

  /** Stores what was found at the target; an entry that is known already stays as it is. */
  public Future<Void> index(List<Entry> found) {
    return found.isEmpty()
        ? Future.succeededFuture()
        : Transactions.statement(pool, client -> upsert(client, found, false));
  }

  /** Stores what was learnt of a record's address, and nothing else. */
  public Future<Void> locate(Entry entry) {
    return query(
            "UPDATE workflow.record_map SET target_href = $3, target_pkey = $4"
                + " WHERE flow = $1 AND source_key = $2",
            Tuple.of(flow, entry.key(), entry.href(), entry.pkey()))
        .mapEmpty();
  }

  /** Marks the target as read whole. */
  public Future<Void> indexed() {
    return query(
            """
            INSERT INTO workflow.record_map_index (flow, completed_at) VALUES ($1, now())
            ON CONFLICT (flow) DO UPDATE SET completed_at = now()""",
            Tuple.of(flow))
        .mapEmpty();
  }

  /** When the target was read whole; null for never. */
  public Future<OffsetDateTime> indexedAt() {
    return query(
            "SELECT completed_at FROM workflow.record_map_index WHERE flow = $1", Tuple.of(flow))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getOffsetDateTime(0));
  }

  /** Whether a key that is absent here is certainly absent at the target. */
  public static boolean trusts(OffsetDateTime indexedAt) {
    return indexedAt != null
        && indexedAt.plus(INDEX_TRUSTED_FOR).isAfter(OffsetDateTime.now(ZoneOffset.UTC));
  }

  /** Fails with {@link io.tidegate.store.DatabaseException}, which says whether waiting helps. */
  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }

  private Future<Void> upsert(SqlClient client, List<Entry> entries, boolean synced) {
    String onConflict =
        synced
            ? "UPDATE SET target_href = excluded.target_href,"
                + " target_pkey = CASE WHEN record_map.target_href = excluded.target_href"
                + " THEN coalesce(excluded.target_pkey, record_map.target_pkey)"
                + " ELSE excluded.target_pkey END,"
                + " content_hash = excluded.content_hash, synced = true,"
                + " written_at = CASE WHEN record_map.content_hash = excluded.content_hash"
                + " THEN record_map.written_at ELSE now() END"
            : "NOTHING";
    return client
        .preparedQuery(
            "INSERT INTO workflow.record_map"
                + " (flow, source_key, target_href, target_pkey, content_hash, synced, written_at)"
                + " SELECT $1, k, h, p, c, $6, CASE WHEN $6 THEN now() END"
                + " FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])"
                + " AS entry (k, h, p, c)"
                + " ON CONFLICT (flow, source_key) DO "
                + onConflict)
        .execute(
            Tuple.of(
                flow,
                entries.stream().map(Entry::key).toArray(String[]::new),
                entries.stream().map(Entry::href).toArray(String[]::new),
                entries.stream().map(Entry::pkey).toArray(String[]::new),
                entries.stream().map(Entry::hash).toArray(String[]::new),
                synced))
        .mapEmpty();
  }
}
