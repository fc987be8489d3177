package io.tidegate.queue;

import io.vertx.core.Future;

/** One lane being worked: take, write, settle, over and over, one batch in hand at a time. */
public interface LaneConsumer {

  /**
   * Takes nothing more. Never fails.
   *
   * @return resolves when the batch in hand was settled, or put back because its writer or the
   *     database failed; it waits for the writer, so bound that
   */
  Future<Void> close();

  /**
   * How it ended.
   *
   * @return resolves after {@link #close()}; fails when the writer failed, the queue was fenced, or
   *     the database failed in a way that no waiting mends. The batch in hand was put back then.
   */
  Future<Void> ended();
}
