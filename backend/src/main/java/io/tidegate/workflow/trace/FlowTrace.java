package io.tidegate.workflow.trace;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Operation;
import io.tidegate.queue.Settlement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Notes what became of a flow's changes, in the transaction that settles them: so the trace never
 * says what was not stored, and lacks nothing that was.
 */
public final class FlowTrace {
  private static final String NOTE =
      """
      INSERT INTO trace.step (queued_at, key, position, part, flow, effect, operation, attempts, answer)
      SELECT s.queued_at, s.key, s.position, p.part, f.id, s.effect, coalesce(s.operation, 0),
        coalesce(s.attempts, 1), coalesce(s.answer, '')
      FROM trace.flow f, (SELECT max(id) AS part FROM trace.part WHERE begun_at IS NOT NULL) p,
        unnest($3::timestamptz[], $4::bigint[], $5::bigint[], $6::smallint[], $7::smallint[],
          $8::smallint[], $9::text[])
          AS s (queued_at, key, position, effect, operation, attempts, answer)
      WHERE f.address = $1 AND f.version = $2""";

  /** Asks first, since a conflict would use up a number. */
  private static final String REGISTER =
      """
      INSERT INTO trace.flow (address, version) SELECT $1, $2
      WHERE NOT EXISTS (SELECT FROM trace.flow WHERE address = $1 AND version = $2)
      ON CONFLICT DO NOTHING""";

  /** Of an older change to a record, where a newer one in the same batch stands for both. */
  static final String MERGED = "merged";

  /**
   * What became of a change.
   *
   * @param answer a few words that hold nothing personal; empty for none
   */
  public record Fate(Effect effect, int attempts, String answer) {
    public Fate(Effect effect, int attempts) {
      this(effect, attempts, "");
    }

    Fate merged() {
      return new Fate(effect, attempts, MERGED);
    }
  }

  private record Noted(Delivery delivery, Fate fate) {}

  private final String address;
  private final long version;

  /**
   * A flow's.
   *
   * @param address its queue's
   * @param version the version of its workflow's document that it is pinned to, or 0
   */
  public FlowTrace(String address, long version) {
    this.address = address;
    this.version = version;
  }

  /**
   * A settlement that notes what became of what it settles.
   *
   * @param fates by position; an older change of a record that has none shares that of the newest
   */
  public Settlement noting(Batch batch, Settlement settlement, Map<Long, Fate> fates) {
    Map<String, Fate> newest = new HashMap<>();
    for (Delivery delivery : batch.deliveries()) {
      Fate fate = fates.get(delivery.position());
      if (fate != null) {
        newest.put(delivery.key(), fate.merged());
      }
    }
    List<Noted> noted = new ArrayList<>();
    for (Delivery delivery : batch.deliveries()) {
      Fate fate = fates.getOrDefault(delivery.position(), newest.get(delivery.key()));
      if (delivery.position() < settlement.upTo()
          && fate != null
          && delivery.change().operation() != Operation.ERASED) {
        noted.add(new Noted(delivery, fate));
      }
    }
    return noted.isEmpty() ? settlement : settlement.and(transaction -> note(transaction, noted));
  }

  private Future<Void> note(SqlConnection transaction, List<Noted> noted) {
    Tuple parameters = parameters(noted);
    return transaction
        .preparedQuery(NOTE)
        .execute(parameters)
        .compose(
            stored ->
                stored.rowCount() > 0
                    ? Future.succeededFuture()
                    : transaction
                        .preparedQuery(REGISTER)
                        .execute(Tuple.of(address, version))
                        .compose(registered -> transaction.preparedQuery(NOTE).execute(parameters))
                        .mapEmpty());
  }

  /** A column that has nothing but the usual is not sent. */
  private Tuple parameters(List<Noted> noted) {
    boolean deletions = noted.stream().anyMatch(each -> operation(each) != Operation.UPSERT.code());
    boolean repeated = noted.stream().anyMatch(each -> each.fate().attempts() != 1);
    boolean answered = noted.stream().anyMatch(each -> !each.fate().answer().isEmpty());
    return Tuple.of(address, version)
        .addArrayOfOffsetDateTime(
            column(noted, each -> each.delivery().queuedAt(), OffsetDateTime[]::new))
        .addArrayOfLong(column(noted, each -> KeyHash.of(each.delivery().key()), Long[]::new))
        .addArrayOfLong(column(noted, each -> each.delivery().position(), Long[]::new))
        .addArrayOfShort(column(noted, each -> each.fate().effect().code(), Short[]::new))
        .addArrayOfShort(
            deletions ? column(noted, FlowTrace::operation, Short[]::new) : new Short[0])
        .addArrayOfShort(repeated ? column(noted, FlowTrace::attempts, Short[]::new) : new Short[0])
        .addArrayOfString(
            answered ? column(noted, each -> each.fate().answer(), String[]::new) : new String[0]);
  }

  private static short operation(Noted noted) {
    return noted.delivery().change().operation().code();
  }

  private static short attempts(Noted noted) {
    return (short) Math.min(noted.fate().attempts(), Short.MAX_VALUE);
  }

  private static <T> T[] column(
      List<Noted> noted, Function<Noted, T> value, IntFunction<T[]> array) {
    return noted.stream().map(value).toArray(array);
  }
}
