package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.Database;
import io.tidegate.store.FaultyLink.Loss;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConsumerFaultsIT extends FaultyQueueTest {
  @Test
  void a_consumer_outlasts_the_database_and_says_so_meanwhile() {
    List<Optional<DatabaseTrouble>> troubles = new CopyOnWriteArrayList<>();
    ConcurrentHashMap<String, Integer> written = new ConcurrentHashMap<>();
    AtomicInteger batches = new AtomicInteger();
    await(queue.append(changes(0, 100), "page-1"));
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              if (batches.incrementAndGet() == 4) {
                link.down();
                vertx.setTimer(600, ignored -> link.up());
              }
              batch.deliveries().forEach(d -> written.merge(d.key(), 1, Integer::sum));
              return Future.succeededFuture(Settlement.whole(batch));
            },
            troubles::add);

    Awaitility.await().until(() -> queue.depth().pending() == 0);
    await(consumer.close());
    await(consumer.ended());
    assertThat(written).hasSize(100).allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
    assertThat(troubles).hasSizeGreaterThanOrEqualTo(2);
    assertThat(troubles.get(0))
        .hasValueSatisfying(trouble -> assertThat(trouble.attempt()).isEqualTo(1));
    assertThat(troubles.get(troubles.size() - 1)).isEmpty();
  }

  @Test
  void a_consumer_closes_at_once_while_the_database_is_away_and_puts_its_batch_back() {
    await(queue.append(changes(0, 10), "page-1"));
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              link.down();
              return Future.succeededFuture(Settlement.whole(batch));
            });
    await(
        Future.future(
            done ->
                vertx.setPeriodic(
                    5,
                    timer -> {
                      if (link.isDown()) {
                        vertx.cancelTimer(timer);
                        done.complete();
                      }
                    })));
    await(consumer.close());

    assertThat(consumer.ended().failed()).isTrue();
    Batch again = await(reopened().take(0, 10));
    assertThat(again.deliveries()).hasSize(10).allMatch(Delivery::redelivered);
  }

  @Test
  void a_writer_that_fails_for_the_database_is_called_again_with_what_it_had() {
    await(queue.append(changes(0, 3), "page-1"));
    List<Delivery> written = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              if (calls.incrementAndGet() == 1) {
                link.lose(Loss.BEFORE_COMMIT);
                return Transactions.run(
                        linked.pool(), connection -> connection.query("SELECT 1").execute())
                    .map(ignored -> Settlement.whole(batch));
              }
              written.addAll(batch.deliveries());
              return Future.succeededFuture(Settlement.whole(batch));
            });
    Awaitility.await().until(() -> queue.depth().pending() == 0);
    await(consumer.close());
    assertThat(written).hasSize(3).allMatch(Delivery::redelivered);
  }

  @Test
  void lost_notifications_are_made_up_for() {
    QueueOptions impatient = oneLane().withPoll(Duration.ofMillis(100));
    AddressQueue watched = await(AddressQueue.open(vertx, database.pool(), address, impatient));
    AtomicInteger written = new AtomicInteger();
    LaneConsumer consumer =
        watched.consume(
            0,
            10,
            batch -> {
              written.addAndGet(batch.size());
              return Future.succeededFuture(
                  batch.first() == 0
                      ? Settlement.whole(
                          batch, List.of(QueueFixtures.refusal(batch.deliveries().get(0))))
                      : Settlement.whole(batch));
            });
    await(watched.append(changes(0, 1), "c"));
    Awaitility.await().until(() -> watched.depth().deadLettered() == 1);

    Vertx elsewhere = Vertx.vertx();
    Database other = testDatabase.open(elsewhere);
    await(new DeadLetters(elsewhere, other.pool()).replay(QueueFixtures.all(address)));
    Awaitility.await().until(() -> written.get() == 2);
    await(consumer.close());
    await(other.close());
    await(elsewhere.close());
  }
}
