package io.tidegate.queue;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressQueueTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static Vertx vertx;
  private static Database database;

  private final String address = "flow-" + UUID.randomUUID();
  private AddressQueue queue;

  @BeforeAll
  static void openDatabase() {
    vertx = Vertx.vertx();
    database = DATABASE.open(vertx);
  }

  @AfterAll
  static void closeDatabase() {
    await(database.close());
    await(vertx.close());
  }

  @BeforeEach
  void openQueue() {
    queue = open(QueueOptions.defaults().withLanes(1));
  }

  private AddressQueue open(QueueOptions options) {
    return await(AddressQueue.open(vertx, database.pool(), address, options));
  }

  static List<Change> changes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> Change.upsert("key-" + n, Buffer.buffer("{\"n\":" + n + "}")))
        .toList();
  }

  @Test
  void a_new_queue_is_empty_and_has_no_cursor() {
    assertThat(queue.depth()).isEqualTo(new Depth(0, 0, 0, 0));
    assertThat(await(queue.cursor())).isEmpty();
    assertThat(await(queue.take(0, 10)).isEmpty()).isTrue();
  }

  @Test
  void what_is_appended_is_taken_in_order_and_is_gone_once_it_is_settled() {
    await(queue.append(changes(0, 25), "page-1"));
    assertThat(await(queue.cursor())).contains("page-1");

    Batch first = await(queue.take(0, 10));
    assertThat(first.deliveries())
        .extracting(Delivery::key)
        .containsExactlyElementsOf(changes(0, 10).stream().map(Change::key).toList());
    assertThat(first.deliveries()).extracting(Delivery::change).isEqualTo(changes(0, 10));
    assertThat(first.deliveries()).noneMatch(Delivery::redelivered);
    await(queue.settle(first, Settlement.whole(first)));

    assertThat(await(queue.take(0, 100)).first()).isEqualTo(10);
    assertThat(queue.depth()).isEqualTo(new Depth(15, 25, 10, 0));
  }

  @Test
  void what_was_taken_and_not_settled_comes_again_as_redelivered_after_a_crash() {
    await(queue.append(changes(0, 10), "c"));
    await(queue.take(0, 4));

    queue = open(QueueOptions.defaults());
    Batch again = await(queue.take(0, 10));
    assertThat(again.deliveries().subList(0, 4)).allMatch(Delivery::redelivered);
    assertThat(again.deliveries().subList(4, 10)).noneMatch(Delivery::redelivered);
  }

  @Test
  void an_older_owner_can_neither_append_nor_take_nor_settle() {
    await(queue.append(changes(0, 10), "c"));
    Batch batch = await(queue.take(0, 4));
    AddressQueue newer = open(QueueOptions.defaults());

    assertFenced(queue.append(changes(10, 11), "d"));
    assertFenced(queue.take(0, 1));
    assertFenced(queue.settle(batch, Settlement.whole(batch)));
    assertThat(newer.depth()).isEqualTo(new Depth(10, 10, 0, 0));
    assertThat(await(newer.cursor())).contains("c");
  }

  private static void assertFenced(Future<?> future) {
    assertThatThrownBy(() -> await(future)).isInstanceOf(FencedException.class);
  }

  @Test
  void settled_segments_are_dropped_and_batches_go_across_them() {
    queue = open(QueueOptions.defaults().withSegmentRecords(10));
    for (int page = 0; page < 5; page++) {
      await(queue.append(changes(page * 10, page * 10 + 10), "page-" + page));
    }
    for (int n = 0; n < 50; ) {
      Batch batch = await(queue.take(0, 7));
      assertThat(batch.first()).isEqualTo(n);
      await(queue.settle(batch, Settlement.whole(batch)));
      n = (int) batch.end();
    }
    assertThat(queue.depth()).isEqualTo(new Depth(0, 50, 50, 0));
  }
}
