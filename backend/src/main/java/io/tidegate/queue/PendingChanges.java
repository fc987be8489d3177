package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what is pending with given keys, in all queues, whether or not they are open, without their
 * payloads.
 *
 * <p>A segment that has ended is searched by its index. The one that is appended to has none, and
 * is searched among the pending records of the key's lane only.
 */
public final class PendingChanges {
  private static final String SEGMENTS =
      """
      SELECT s.id, s.address, s.past, l.heads FROM queue.segment s
      JOIN (SELECT address, array_agg(head ORDER BY lane) AS heads FROM queue.lane GROUP BY address)
        AS l USING (address)
      WHERE s.past IS NULL OR EXISTS (
        SELECT FROM unnest(s.past, l.heads) AS lane (past, head) WHERE head < lane.past)
      ORDER BY s.id""";

  /**
   * A change that waits for its turn.
   *
   * @param lanes how many lanes its queue has
   * @param ahead how many changes of its lane come before it
   */
  public record Found(
      String address,
      String key,
      Operation operation,
      OffsetDateTime queuedAt,
      int lane,
      int lanes,
      long position,
      long ahead) {}

  private record Segment(long id, String address, Positions past, Positions heads) {
    boolean mayHold(int lane) {
      return past == null || heads.of(lane) < past.of(lane);
    }
  }

  private final Pool pool;

  public PendingChanges(Pool pool) {
    this.pool = pool;
  }

  /** Finds them, in the order of their segments. */
  public Future<List<Found>> find(Set<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture(List.of())
        : SegmentTable.unlessDropped(
            () -> Transactions.statement(pool, connection -> find(connection, keys)));
  }

  /** Those of the keys to which a change is pending in a queue. */
  public Future<Set<String>> find(String address, Set<String> keys) {
    return find(keys)
        .map(
            found ->
                found.stream()
                    .filter(change -> change.address().equals(address))
                    .map(Found::key)
                    .collect(Collectors.toSet()));
  }

  private static Future<List<Found>> find(SqlConnection connection, Set<String> keys) {
    return connection
        .query(SEGMENTS)
        .execute()
        .compose(
            rows -> {
              List<Segment> segments = new ArrayList<>();
              rows.forEach(row -> segments.add(segment(row)));
              List<String> searches = new ArrayList<>();
              segments.forEach(segment -> searches.addAll(searches(segment, keys)));
              return searches.isEmpty()
                  ? Future.succeededFuture(List.of())
                  : connection
                      .preparedQuery(String.join(" UNION ALL ", searches))
                      .execute(Tuple.of((Object) keys.toArray(String[]::new)))
                      .map(found -> found(found, segments));
            });
  }

  private static Segment segment(Row row) {
    Long[] past = row.getArrayOfLongs("past");
    return new Segment(
        row.getLong("id"),
        row.getString("address"),
        past == null ? null : Positions.of(past),
        Positions.of(row.getArrayOfLongs("heads")));
  }

  private static Set<String> searches(Segment segment, Set<String> keys) {
    Set<String> searches = new HashSet<>();
    for (String key : keys) {
      int lane = Lanes.of(key, segment.heads().lanes());
      if (segment.mayHold(lane)) {
        searches.add(
            segment.past() == null
                ? SegmentTable.pendingInLane(segment.id(), lane, segment.heads().of(lane))
                : SegmentTable.byKey(segment.id()));
      }
    }
    return searches;
  }

  private static List<Found> found(Iterable<Row> rows, List<Segment> segments) {
    List<Found> found = new ArrayList<>();
    for (Row row : rows) {
      Segment segment =
          segments.stream().filter(each -> each.id() == row.getLong(0)).findFirst().orElseThrow();
      int lane = row.getShort(1);
      long ahead = row.getLong(2) - segment.heads().of(lane);
      if (ahead >= 0) {
        found.add(
            new Found(
                segment.address(),
                row.getString(3),
                Operation.of(row.getShort(4)),
                row.getOffsetDateTime(5),
                lane,
                segment.heads().lanes(),
                row.getLong(2),
                ahead));
      }
    }
    return found;
  }
}
