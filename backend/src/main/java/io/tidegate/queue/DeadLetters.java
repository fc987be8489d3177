package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What targets refused for good, and what a person does about it. Works beside a live queue of the
 * same address, and without one.
 */
public final class DeadLetters {
  private static final String COLUMNS =
      "d.id, d.address, d.key, d.operation, d.reason_code, d.reason, d.answer, d.attempts, d.at,"
          + " d.superseded";

  /** A dead letter with its payload. */
  public record Found(DeadLetter letter, Buffer payload) {

    /** The change that was refused. */
    public Change change() {
      return new Change(letter.key(), letter.operation(), payload);
    }
  }

  /** What happens to dead letters that are removed, in the transaction that removes them. */
  public interface Withdrawal {
    Future<?> withdrawn(SqlConnection transaction, String address, List<String> keys);
  }

  private final Vertx vertx;
  private final Pool pool;

  public DeadLetters(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /** All queues that there ever were. */
  public Future<List<String>> addresses() {
    return query("SELECT name FROM queue.address ORDER BY name", Tuple.tuple())
        .map(rows -> all(rows, row -> row.getString(0)));
  }

  /**
   * Lists dead letters, the newest first.
   *
   * @param limit how many at most
   */
  public Future<List<DeadLetter>> list(DeadLetterSelection selection, int limit) {
    Tuple parameters = addresses(selection);
    String conditions = selection.conditions(parameters);
    parameters.addInteger(limit);
    // Each address by itself, from its newest one on: so no filter makes it read them all.
    return query(
            "SELECT d.* FROM unnest($1::text[]) AS each(address) CROSS JOIN LATERAL (SELECT "
                + COLUMNS
                + " FROM queue.dead_letter d WHERE d.address = each.address AND "
                + conditions
                + " ORDER BY d.id DESC LIMIT $"
                + parameters.size()
                + ") d ORDER BY d.id DESC LIMIT $"
                + parameters.size(),
            parameters)
        .map(rows -> all(rows, DeadLetters::letter));
  }

  /** How many there are of each address and reason. */
  public Future<List<DeadLetterGroup>> groups(DeadLetterSelection selection) {
    Tuple parameters = addresses(selection);
    return query(
            "SELECT d.address, d.reason_code, count(*), min(d.at), max(d.at)"
                + " FROM queue.dead_letter d WHERE d.address = ANY ($1) AND "
                + selection.conditions(parameters)
                + " GROUP BY d.address, d.reason_code ORDER BY d.address, d.reason_code",
            parameters)
        .map(
            rows ->
                all(
                    rows,
                    row ->
                        new DeadLetterGroup(
                            row.getString(0),
                            row.getString(1),
                            row.getLong(2),
                            row.getOffsetDateTime(3),
                            row.getOffsetDateTime(4))));
  }

  /** One dead letter, payload included. */
  public Future<Optional<Found>> find(long id) {
    return query(
            "SELECT " + COLUMNS + ", d.payload FROM queue.dead_letter d WHERE d.id = $1",
            Tuple.of(id))
        .map(
            rows ->
                all(rows, row -> new Found(letter(row), row.getBuffer("payload"))).stream()
                    .findFirst());
  }

  /** Counts a selection, by what is known of newer changes; see {@link #supersede}. */
  public Future<DeadLetterCount> count(DeadLetterSelection selection) {
    Tuple parameters = addresses(selection);
    return query(
            "SELECT count(*), count(*) FILTER (WHERE d.superseded), coalesce(max(d.id), 0)"
                + " FROM queue.dead_letter d WHERE d.address = ANY ($1) AND "
                + selection.conditions(parameters),
            parameters)
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new DeadLetterCount(row.getLong(0), row.getLong(1), row.getLong(2));
            });
  }

  /** Marks those that a newer change supersedes which is still pending. */
  public Future<Void> supersede(DeadLetterSelection selection) {
    return each(
        selection,
        (address, of) -> Superseding.mark(pool, address, of),
        null,
        (nothing, searched) -> null);
  }

  /**
   * Appends the selected ones again, in their order, behind what is pending, and removes them, in
   * one transaction per 500. Superseded ones stay where they are, and so do those that come to be
   * while it goes on.
   */
  public Future<Replay> replay(DeadLetterSelection selection) {
    return each(
        selection,
        (address, of) -> new Replayer(vertx, pool, address, of).run(),
        new Replay(0, 0),
        Replay::and);
  }

  /**
   * Removes the selected ones for good, but for those that come to be while it goes on.
   *
   * @return how many there were
   */
  public Future<Long> discard(DeadLetterSelection selection) {
    return each(selection, (address, of) -> remover(address).all(of), 0L, Long::sum);
  }

  /**
   * Removes the selected ones that nothing supersedes, since something else is done about them.
   *
   * @param instead what that is, for each chunk
   * @return how many there were
   */
  public Future<Long> withdraw(DeadLetterSelection selection, Withdrawal instead) {
    return each(
        selection,
        (address, of) -> new Remover(vertx, pool, address, instead).unsuperseded(of),
        0L,
        Long::sum);
  }

  private Remover remover(String address) {
    return new Remover(vertx, pool, address, (transaction, of, keys) -> Future.succeededFuture());
  }

  /** Does something with the selected ones of each address that has any, one after another. */
  private <T, R> Future<R> each(
      DeadLetterSelection selection,
      BiFunction<String, DeadLetterSelection, Future<T>> work,
      R start,
      BiFunction<R, T, R> sum) {
    Future<R> done = Future.succeededFuture(start);
    for (String address : selection.addresses()) {
      done =
          done.compose(
              before ->
                  newest(address, selection)
                      .compose(
                          newest ->
                              newest == null
                                  ? Future.succeededFuture(before)
                                  : work.apply(address, selection.withUpTo(newest))
                                      .map(result -> sum.apply(before, result))));
    }
    return done;
  }

  /** The id of an address's newest one; null when there is none. Later ones are not taken up. */
  private Future<Long> newest(String address, DeadLetterSelection selection) {
    Tuple parameters = Tuple.of(address);
    return query(
            "SELECT max(d.id) FROM queue.dead_letter d WHERE d.address = $1 AND "
                + selection.conditions(parameters),
            parameters)
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /**
   * Removes for good what was given up so long ago.
   *
   * @return how many there were
   */
  public Future<Long> discardOlder(String address, Duration age) {
    return remover(address).older(age);
  }

  private static Tuple addresses(DeadLetterSelection selection) {
    return Tuple.tuple().addArrayOfString(selection.addresses().toArray(String[]::new));
  }

  private static DeadLetter letter(Row row) {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("address"),
        row.getString("key"),
        Operation.of(row.getShort("operation")),
        row.getString("reason_code"),
        row.getString("reason"),
        row.getString("answer"),
        row.getInteger("attempts"),
        row.getOffsetDateTime("at"),
        row.getBoolean("superseded"));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reading) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(reading.apply(row)));
    return all;
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(
        pool, connection -> connection.preparedQuery(sql).execute(parameters));
  }
}
