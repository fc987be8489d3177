package io.tidegate.workflow.privacy;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of erasures: what is under way, with the person's id, and the proofs, without. */
final class ErasureStore {
  private static final String COLUMNS = "id, person_hash, requested_at, completed_at, removed";

  /** The update that changes nothing makes a request that is under way come back as it is. */
  private static final String REQUEST =
      "INSERT INTO workflow.erasure (person, person_hash) VALUES ($1, $2)"
          + " ON CONFLICT (person) WHERE person IS NOT NULL DO UPDATE SET person = excluded.person"
          + " RETURNING "
          + COLUMNS;

  private static final String TALLY =
      "UPDATE workflow.erasure SET removed = removed || jsonb_build_object($2::text,"
          + " coalesce((removed ->> $2::text)::bigint, 0) + $3::bigint)"
          + " WHERE id = $1 AND ($3::bigint > 0 OR NOT jsonb_exists(removed, $2::text))";

  private static final String COMPLETE =
      "UPDATE workflow.erasure SET completed_at = now(), person = NULL"
          + " WHERE id = $1 AND completed_at IS NULL";

  /** An erasure that is to be carried on. */
  record UnderWay(long id, String person) {}

  private final Pool pool;

  ErasureStore(Pool pool) {
    this.pool = pool;
  }

  Future<Erasure> request(String person) {
    return query(REQUEST, Tuple.of(person, PersonHash.of(person)))
        .map(rows -> erasure(rows.iterator().next()));
  }

  Future<List<UnderWay>> underWay() {
    return query(
            "SELECT id, person FROM workflow.erasure WHERE person IS NOT NULL ORDER BY id",
            Tuple.tuple())
        .map(
            rows -> {
              List<UnderWay> underWay = new ArrayList<>();
              rows.forEach(row -> underWay.add(new UnderWay(row.getLong(0), row.getString(1))));
              return underWay;
            });
  }

  /** Adds to the count of a place; one that held nothing is named as well. */
  Future<Void> tally(SqlConnection transaction, long id, String place, long removed) {
    return transaction.preparedQuery(TALLY).execute(Tuple.of(id, place, removed)).mapEmpty();
  }

  /** From here on nobody can tell whose erasure it was but who knows the id. */
  Future<Void> complete(long id) {
    return query(COMPLETE, Tuple.of(id)).mapEmpty();
  }

  Future<Optional<Erasure>> find(long id) {
    return query("SELECT " + COLUMNS + " FROM workflow.erasure WHERE id = $1", Tuple.of(id))
        .map(rows -> erasures(rows).stream().findFirst());
  }

  Future<List<Erasure>> list(int limit, OptionalLong before) {
    return query(
            "SELECT " + COLUMNS + " FROM workflow.erasure WHERE id < $1 ORDER BY id DESC LIMIT $2",
            Tuple.of(before.orElse(Long.MAX_VALUE), limit))
        .map(ErasureStore::erasures);
  }

  private static List<Erasure> erasures(RowSet<Row> rows) {
    List<Erasure> erasures = new ArrayList<>(rows.size());
    rows.forEach(row -> erasures.add(erasure(row)));
    return erasures;
  }

  private static Erasure erasure(Row row) {
    OffsetDateTime completed = row.getOffsetDateTime("completed_at");
    Map<String, Long> removed = new HashMap<>();
    row.get(JsonObject.class, "removed")
        .forEach(place -> removed.put(place.getKey(), ((Number) place.getValue()).longValue()));
    return new Erasure(
        row.getLong("id"),
        row.getString("person_hash"),
        row.getOffsetDateTime("requested_at").toInstant(),
        completed == null ? null : completed.toInstant(),
        removed);
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(
        pool, connection -> connection.preparedQuery(sql).execute(parameters));
  }
}
