package io.tidegate.queue;

import io.tidegate.store.DatabaseException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Supplier;

/**
 * The SQL of one segment: an append-only table of records of every lane, made when it is needed and
 * dropped whole. Its identity is never used again, so a prepared statement that names it can only
 * ever mean this table.
 */
final class SegmentTable {
  /** Bounds of one INSERT, so that no page becomes one huge message. */
  private static final int CHUNK_RECORDS = 2_000;

  private static final int CHUNK_BYTES = 2 << 20;

  private static final int ATTEMPTS = 5;
  private static final String UNDEFINED_TABLE = "42P01";

  private SegmentTable() {}

  static String name(long segment) {
    return "queue.segment_" + segment;
  }

  /**
   * Columns go from wide to narrow so that nothing is lost to padding. But for an erasure, which
   * vacuums after itself, nothing is ever updated or deleted in it.
   */
  static Future<Void> create(SqlConnection connection, long segment) {
    return connection
        .query(
            "CREATE TABLE "
                + name(segment)
                + " (position bigint NOT NULL, appended_at timestamptz NOT NULL DEFAULT now(),"
                + " lane smallint NOT NULL, operation smallint NOT NULL, key text NOT NULL,"
                + " payload bytea NOT NULL, PRIMARY KEY (lane, position))"
                + " WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false,"
                + " parallel_workers = 0)")
        .execute()
        .mapEmpty();
  }

  /** Makes the records findable by their keys, at the end of the segment: in one go, so cheaply. */
  static Future<Void> index(SqlConnection connection, long segment) {
    return connection.query("CREATE INDEX ON " + name(segment) + " (key)").execute().mapEmpty();
  }

  static Future<Void> drop(SqlConnection connection, long segment) {
    return connection.query("DROP TABLE " + name(segment)).execute().mapEmpty();
  }

  /**
   * Inserts changes in chunks, one after another.
   *
   * @param next per lane the position of its next record; moved on by what is inserted
   */
  static Future<Void> insert(
      SqlConnection connection, long segment, List<Change> changes, long[] next) {
    return insertFrom(connection, segment, changes, 0, next);
  }

  private static Future<Void> insertFrom(
      SqlConnection connection, long segment, List<Change> changes, int from, long[] next) {
    if (from == changes.size()) {
      return Future.succeededFuture();
    }
    int to = chunkEnd(changes, from);
    return connection
        .preparedQuery(
            "INSERT INTO "
                + name(segment)
                + " (lane, position, key, operation, payload) SELECT * FROM"
                + " unnest($1::smallint[], $2::bigint[], $3::text[], $4::smallint[], $5::bytea[])")
        .execute(columns(changes.subList(from, to), next))
        .compose(ignored -> insertFrom(connection, segment, changes, to, next));
  }

