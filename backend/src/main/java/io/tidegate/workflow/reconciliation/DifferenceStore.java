package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Transactions;
import io.tidegate.workflow.reconciliation.Difference.State;
import io.tidegate.workflow.reconciliation.Reconciliations.Repair;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of differences. */
record DifferenceStore(Pool pool) {
  private static final String TABLE = "workflow.reconciliation_difference";
  private static final String COLUMNS = "id, key, kind, fields, target, state, left_out";

  /**
   * What is repaired of a flow.
   *
   * @param writes whether records are written
   * @param gone whether records are deleted that the source has no more
   * @param leftOut whether those are that the filter leaves out
   */
  record Repairable(boolean writes, boolean gone, boolean leftOut) {}

  /**
   * One that is to be repaired.
   *
   * @param surplus whether it is deleted
   * @param leftOut because the filter leaves it out, and not since the source has it no more
   */
  record Open(long id, String key, boolean surplus, boolean leftOut) {}

  /** Adds what was found, within the transaction that says how far it has come. */
  Future<Void> add(SqlClient transaction, long id, String address, List<Sides.Compared> found) {
    return transaction
        .preparedQuery(
            "INSERT INTO "
                + TABLE
                + " (reconciliation, address, key, kind, fields, target, left_out)"
                + " SELECT $1, $2, key, kind, string_to_array(fields, ','), target, left_out FROM"
                + " unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])"
                + " AS found (key, kind, fields, target, left_out)"
                + " ON CONFLICT (reconciliation, key) DO NOTHING")
        .execute(
            Tuple.of(id, address)
                .addArrayOfString(found.stream().map(Sides.Compared::key).toArray(String[]::new))
                .addArrayOfString(
                    found.stream()
                        .map(each -> each.kind().orElseThrow().json())
                        .toArray(String[]::new))
                .addArrayOfString(
                    found.stream()
                        .map(each -> String.join(",", each.fields()))
                        .toArray(String[]::new))
                .addArrayOfString(found.stream().map(Sides.Compared::target).toArray(String[]::new))
                .addArrayOfBoolean(
                    found.stream().map(Sides.Compared::leftOut).toArray(Boolean[]::new)))
        .mapEmpty();
  }

  /** The newest first. */
  Future<List<Difference>> list(long id, DifferenceFilter filter, int limit) {
    Tuple parameters = Tuple.of(id);
    String conditions = conditions(filter, parameters);
    parameters.addInteger(limit);
    return query(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE reconciliation = $1"
                + conditions
                + " ORDER BY id DESC LIMIT $"
                + parameters.size(),
            parameters)
        .map(
            rows -> {
              List<Difference> differences = new ArrayList<>(rows.size());
              rows.forEach(row -> differences.add(difference(row)));
              return differences;
            });
  }

  Future<Optional<Difference>> find(long id, long differenceId) {
    return list(id, DifferenceFilter.of(List.of(differenceId)), 1)
        .map(found -> found.stream().findFirst());
  }

  /** Counts what a repair would do. */
  Future<Repair> count(long id, DifferenceFilter filter, Repairable repairable) {
    Tuple parameters = Tuple.of(id);
    String conditions = conditions(filter.in(State.OPEN), parameters);
    return query(
            "SELECT kind, left_out, count(*), max(id) FROM "
                + TABLE
                + " WHERE reconciliation = $1"
                + conditions
                + " GROUP BY kind, left_out",
            parameters)
        .map(
            rows -> {
              Repair sum = new Repair(0, 0, 0, 0);
              for (Row row : rows) {
                sum = sum.plus(repair(row, repairable));
              }
              return sum;
            });
  }

  private static Repair repair(Row row, Repairable repairable) {
    long count = row.getLong(2);
    long newest = row.getLong(3);
    Kind kind = Kind.ofJson(row.getString(0)).orElseThrow();
    if (kind == Kind.SURPLUS && (row.getBoolean(1) ? repairable.leftOut() : repairable.gone())) {
      return new Repair(0, count, 0, newest);
    }
    boolean written = kind == Kind.MISSING || kind == Kind.DIFFERENT;
    return written && repairable.writes()
        ? new Repair(count, 0, 0, newest)
        : new Repair(0, 0, count, newest);
  }

  /** The next ones that can be repaired, locked. */
  Future<List<Open>> open(
      SqlClient transaction, long id, DifferenceFilter filter, Repairable repairable, int most) {
    Tuple parameters = Tuple.of(id, repairable.writes(), repairable.gone(), repairable.leftOut());
    String conditions = conditions(filter.in(State.OPEN), parameters);
    parameters.addInteger(most);
    return transaction
        .preparedQuery(
            "SELECT id, key, kind = 'surplus', left_out FROM "
                + TABLE
                + " WHERE reconciliation = $1"
                + conditions
                + " AND CASE WHEN kind = 'surplus' THEN CASE WHEN left_out THEN $4::boolean ELSE"
                + " $3::boolean END"
                + " ELSE $2::boolean AND kind <> 'duplicate' END ORDER BY id LIMIT $"
                + parameters.size()
                + " FOR UPDATE")
        .execute(parameters)
        .map(
            rows -> {
              List<Open> open = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      open.add(
                          new Open(
                              row.getLong(0),
                              row.getString(1),
                              row.getBoolean(2),
                              row.getBoolean(3))));
              return open;
            });
  }

  /** Their repair is queued, within the transaction that does so. */
  Future<Void> queued(SqlClient transaction, List<Open> open) {
    return transaction
        .preparedQuery("UPDATE " + TABLE + " SET state = 'queued' WHERE id = ANY ($1)")
        .execute(Tuple.tuple().addArrayOfLong(open.stream().map(Open::id).toArray(Long[]::new)))
        .mapEmpty();
  }

  private static String conditions(DifferenceFilter filter, Tuple parameters) {
    StringBuilder conditions = new StringBuilder();
    if (filter.ids() != null) {
      parameters.addArrayOfLong(filter.ids().toArray(Long[]::new));
      conditions.append(" AND id = ANY ($").append(parameters.size()).append(')');
    }
    if (filter.kind() != null) {
      parameters.addString(filter.kind().json());
      conditions.append(" AND kind = $").append(parameters.size());
    }
    if (filter.field() != null) {
      parameters.addString(filter.field());
      conditions.append(" AND $").append(parameters.size()).append(" = ANY (fields)");
    }
    if (filter.state() != null) {
      parameters.addString(filter.state().json());
      conditions.append(" AND state = $").append(parameters.size());
    }
    parameters.addLong(filter.upTo());
    return conditions.append(" AND id <= $").append(parameters.size()).toString();
  }

  private static Difference difference(Row row) {
    return new Difference(
        row.getLong("id"),
        row.getString("key"),
        Kind.ofJson(row.getString("kind")).orElseThrow(),
        List.of(row.getArrayOfStrings("fields")),
        row.getString("target"),
        State.ofJson(row.getString("state")).orElseThrow());
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(
        pool, connection -> connection.preparedQuery(sql).execute(parameters));
  }
}
