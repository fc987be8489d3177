package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.DatabaseTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneConsumerIT extends DatabaseTest {
  private final List<Delivery> written = new CopyOnWriteArrayList<>();
  private String address;
  private AddressQueue queue;

  @BeforeEach
  void openQueue() {
    written.clear();
    address = QueueFixtures.newAddress();
    queue = await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
  }

  private Future<Settlement> write(Batch batch) {
    written.addAll(batch.deliveries());
    return Future.succeededFuture(Settlement.whole(batch));
  }

  private void waitUntilDrained() {
    Awaitility.await().until(() -> queue.depth().pending() == 0);
  }

  @Test
  void everything_pending_is_written_in_order_and_then_whatever_comes() {
    await(queue.append(changes(0, 25), "page-1"));
    LaneConsumer consumer = queue.consume(0, 10, this::write);
    waitUntilDrained();
    for (int n = 25; n < 30; n++) {
      await(queue.append(changes(n, n + 1), "page-" + n));
      waitUntilDrained();
    }
    await(consumer.close());
    await(consumer.ended());
    assertThat(written).extracting(Delivery::change).isEqualTo(changes(0, 30));
  }

  @Test
  void an_append_at_the_moment_the_lane_falls_asleep_is_not_missed() {
    LaneConsumer consumer = queue.consume(0, 10, this::write);
    for (int n = 0; n < 200; n++) {
      await(queue.append(changes(n, n + 1), "c"));
    }
    waitUntilDrained();
    await(consumer.close());
    assertThat(written).hasSize(200);
  }

  @Test
  void closing_waits_for_the_batch_in_hand_and_takes_no_other() {
    await(queue.append(changes(0, 20), "c"));
    Promise<Batch> inHand = Promise.promise();
    Promise<Settlement> settlement = Promise.promise();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              inHand.complete(batch);
              return settlement.future();
            });
    Batch batch = await(inHand.future());
    Future<Void> closed = consumer.close();
    assertThat(closed.isComplete()).isFalse();

    settlement.complete(Settlement.whole(batch));
    await(closed);
    assertThat(queue.depth()).isEqualTo(new Depth(10, 20, 10, 0));
    assertThat(await(queue.take(0, 20)).deliveries()).noneMatch(Delivery::redelivered);
  }

  @Test
  void closing_a_sleeping_lane_is_immediate_and_may_be_repeated() {
    LaneConsumer consumer = queue.consume(0, 10, this::write);
    await(consumer.close());
    await(consumer.close());
    await(consumer.ended());
    await(queue.append(changes(0, 1), "c"));
    assertThat(queue.depth().pending()).isEqualTo(1);
  }

  @Test
  void a_partial_settlement_at_closing_puts_the_rest_back() {
    await(queue.append(changes(0, 10), "c"));
    Promise<Batch> inHand = Promise.promise();
    Promise<Settlement> settlement = Promise.promise();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              inHand.tryComplete(batch);
              return settlement.future();
            });
    await(inHand.future());
    Future<Void> closed = consumer.close();
    settlement.complete(Settlement.upTo(4));
    await(closed);
    assertThat(queue.depth()).isEqualTo(new Depth(6, 10, 4, 0));
    assertThat(await(queue.take(0, 10)).deliveries()).allMatch(Delivery::redelivered);
  }

  @Test
  void a_failing_writer_ends_the_lane_and_its_batch_is_put_back() {
    await(queue.append(changes(0, 5), "c"));
    IllegalArgumentException failure = new IllegalArgumentException("cannot write");
    LaneConsumer failing = queue.consume(0, 10, batch -> Future.failedFuture(failure));
    assertThatThrownBy(() -> await(failing.ended())).isSameAs(failure);
    await(failing.close());

    LaneConsumer throwing =
        queue.consume(
            0,
            10,
            batch -> {
              throw failure;
            });
    assertThatThrownBy(() -> await(throwing.ended())).isSameAs(failure);

    LaneConsumer working = queue.consume(0, 10, this::write);
    waitUntilDrained();
    await(working.close());
    assertThat(written).hasSize(5).allMatch(Delivery::redelivered);
  }

  @Test
  void a_settlement_that_does_not_fit_ends_the_lane() {
    await(queue.append(changes(0, 5), "c"));
    LaneConsumer consumer =
        queue.consume(0, 10, batch -> Future.succeededFuture(Settlement.upTo(99)));
    assertThatThrownBy(() -> await(consumer.ended())).isInstanceOf(IllegalArgumentException.class);
    LaneConsumer silent = queue.consume(0, 10, batch -> Future.succeededFuture(null));
    assertThatThrownBy(() -> await(silent.ended())).isInstanceOf(NullPointerException.class);
  }

  @Test
  void a_lane_has_one_writer() {
    LaneConsumer first = queue.consume(0, 10, this::write);
    assertThatThrownBy(() -> queue.consume(0, 10, this::write))
        .isInstanceOf(IllegalStateException.class);
    await(first.close());
    await(queue.consume(0, 10, this::write).close());
  }

  @Test
  void a_writer_that_settles_nothing_is_called_again_after_a_pause_until_it_does() {
    await(queue.append(changes(0, 3), "c"));
    AtomicInteger calls = new AtomicInteger();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch ->
                calls.incrementAndGet() < 3
                    ? Future.succeededFuture(Settlement.nothing(batch))
                    : write(batch));
    waitUntilDrained();
    await(consumer.close());
    assertThat(calls).hasValue(3);
  }

  @Test
  void closing_during_such_a_pause_does_not_wait_for_its_end() {
    await(queue.append(changes(0, 3), "c"));
    AtomicInteger calls = new AtomicInteger();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              calls.incrementAndGet();
              return Future.succeededFuture(Settlement.nothing(batch));
            });
    Awaitility.await().until(() -> calls.get() >= 4);
    await(consumer.close());
    await(consumer.ended());
  }

  @Test
  void a_lane_ends_when_its_queue_is_opened_by_somebody_else() {
    AddressQueue watchful =
        await(
            AddressQueue.open(
                vertx,
                database.pool(),
                address,
                oneLane().withPoll(java.time.Duration.ofMillis(50))));
    LaneConsumer sleeping = watchful.consume(0, 10, this::write);
    await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
    assertThatThrownBy(() -> await(sleeping.ended())).isInstanceOf(FencedException.class);
  }

  @Test
  void closing_the_queue_closes_its_lanes() {
    LaneConsumer consumer = queue.consume(0, 10, this::write);
    await(queue.close());
    assertThat(consumer.ended().succeeded()).isTrue();
  }

  /** Four writers with uneven speed on four lanes, beside a reader that goes on appending. */
  @Test
  void several_lanes_are_worked_at_once_and_every_key_stays_in_order() {
    String busy = QueueFixtures.newAddress();
    AddressQueue lanes =
        await(
            AddressQueue.open(
                vertx,
                database.pool(),
                busy,
                QueueOptions.defaults().withLanes(4).withSegmentRecords(500)));
    List<LaneConsumer> consumers = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      consumers.add(lanes.consume(lane, 37, this::writeSlowly));
    }
    int keys = 300;
    int rounds = 20;
    int total = keys * rounds;
    for (int round = 0; round < rounds; round++) {
      List<Change> page = new ArrayList<>();
      for (int key = 0; key < keys; key++) {
        page.add(QueueFixtures.change("key-" + key, round));
      }
      await(lanes.append(page, "round-" + round));
    }
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> lanes.depth().equals(new Depth(0, total, total, 0)));
    consumers.forEach(consumer -> await(consumer.close()));

    assertThat(written).hasSize(total).noneMatch(Delivery::redelivered);
    for (int key = 0; key < keys; key++) {
      String wanted = "key-" + key;
      assertThat(written)
          .filteredOn(delivery -> delivery.key().equals(wanted))
          .extracting(delivery -> delivery.change().payload().toJsonObject().getInteger("value"))
          .isSorted()
          .hasSize(rounds);
    }
  }

  private Future<Settlement> writeSlowly(Batch batch) {
    written.addAll(batch.deliveries());
    return vertx
        .timer(ThreadLocalRandom.current().nextInt(1, 5), TimeUnit.MILLISECONDS)
        .map(ignored -> Settlement.whole(batch));
  }
}
