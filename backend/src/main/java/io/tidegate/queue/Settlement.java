package io.tidegate.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * What became of a batch.
 *
 * @param upTo every delivery of the batch below this position is done (written or refused); those
 *     from it on are put back and come again, marked as redelivered
 * @param refused which of the done ones the target refused for good
 * @param alongside work for the settling transaction (the record map), or null; it may run again
 *     after a lost connection, and only a run that was committed had an effect
 */
public record Settlement(
    long upTo, List<Refusal> refused, Function<SqlConnection, Future<?>> alongside) {

  public Settlement {
    refused = List.copyOf(refused);
  }

  /** The whole batch was written. */
  public static Settlement whole(Batch batch) {
    return new Settlement(batch.end(), List.of(), null);
  }

  /** The whole batch is done, some of it refused. */
  public static Settlement whole(Batch batch, List<Refusal> refused) {
    return new Settlement(batch.end(), refused, null);
  }

  /** The batch was written below a position, and is put back from there. */
  public static Settlement upTo(long position) {
    return new Settlement(position, List.of(), null);
  }

  /** Nothing of the batch is done: it is put back whole. */
  public static Settlement nothing(Batch batch) {
    return new Settlement(batch.first(), List.of(), null);
  }

  /**
   * The same, with more work for the settling transaction, which does not depend on what it has: it
   * is sent along, not behind the answer.
   */
  public Settlement and(Function<SqlConnection, Future<?>> work) {
    return alongside == null
        ? with(work)
        : with(connection -> Future.join(alongside.apply(connection), work.apply(connection)));
  }

  /** The same, with work for the settling transaction. */
  public Settlement with(Function<SqlConnection, Future<?>> work) {
    return new Settlement(upTo, refused, work);
  }
}
