package io.tidegate.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Makes dead letters of what a settlement refused, in the settling transaction. */
final class Refusals {
  /**
   * Locks them in their order, as everybody does: two that lock the same cannot block each other.
   */
  private static final String SUPERSEDE =
      "UPDATE queue.dead_letter SET superseded = true WHERE id IN (SELECT id FROM queue.dead_letter"
          + " WHERE address = $1 AND key = ANY($2::text[]) AND supersedable AND NOT superseded"
          + " ORDER BY id FOR UPDATE)";

  private static final String REFUSE =
      "INSERT INTO queue.dead_letter (address, lane, position, key, operation, payload, reason_code,"
          + " reason, answer, attempts, supersedable, superseded) SELECT $1, $2, letter.* FROM unnest($3::bigint[],"
          + " $4::text[], $5::smallint[], $6::bytea[], $7::text[], $8::text[], $9::text[],"
          + " $10::integer[], $11::boolean[], $12::boolean[]) AS letter";

  private Refusals() {}

  /**
   * Marks the dead letters that are older than what is settled now, and stores the new ones.
   *
   * @param anyBefore whether the address may have dead letters already
   */
  static Future<Void> store(
      SqlConnection connection, Batch batch, Settlement settlement, boolean anyBefore) {
    Map<String, Long> newest = new HashMap<>();
    for (Delivery delivery : batch.deliveries()) {
      if (delivery.position() < settlement.upTo()) {
        newest.put(delivery.key(), delivery.position());
      }
    }
    Future<Void> superseded =
        anyBefore && !newest.isEmpty()
            ? supersede(connection, batch.address(), newest)
            : Future.succeededFuture();
    return settlement.refused().isEmpty()
        ? superseded
        : superseded.compose(ignored -> refuse(connection, batch, settlement.refused(), newest));
  }

  private static Future<Void> supersede(
      SqlConnection connection, String address, Map<String, Long> newest) {
    String[] keys = newest.keySet().stream().sorted().toArray(String[]::new);
    return connection
        .preparedQuery(SUPERSEDE)
        .execute(Tuple.of(address).addArrayOfString(keys))
        .mapEmpty();
  }

  private static Future<Void> refuse(
      SqlConnection connection, Batch batch, List<Refusal> refused, Map<String, Long> newest) {
    Tuple columns =
        Tuple.of(batch.address(), batch.lane())
            .addArrayOfLong(column(refused, r -> r.delivery().position(), Long[]::new))
            .addArrayOfString(column(refused, r -> r.delivery().key(), String[]::new))
            .addArrayOfShort(
                column(refused, r -> r.delivery().change().operation().code(), Short[]::new))
            .addArrayOfBuffer(column(refused, r -> r.delivery().change().payload(), Buffer[]::new))
            .addArrayOfString(column(refused, Refusal::reasonCode, String[]::new))
            .addArrayOfString(column(refused, Refusal::reason, String[]::new))
            .addArrayOfString(column(refused, Refusal::answer, String[]::new))
            .addArrayOfInteger(column(refused, Refusal::attempts, Integer[]::new))
            .addArrayOfBoolean(column(refused, Refusal::supersedable, Boolean[]::new))
            .addArrayOfBoolean(
                column(
                    refused,
                    r ->
                        r.supersedable()
                            && newest.get(r.delivery().key()) > r.delivery().position(),
                    Boolean[]::new));
    return connection.preparedQuery(REFUSE).execute(columns).mapEmpty();
  }

  private static <T> T[] column(
      List<Refusal> refused, Function<Refusal, T> value, IntFunction<T[]> array) {
    return refused.stream().map(value).toArray(array);
  }
}
