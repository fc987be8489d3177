package io.tidegate.queue;

import io.tidegate.store.Rounds;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Appends dead letters of one address again.
 *
 * <p>A dead letter is older than everything pending with its key, so appending it behind that would
 * undo newer data. Settlements mark what they supersede; what is pending at the beginning is
 * searched once, beside the running queue; what others append meanwhile is searched before the next
 * chunk, with the address locked. What the replay itself appends supersedes nothing: of one key,
 * the newest dead letter alone is not superseded.
 */
final class Replayer {
  private static final int CHUNK = 500;

  private record Letter(long id, Change change, boolean superseded) {}

  private record Target(long segment, Positions next) {}

  private record Chunk(
      long lastId, int replayed, int superseded, Set<Integer> lanes, Positions tails) {}

  private final Vertx vertx;
  private final Pool pool;
  private final String address;
  private final DeadLetterSelection selection;

  /** Everything below was searched, or was appended here. */
  private Positions searched;

  private long after;
  private long replayed;
  private long superseded;

  Replayer(Vertx vertx, Pool pool, String address, DeadLetterSelection selection) {
    this.vertx = vertx;
    this.pool = pool;
    this.address = address;
    this.selection = selection;
  }

  Future<Replay> run() {
    return Superseding.mark(pool, address, selection)
        .compose(
            tails -> {
              searched = tails;
              return Rounds.run(this::round);
            })
        .map(ignored -> new Replay(replayed, superseded));
  }

  private Future<Boolean> round() {
    return SegmentTable.unlessDropped(() -> Transactions.run(pool, this::chunk))
        .map(
            chunk -> {
              if (!chunk.lanes().isEmpty()) {
                Notice.publish(vertx, address, "dead letters", chunk.lanes());
              }
              after = chunk.lastId();
              searched = chunk.tails();
              replayed += chunk.replayed();
              superseded += chunk.superseded();
              return chunk.replayed() + chunk.superseded() == CHUNK;
            });
  }

  private Future<Chunk> chunk(SqlConnection connection) {
    return target(connection)
        .compose(
            target ->
                supersede(connection, target)
                    .compose(superseding -> letters(connection))
                    .compose(
                        letters ->
                            letters.isEmpty()
                                ? Future.succeededFuture(
                                    new Chunk(after, 0, 0, Set.of(), target.next()))
                                : replay(connection, letters, target)));
  }

  private Future<?> supersede(SqlConnection connection, Target target) {
    return target.next().isSameAs(searched)
        ? Future.succeededFuture()
        : Superseding.mark(connection, address, selection, searched);
  }

  private Future<Target> target(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT tails, segment FROM queue.address WHERE name = $1 FOR UPDATE")
        .execute(Tuple.of(address))
        .map(
            rows -> {
              for (Row row : rows) {
                Long segment = row.getLong("segment");
                return new Target(
                    segment == null ? 0 : segment, Positions.of(row.getArrayOfLongs("tails")));
              }
              return new Target(0, Positions.of(new long[0]));
            });
  }

  private Future<List<Letter>> letters(SqlConnection connection) {
    Tuple parameters = Tuple.of(address, after, CHUNK);
    return connection
        .preparedQuery(
            "SELECT d.id, d.key, d.operation, d.payload, d.superseded FROM queue.dead_letter d"
                + " WHERE d.address = $1 AND d.id > $2 AND "
                + selection.conditions(parameters)
                + " ORDER BY d.id LIMIT $3 FOR UPDATE")
        .execute(parameters)
        .map(
            rows -> {
              List<Letter> letters = new ArrayList<>(rows.size());
              for (Row row : rows) {
                Buffer payload = row.getBuffer("payload");
                letters.add(
                    new Letter(
                        row.getLong("id"),
                        new Change(
                            row.getString("key"), Operation.of(row.getShort("operation")), payload),
                        row.getBoolean("superseded")));
              }
              return letters;
            });
  }

  private Future<Chunk> replay(SqlConnection connection, List<Letter> letters, Target target) {
    List<Change> changes = new ArrayList<>();
    List<Long> replay = new ArrayList<>();
    Set<Integer> lanes = new TreeSet<>();
    for (Letter letter : letters) {
      if (!letter.superseded()) {
        replay.add(letter.id());
        changes.add(letter.change());
        lanes.add(Lanes.of(letter.change().key(), target.next().lanes()));
      }
    }
    long[] tails = target.next().toArray();
    int kept = letters.size() - replay.size();
    return SegmentTable.insert(connection, target.segment(), changes, tails)
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "UPDATE queue.address SET tails = $2, dead_letters_removed ="
                            + " dead_letters_removed + $3 WHERE name = $1")
                    .execute(Tuple.of(address, Positions.of(tails).boxed(), replay.size())))
        .compose(
            ignored ->
                connection
                    .preparedQuery("DELETE FROM queue.dead_letter WHERE id = ANY($1)")
                    .execute(Tuple.tuple().addArrayOfLong(replay.toArray(Long[]::new))))
        .map(
            ignored ->
                new Chunk(
                    letters.get(letters.size() - 1).id(),
                    replay.size(),
                    kept,
                    lanes,
                    Positions.of(tails)));
  }
}
