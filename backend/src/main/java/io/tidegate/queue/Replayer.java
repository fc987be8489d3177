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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Appends dead letters again.
 *
 * <p>A dead letter is older than everything pending with its key, so appending it behind that would
 * undo newer data. Settlements mark what they supersede; what is still pending is searched here,
 * with the address locked, so that nothing is appended meanwhile. Heads are read before the dead
 * letters are locked: a newer change is either still at or above its head then, or was settled
 * before, and its mark is seen.
 */
final class Replayer {
  private static final int CHUNK = 500;

  private static final Positions NONE = Positions.of(new long[0]);

  private record Letter(long id, Change change, boolean superseded) {}

  private record Target(long segment, Positions next, Positions heads) {}

  private record Chunk(long lastId, int replayed, int superseded, Set<Integer> lanes) {}

  private final Vertx vertx;
  private final Pool pool;
  private final String address;
  private final Long[] ids;
  private long after;
  private long replayed;
  private long superseded;

  /** Replays the given ids, or all when they are null. */
  Replayer(Vertx vertx, Pool pool, String address, Collection<Long> ids) {
    this.vertx = vertx;
    this.pool = pool;
    this.address = address;
    this.ids = ids == null ? null : ids.toArray(Long[]::new);
  }

  Future<Replay> run() {
    return DeadLetters.newest(pool, address)
        .compose(newest -> Rounds.run(() -> round(newest)))
        .map(ignored -> new Replay(replayed, superseded));
  }

  private Future<Boolean> round(long newest) {
    return SegmentTable.unlessDropped(
            () -> Transactions.run(pool, connection -> chunk(connection, after, newest)))
        .map(
            chunk -> {
              if (!chunk.lanes().isEmpty()) {
                Notice.publish(vertx, address, "dead letters", chunk.lanes());
              }
              after = chunk.lastId();
              replayed += chunk.replayed();
              superseded += chunk.superseded();
              return chunk.replayed() + chunk.superseded() == CHUNK;
            });
  }

  private Future<Chunk> chunk(SqlConnection connection, long after, long newest) {
    return target(connection)
        .compose(
            target ->
                letters(connection, after, newest)
                    .compose(
                        letters ->
                            letters.isEmpty()
                                ? Future.succeededFuture(new Chunk(after, 0, 0, Set.of()))
                                : pending(connection, letters, target)
                                    .compose(
                                        pending -> replay(connection, letters, pending, target))));
  }

  private Future<Target> target(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT tails, segment FROM queue.address WHERE name = $1 FOR UPDATE")
        .execute(Tuple.of(address))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(new Target(0, NONE, NONE));
              }
              Row row = rows.iterator().next();
              Long segment = row.getLong("segment");
              return connection
                  .preparedQuery("SELECT head FROM queue.lane WHERE address = $1 ORDER BY lane")
                  .execute(Tuple.of(address))
                  .map(
                      lanes -> {
                        List<Long> heads = new ArrayList<>();
                        lanes.forEach(lane -> heads.add(lane.getLong(0)));
                        return new Target(
                            segment == null ? 0 : segment,
                            Positions.of(row.getArrayOfLongs("tails")),
                            Positions.of(heads.toArray(Long[]::new)));
                      });
            });
  }

  private Future<List<Letter>> letters(SqlConnection connection, long after, long newest) {
    return connection
        .preparedQuery(
            "SELECT id, key, operation, payload, superseded FROM queue.dead_letter WHERE address ="
                + " $1 AND id > $2 AND id <= $3 AND ($4::bigint[] IS NULL OR id = ANY($4))"
                + " ORDER BY id LIMIT $5 FOR UPDATE")
        .execute(Tuple.of(address, after, newest, ids, CHUNK))
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

  /** Which of the letters' keys have something pending. */
  private Future<Set<String>> pending(
      SqlConnection connection, List<Letter> letters, Target target) {
    String[] keys =
        letters.stream().map(letter -> letter.change().key()).distinct().toArray(String[]::new);
    return connection
        .preparedQuery(
            "SELECT id FROM queue.segment WHERE address = $1 AND (past IS NULL OR EXISTS (SELECT"
                + " FROM unnest(past, $2::bigint[]) AS lane(past, head) WHERE head < lane.past))"
                + " ORDER BY id")
        .execute(Tuple.of(address).addArrayOfLong(target.heads().boxed()))
        .compose(
            rows -> {
              Future<Set<String>> found = Future.succeededFuture(new HashSet<>());
              for (Row row : rows) {
                long segment = row.getLong(0);
                found =
                    found.compose(
                        set -> search(connection, segment, keys, target.heads().boxed(), set));
              }
              return found;
            });
  }

  private static Future<Set<String>> search(
      SqlConnection connection, long segment, String[] keys, Long[] heads, Set<String> found) {
    return connection
        .preparedQuery(SegmentTable.pendingKeys(segment))
        .execute(Tuple.tuple().addArrayOfString(keys).addArrayOfLong(heads))
        .map(
            rows -> {
              rows.forEach(row -> found.add(row.getString(0)));
              return found;
            });
  }

  private Future<Chunk> replay(
      SqlConnection connection, List<Letter> letters, Set<String> pending, Target target) {
    List<Change> changes = new ArrayList<>();
    List<Long> replay = new ArrayList<>();
    List<Long> keep = new ArrayList<>();
    Set<Integer> lanes = new TreeSet<>();
    for (Letter letter : letters) {
      if (letter.superseded() || pending.contains(letter.change().key())) {
        keep.add(letter.id());
      } else {
        replay.add(letter.id());
        changes.add(letter.change());
        lanes.add(Lanes.of(letter.change().key(), target.next().lanes()));
      }
    }
    long[] tails = target.next().toArray();
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
        .compose(
            ignored ->
                connection
                    .preparedQuery(
                        "UPDATE queue.dead_letter SET superseded = true"
                            + " WHERE id = ANY($1) AND NOT superseded")
                    .execute(Tuple.tuple().addArrayOfLong(keep.toArray(Long[]::new))))
        .map(
            ignored ->
                new Chunk(letters.get(letters.size() - 1).id(), replay.size(), keep.size(), lanes));
  }
}