  private static int chunkEnd(List<Change> changes, int from) {
    int to = from;
    long bytes = 0;
    while (to < changes.size() && to - from < CHUNK_RECORDS) {
      bytes += changes.get(to).payload().length();
      if (bytes > CHUNK_BYTES && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  private static Tuple columns(List<Change> changes, long[] next) {
    int size = changes.size();
    Short[] lanes = new Short[size];
    Long[] positions = new Long[size];
    String[] keys = new String[size];
    Short[] operations = new Short[size];
    Buffer[] payloads = new Buffer[size];
    for (int i = 0; i < size; i++) {
      Change change = changes.get(i);
      int lane = Lanes.of(change.key(), next.length);
      lanes[i] = (short) lane;
      positions[i] = next[lane]++;
      keys[i] = change.key();
      operations[i] = change.operation().code();
      payloads[i] = change.payload();
    }
    return Tuple.of(lanes, positions, keys, operations, payloads);
  }

  /**
   * Selects a lane's next records and persists, in the same statement, that they were handed out.
   * No row comes back when the lane is not as expected. Parameters: address, lane, head, end,
   * bytes, epoch.
   */
  static String take(long segment) {
    return "WITH batch AS (SELECT position, key, operation, payload, appended_at FROM (SELECT position,"
        + " key, operation, payload, appended_at, sum(octet_length(payload)) OVER (ORDER BY position) AS bytes FROM "
        + name(segment)
        + " WHERE lane = $2 AND position >= $3 AND position < $4) AS counted"
        + " WHERE bytes <= $5 OR position = $3), lane AS (UPDATE queue.lane SET taken ="
        + " greatest(taken, (SELECT max(position) + 1 FROM batch)) WHERE address = $1 AND lane = $2"
        + " AND head = $3 AND epoch = $6 RETURNING 1) SELECT position, key, operation, payload,"
        + " appended_at FROM"
        + " batch WHERE EXISTS (SELECT FROM lane) ORDER BY position";
  }

  /**
   * What there is with the keys, settled or not, by the index of a segment that has ended.
   * Parameters: keys.
   */
  static String byKey(long segment) {
    return found(segment) + " WHERE key = ANY ($1::text[]) AND operation <> 2";
  }

  /** What a lane has pending with the keys, by their positions. Parameters: keys. */
  static String pendingInLane(long segment, int lane, long head) {
    return found(segment)
        + " WHERE lane = %d AND position >= %d AND key = ANY ($1::text[]) AND operation <> 2"
            .formatted(lane, head);
  }

  private static String found(long segment) {
    return "SELECT %d::bigint, lane, position, key, operation, appended_at FROM %s"
        .formatted(segment, name(segment));
  }

  /** Does it again when a segment was settled and dropped while it was being searched. */
  static <T> Future<T> unlessDropped(Supplier<Future<T>> search) {
    return unlessDropped(search, 1);
  }

  private static <T> Future<T> unlessDropped(Supplier<Future<T>> search, int attempt) {
    return search
        .get()
        .recover(
            failure ->
                isDropped(failure) && attempt < ATTEMPTS
                    ? unlessDropped(search, attempt + 1)
                    : Future.failedFuture(failure));
  }

  /** Whether a segment was settled and dropped since it was listed. */
  static boolean isDropped(Throwable failure) {
    return failure instanceof DatabaseException
        && failure.getCause() instanceof PgException pg
        && UNDEFINED_TABLE.equals(pg.getSqlState());
  }

  /**
   * Marks the dead letters to whose key there is a newer record, from given positions on. They are
   * locked in their order, as settlements do. Parameters: address, positions, and those of the
   * conditions.
   */
  static String supersede(long segment, String conditions) {
    return "UPDATE queue.dead_letter SET superseded = true WHERE id IN (SELECT d.id FROM"
        + " queue.dead_letter d WHERE d.address = $1 AND d.supersedable AND NOT d.superseded AND "
        + conditions
        + " AND EXISTS (SELECT FROM "
        + name(segment)
        + " s WHERE s.key = d.key AND s.lane = d.lane AND s.position > d.position"
        + " AND s.position >= ($2::bigint[])[s.lane + 1]) ORDER BY d.id FOR UPDATE)";
  }

  /**
   * Empties the records with the given keys but for pending deletions, and tells per lane how many,
   * the newest that was pending, and how many deletions stay. Parameters: keys, heads, new key.
   */
  static String erase(long segment) {
    return "WITH found AS (SELECT lane, position, position >= ($2::bigint[])[lane + 1] AS pending,"
        + " operation = 1 AND position >= ($2::bigint[])[lane + 1] AS stays FROM "
        + name(segment)
        + " WHERE key = ANY ($1::text[])), emptied AS (UPDATE "
        + name(segment)
        + " s SET key = $3, operation = 2, payload = '' FROM found f WHERE NOT f.stays"
        + " AND s.lane = f.lane AND s.position = f.position)"
        + " SELECT lane, count(*) FILTER (WHERE NOT stays) AS emptied,"
        + " max(position) FILTER (WHERE pending AND NOT stays) AS newest,"
        + " count(*) FILTER (WHERE stays) AS deletions FROM found GROUP BY lane ORDER BY lane";
  }
}
