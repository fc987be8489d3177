package io.tidegate.workflow.deadletter;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The records that were refused for good, and what can be done about them. Safe to call from any
 * thread; fails with {@link io.tidegate.workflow.UnavailableException} while the database is away.
 */
public interface DeadLetterOffice {

  /** The newest first. */
  Future<List<DeadLetterView>> list(DeadLetterFilter filter, int limit);

  /** How many there are of each flow and reason. */
  Future<List<ReasonGroup>> groups(DeadLetterFilter filter);

  /** One, with its contents; empty when there is none, or no longer. */
  Future<Optional<DeadLetterDetail>> find(long id);

  /** Counts what a replay would do. */
  Future<Preview> previewReplay(DeadLetterFilter filter);

  /** Counts what a discarding would do. */
  Future<Preview> previewDiscard(DeadLetterFilter filter);

  /**
   * Queues them again, but for those that a newer change supersedes, and those of flows that are no
   * longer configured. What could not be mapped is read at its source and mapped afresh. After a
   * failure the rest can be replayed by asking again.
   */
  Future<Outcome> replay(DeadLetterFilter filter);

  /** Removes them for good. After a failure the rest can be discarded by asking again. */
  Future<Outcome> discard(DeadLetterFilter filter);

  /**
   * What would be done.
   *
   * @param count how many it concerns, without those that are superseded
   * @param superseded how many a replay would leave
   * @param upTo the greatest id among all of them; 0 when there is none
   */
  record Preview(long count, long superseded, long upTo) {}

  /**
   * What was done.
   *
   * @param count how many were replayed or discarded
   * @param superseded how many a replay left
   */
  record Outcome(long count, long superseded) {}
}
