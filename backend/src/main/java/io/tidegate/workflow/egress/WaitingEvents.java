package io.tidegate.workflow.egress;

import io.tidegate.queue.Change;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Events set aside until Dynamics has their contact. */
final class WaitingEvents {
  private static final int MOST_AT_ONCE = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

  /** An event to be set aside. */
  record Waiting(String contactId, Event event) {}

  /** Events whose time has come. */
  record Due(List<Long> ids, List<Change> changes) {}

  private final Pool pool;
  private final String flow;
  private final Duration longestWait;

  WaitingEvents(Pool pool, String flow, Duration longestWait) {
    this.pool = pool;
    this.flow = flow;
    this.longestWait = longestWait;
  }

  /** Whether it has waited as long as an event may. */
  boolean expired(Event event) {
    return event.waitingSince() != null
        && !event.waitingSince().plus(longestWait).isAfter(Instant.now());
  }

  /** Sets events aside, within the transaction that settles them. */
  Future<Void> store(SqlClient transaction, List<Waiting> waiting) {
    if (waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant now = Instant.now();
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.waiting_record (flow, key, payload, since, next_try, attempts)
            SELECT $1, w.* FROM unnest($2::text[], $3::bytea[], $4::timestamptz[],
              $5::timestamptz[], $6::integer[]) AS w""")
        .execute(
            Tuple.of(flow)
                .addArrayOfString(waiting.stream().map(Waiting::contactId).toArray(String[]::new))
                .addArrayOfBuffer(
                    waiting.stream().map(each -> each.event().encode()).toArray(Buffer[]::new))
                .addArrayOfOffsetDateTime(
                    waiting.stream()
                        .map(each -> utc(each.event().waitingSince()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                    waiting.stream()
                        .map(each -> utc(nextTry(each.event(), now)))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfInteger(
                    waiting.stream().map(each -> each.event().attempts()).toArray(Integer[]::new)))
        .mapEmpty();
  }

  /** The longer an event has waited, the longer until it is tried again; in the end once more. */
  private Instant nextTry(Event event, Instant now) {
    Instant end = event.waitingSince().plus(longestWait);
    Duration shortest =
        SHORTEST_PAUSE.compareTo(longestWait.dividedBy(4)) < 0
            ? SHORTEST_PAUSE
            : longestWait.dividedBy(4);
    Duration pause = Duration.between(event.waitingSince(), now).dividedBy(2);
    pause = pause.compareTo(shortest) < 0 ? shortest : pause;
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    Instant next = now.plus(pause);
    return next.isBefore(end) ? next : end;
  }

  Future<Long> count() {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery("SELECT count(*) FROM workflow.waiting_record WHERE flow = $1")
                    .execute(Tuple.of(flow)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** The next ones whose time has come; not more at once than a page. */
  Future<Due> due() {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        """
                        SELECT id, key, payload FROM workflow.waiting_record
                        WHERE flow = $1 AND next_try <= $3 ORDER BY next_try, id LIMIT $2""")
                    .execute(Tuple.of(flow, MOST_AT_ONCE, utc(Instant.now()))))
        .map(
            rows -> {
              Due due = new Due(new ArrayList<>(), new ArrayList<>());
              for (Row row : rows) {
                due.ids().add(row.getLong("id"));
                due.changes().add(Change.upsert(row.getString("key"), row.getBuffer("payload")));
              }
              return due;
            });
  }

  /** Takes events back, within the transaction that queues them again. */
  Future<Void> remove(SqlClient transaction, List<Long> ids) {
    return transaction
        .preparedQuery("DELETE FROM workflow.waiting_record WHERE id = ANY ($1)")
        .execute(Tuple.of((Object) ids.toArray(Long[]::new)))
        .mapEmpty();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
