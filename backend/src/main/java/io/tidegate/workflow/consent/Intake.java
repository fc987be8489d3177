package io.tidegate.workflow.consent;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes in what a feed shows: remembers what needs nothing, queues who needs something, and moves
 * the feed's cursor, all in one transaction.
 */
final class Intake {
  /** Who is queued says it all: both sides are read afresh before anything is decided. */
  private static final Buffer NO_PAYLOAD = Buffer.buffer("{}");

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Side side;
  private final AddressQueue queue;
  private final ConsentStore store;
  private Future<?> storing = Future.succeededFuture();

  Intake(Vertx vertx, Side side, AddressQueue queue, ConsentStore store) {
    this.vertx = vertx;
    this.side = side;
    this.queue = queue;
    this.store = store;
  }

  /**
   * Takes in a page.
   *
   * @param gone people who are no longer there
   * @param completed when the last complete look at this side began
   * @param cursor null to leave it as it is
   * @param alongside further work for the transaction
   */
  Future<Void> take(
      List<Sighting> page,
      List<String> gone,
      Instant completed,
      String cursor,
      Function<SqlConnection, Future<?>> alongside) {
    Future<Void> stored = alone(() -> compare(page, gone, completed, cursor, alongside));
    storing = stored;
    return stored;
  }

  /** Has everybody compared again from a cursor on; what is remembered of them stays. */
  Future<Void> restart(String cursor, Function<SqlConnection, Future<?>> alongside) {
    Future<Void> stored =
        alone(
            () ->
                queue.append(
                    List.of(),
                    cursor,
                    transaction ->
                        store
                            .again(transaction, side)
                            .compose(done -> alongside.apply(transaction))));
    storing = stored;
    return stored;
  }

  /** One feed at a time: of two that see a person first, the second must see what the first did. */
  private Future<Void> alone(Supplier<Future<Void>> work) {
    return vertx
        .sharedData()
        .getLocalLockWithTimeout("consent.intake", LONGEST_WAIT.toMillis())
        .compose(
            lock ->
                work.get()
                    .eventually(
                        () -> {
                          lock.release();
                          return Future.succeededFuture();
                        }));
  }

  private Future<Void> compare(
      List<Sighting> page,
      List<String> gone,
      Instant completed,
      String cursor,
      Function<SqlConnection, Future<?>> alongside) {
    return store
        .load(page.stream().map(Sighting::person).toList())
        .compose(
            known -> append(Comparison.of(side, page, known, completed), gone, cursor, alongside));
  }

  private Future<Void> append(
      Comparison compared,
      List<String> gone,
      String cursor,
      Function<SqlConnection, Future<?>> alongside) {
    List<Change> changes =
        compared.differing().stream()
            .map(change -> Change.upsert(change.sighting().person(), NO_PAYLOAD))
            .toList();
    return queue.append(
        changes,
        cursor,
        transaction ->
            store
                .remember(transaction, side, compared.alone(), false)
                .compose(done -> store.remember(transaction, side, compared.agreeing(), true))
                .compose(done -> store.changed(transaction, side, compared.differing()))
                .compose(done -> store.forget(transaction, gone))
                .compose(done -> alongside.apply(transaction)));
  }

  /** Completes when nothing is being stored any more. */
  Future<Void> idle() {
    return storing.transform(done -> Future.succeededFuture());
  }
}
