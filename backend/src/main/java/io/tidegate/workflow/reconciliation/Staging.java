package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Transactions;
import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.Sides.SourceRecord;
import io.tidegate.workflow.reconciliation.Sides.TargetRecord;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of both sides, a key and a hash of each record, and which of them are to be looked
 * at again. No more of it is ever in memory than a page.
 *
 * @param pool of the database
 */
record Staging(Pool pool) {
  private static final String SOURCE = "workflow.reconciliation_source";
  private static final String TARGET = "workflow.reconciliation_target";
  private static final String CANDIDATE = "workflow.reconciliation_candidate";

  /**
   * Compares the next keys of both sides. Parameters: after which key, how many, when they were
   * read.
   */
  private static final String COMPARE =
      """
      WITH upto AS MATERIALIZED (
        SELECT max(key) AS key FROM (
          SELECT key FROM (
            (SELECT key FROM workflow.reconciliation_source WHERE key > $1 ORDER BY key LIMIT $2)
            UNION ALL
            (SELECT key FROM workflow.reconciliation_target WHERE key > $1 ORDER BY key LIMIT $2)
          ) AS both_sides ORDER BY key LIMIT $2) AS chunk),
      candidate AS (
        INSERT INTO workflow.reconciliation_candidate (key, hash, read_at)
        SELECT coalesce(s.key, t.key), s.hash, $3 FROM
          (SELECT * FROM workflow.reconciliation_source
            WHERE key > $1 AND key <= (SELECT key FROM upto)) AS s
          FULL JOIN (SELECT * FROM workflow.reconciliation_target
            WHERE key > $1 AND key <= (SELECT key FROM upto)) AS t ON t.key = s.key
        WHERE CASE
          WHEN s.key IS NULL THEN true
          WHEN t.key IS NULL THEN NOT s.left_out
          ELSE t.records > 1 OR s.left_out OR s.hash <> t.hash
        END
        ON CONFLICT (key) DO NOTHING)
      SELECT key FROM upto""";

  /**
   * A record that is to be looked at again.
   *
   * @param hash of the source when it was read; empty for no such record
   * @param readAt not before that
   * @param round how often it has been looked at
   */
  record Candidate(String key, Optional<Buffer> hash, Instant readAt, int round) {

    /** Whether the source has the same now. */
    boolean isSame(Optional<Buffer> now) {
      return hash.equals(now);
    }

    /** To be looked at once more. */
    Candidate again() {
      return new Candidate(key, hash, readAt, round + 1);
    }

    /** The same, as the source has it now. */
    Candidate again(Optional<Buffer> now, Instant at) {
      return new Candidate(key, now, at, round + 1);
    }
  }

  /** Forgets everything. */
  Future<Void> clear(SqlClient transaction) {
    return transaction
        .query("TRUNCATE " + SOURCE + ", " + TARGET + ", " + CANDIDATE)
        .execute()
        .mapEmpty();
  }

  /** Forgets one side. */
  Future<Void> clear(SqlClient transaction, Phase side) {
    return transaction
        .query("TRUNCATE " + (side == Phase.READING_SOURCE ? SOURCE : TARGET))
        .execute()
        .mapEmpty();
  }

  /** Keeps a page of the source; a record that comes again is as it was last. */
  Future<Void> source(SqlClient transaction, List<SourceRecord> records) {
    Map<String, SourceRecord> byKey = new LinkedHashMap<>();
    records.forEach(record -> byKey.put(record.key(), record));
    return transaction
        .preparedQuery(
            "INSERT INTO "
                + SOURCE
                + " (key, hash, left_out)"
                + " SELECT * FROM unnest($1::text[], $2::bytea[], $3::boolean[])"
                + " ON CONFLICT (key) DO UPDATE"
                + " SET hash = excluded.hash, left_out = excluded.left_out")
        .execute(
            Tuple.tuple()
                .addArrayOfString(byKey.keySet().toArray(String[]::new))
                .addArrayOfBuffer(
                    byKey.values().stream().map(SourceRecord::hash).toArray(Buffer[]::new))
                .addArrayOfBoolean(
                    byKey.values().stream().map(SourceRecord::leftOut).toArray(Boolean[]::new)))
        .mapEmpty();
  }

