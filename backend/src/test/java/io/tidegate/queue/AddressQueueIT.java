package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.change;
import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.DatabaseException;
import io.tidegate.store.DatabaseTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressQueueIT extends DatabaseTest {
  private String address;
  private AddressQueue queue;

  @BeforeEach
  void openQueue() {
    address = QueueFixtures.newAddress();
    queue = open(oneLane());
  }

  private AddressQueue open(QueueOptions options) {
    return await(AddressQueue.open(vertx, database.pool(), address, options));
  }

  private void settleWhole(int lane, int max) {
    Batch batch = await(queue.take(lane, max));
    await(queue.settle(batch, Settlement.whole(batch)));
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
    assertThat(first.deliveries()).extracting(Delivery::change).isEqualTo(changes(0, 10));
    assertThat(first.deliveries()).noneMatch(Delivery::redelivered);
    await(queue.settle(first, Settlement.whole(first)));

    assertThat(await(queue.take(0, 100)).first()).isEqualTo(10);
    assertThat(queue.depth()).isEqualTo(new Depth(15, 25, 10, 0));
  }

  @Test
  void deletions_texts_of_all_scripts_and_large_payloads_come_out_as_they_went_in() {
    List<Change> changes =
        List.of(
            Change.delete("Ünïcødé-🜁-\u0001"),
            Change.upsert("big", Buffer.buffer("x".repeat(3 << 20))),
            Change.upsert("bytes", Buffer.buffer(new byte[] {0, -1, 127, -128})));
    await(queue.append(changes, "c"));
    List<Change> out = new ArrayList<>();
    while (queue.depth().pending() > 0) {
      Batch batch = await(queue.take(0, 10));
      batch.deliveries().forEach(delivery -> out.add(delivery.change()));
      await(queue.settle(batch, Settlement.whole(batch)));
    }
    assertThat(out).isEqualTo(changes);
  }

  @Test
  void an_append_without_changes_moves_the_cursor_and_one_without_cursor_leaves_it() {
    await(queue.append(List.of(), "c-1"));
    assertThat(await(queue.cursor())).contains("c-1");
    await(queue.append(changes(0, 1), null));
    assertThat(await(queue.cursor())).contains("c-1");
    assertThat(queue.depth().pending()).isEqualTo(1);
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
  void what_a_settlement_puts_back_comes_again_as_redelivered() {
    await(queue.append(changes(0, 10), "c"));
    Batch batch = await(queue.take(0, 6));
    await(queue.settle(batch, Settlement.upTo(2)));

    assertThat(queue.depth()).isEqualTo(new Depth(8, 10, 2, 0));
    Batch again = await(queue.take(0, 100));
    assertThat(again.first()).isEqualTo(2);
    assertThat(again.deliveries().subList(0, 4)).allMatch(Delivery::redelivered);
    assertThat(again.deliveries().subList(4, 8)).noneMatch(Delivery::redelivered);
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
  void a_batch_cannot_be_settled_twice() {
    await(queue.append(changes(0, 4), "c"));
    Batch batch = await(queue.take(0, 2));
    await(queue.settle(batch, Settlement.whole(batch)));
    assertFenced(queue.settle(batch, Settlement.whole(batch)));
    assertThat(queue.depth()).isEqualTo(new Depth(2, 4, 2, 0));
  }

  @Test
  void a_settlement_that_does_not_fit_its_batch_is_refused() {
    await(queue.append(changes(0, 4), "c"));
    Batch batch = await(queue.take(0, 2));
    Refusal putBack = QueueFixtures.refusal(batch.deliveries().get(1));

    assertThatThrownBy(() -> queue.settle(batch, Settlement.upTo(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.settle(batch, new Settlement(1, List.of(putBack), null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_asked_while_an_append_is_under_way_waits_for_it_and_sees_what_it_stored() {
    Promise<Void> stores = Promise.promise();
    Future<Void> first = queue.append(changes(0, 1), "c-1", transaction -> stores.future());
    Future<Optional<String>> cursor = queue.cursor();
    Future<Void> second = queue.append(changes(1, 2), "c-2");
    assertThat(cursor.isComplete()).isFalse();
    stores.complete();
    await(first);
    assertThat(await(cursor)).contains("c-1");
    await(second);
    assertThat(await(queue.cursor())).contains("c-2");
    assertThat(queue.depth().appended()).isEqualTo(2);
  }

  @Test
  void work_alongside_is_stored_with_the_page_or_the_page_is_not_stored() {
    testDatabase.execute("CREATE TABLE IF NOT EXISTS alongside (note text)");
    await(
        queue.append(
            changes(0, 1),
            "c-1",
            connection -> connection.query("INSERT INTO alongside VALUES ('appended')").execute()));
    assertThat(testDatabase.number("SELECT count(*) FROM alongside WHERE note = 'appended'"))
        .isEqualTo(1);

    assertThatThrownBy(
            () ->
                await(
                    queue.append(
                        changes(1, 2),
                        "c-2",
                        connection ->
                            connection.query("INSERT INTO nowhere VALUES (1)").execute())))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.retriable()).isFalse());
    assertThat(queue.depth().appended()).isEqualTo(1);
    assertThat(await(queue.cursor())).contains("c-1");
  }

  @Test
  void work_alongside_is_stored_with_the_settlement_or_nothing_is_settled() {
    testDatabase.execute("CREATE TABLE IF NOT EXISTS settled_alongside (note text)");
    await(queue.append(changes(0, 2), "c"));
    Batch batch = await(queue.take(0, 1));
    Settlement failing =
        Settlement.whole(batch).with(connection -> Future.failedFuture(new ArithmeticException()));
    assertThatThrownBy(() -> await(queue.settle(batch, failing)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(queue.depth().settled()).isZero();

    await(
        queue.settle(
            batch,
            Settlement.whole(batch)
                .with(
                    connection ->
                        connection
                            .query("INSERT INTO settled_alongside VALUES ('done')")
                            .execute())));
    assertThat(testDatabase.number("SELECT count(*) FROM settled_alongside")).isEqualTo(1);
    assertThat(queue.depth().settled()).isEqualTo(1);
  }

  @Test
  void changes_to_one_key_are_in_one_lane_and_in_order() {
    address = QueueFixtures.newAddress();
    queue = open(QueueOptions.defaults().withLanes(4));
    for (int round = 0; round < 3; round++) {
      List<Change> page = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        page.add(change("key-" + n, round));
      }
      await(queue.append(page, "round-" + round));
    }
    for (int lane = 0; lane < 4; lane++) {
      Batch batch = await(queue.take(lane, 1_000));
      assertThat(batch.size()).isPositive();
      List<String> once = keys(batch.deliveries()).stream().distinct().toList();
      List<String> expected = new ArrayList<>(once);
      expected.addAll(once);
      expected.addAll(once);
      assertThat(keys(batch.deliveries())).isEqualTo(expected);
    }
  }

  @Test
  void the_number_of_lanes_stays_what_it_was_when_the_queue_was_made() {
    assertThat(open(QueueOptions.defaults().withLanes(5)).lanes()).isEqualTo(1);
  }

  @Test
  void depths_of_all_queues_are_read_from_the_database() {
    await(queue.append(changes(0, 10), "c"));
    settleWhole(0, 3);
    Map<String, Depth> depths = await(AddressQueue.depths(database.pool()));
    assertThat(depths).containsEntry(address, queue.depth());
    assertThat(queue.depth()).isEqualTo(new Depth(7, 10, 3, 0));
  }

  @Test
  void an_append_is_announced_on_the_event_bus() {
    List<Object> notices = new CopyOnWriteArrayList<>();
    await(
        vertx
            .eventBus()
            .consumer("queue." + address, notice -> notices.add(notice.body()))
            .completion());
    await(queue.append(changes(0, 1), "c"));
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> notices.size() == 1);
  }

  @Test
  void lanes_are_computed_as_postgresql_computes_them() {
    for (String key : List.of("", "a", "123456789", "Ünïcødé-🜁", "key-17")) {
      assertThat(testDatabase.number("SELECT crc32c(convert_to('" + key + "', 'UTF8')) % 7"))
          .isEqualTo(Lanes.of(key, 7));
    }
  }
}