  /** Keeps a page of the target, which may have several records with one key. */
  Future<Void> target(SqlClient transaction, List<TargetRecord> records) {
    Map<String, Buffer> hashes = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (TargetRecord record : records) {
      hashes.put(record.key(), record.hash());
      counts.merge(record.key(), 1, Integer::sum);
    }
    return transaction
        .preparedQuery(
            "INSERT INTO "
                + TARGET
                + " AS t (key, hash, records)"
                + " SELECT * FROM unnest($1::text[], $2::bytea[], $3::integer[])"
                + " ON CONFLICT (key) DO UPDATE"
                + " SET hash = excluded.hash, records = t.records + excluded.records")
        .execute(
            Tuple.tuple()
                .addArrayOfString(hashes.keySet().toArray(String[]::new))
                .addArrayOfBuffer(hashes.values().toArray(Buffer[]::new))
                .addArrayOfInteger(
                    hashes.keySet().stream().map(counts::get).toArray(Integer[]::new)))
        .mapEmpty();
  }

  /**
   * Compares the next keys, and notes which differ.
   *
   * @return the last of them; empty when there was none left
   */
  Future<Optional<String>> compare(SqlClient transaction, String after, int most, Instant readAt) {
    return transaction
        .preparedQuery(COMPARE)
        .execute(Tuple.of(after, most, offset(readAt)))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getString(0)));
  }

  /** How many are to be looked at. */
  Future<Long> candidates() {
    return Transactions.statement(
            pool, client -> client.query("SELECT count(*) FROM " + CANDIDATE).execute())
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** The next ones, all of the same round. */
  Future<List<Candidate>> candidates(int most) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT key, hash, read_at, round FROM "
                            + CANDIDATE
                            + " WHERE round = (SELECT min(round) FROM "
                            + CANDIDATE
                            + ") ORDER BY key LIMIT $1")
                    .execute(Tuple.of(most)))
        .map(
            rows -> {
              List<Candidate> candidates = new ArrayList<>(rows.size());
              for (Row row : rows) {
                candidates.add(
                    new Candidate(
                        row.getString(0),
                        Optional.ofNullable(row.getBuffer(1)),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getInteger(3)));
              }
              return candidates;
            });
  }

  /** These were looked at. */
  Future<Void> remove(SqlClient transaction, Collection<String> keys) {
    return transaction
        .preparedQuery("DELETE FROM " + CANDIDATE + " WHERE key = ANY ($1)")
        .execute(Tuple.tuple().addArrayOfString(keys.toArray(String[]::new)))
        .mapEmpty();
  }

  /** These are to be looked at again. */
  Future<Void> keep(SqlClient transaction, List<Candidate> again) {
    return transaction
        .preparedQuery(
            "UPDATE "
                + CANDIDATE
                + " AS c SET hash = a.hash, read_at = a.read_at, round = a.round FROM"
                + " unnest($1::text[], $2::bytea[], $3::timestamptz[], $4::integer[])"
                + " AS a (key, hash, read_at, round) WHERE c.key = a.key")
        .execute(
            Tuple.tuple()
                .addArrayOfString(again.stream().map(Candidate::key).toArray(String[]::new))
                .addArrayOfBuffer(
                    again.stream().map(each -> each.hash().orElse(null)).toArray(Buffer[]::new))
                .addArrayOfOffsetDateTime(
                    again.stream()
                        .map(each -> offset(each.readAt()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfInteger(again.stream().map(Candidate::round).toArray(Integer[]::new)))
        .mapEmpty();
  }

  private static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
