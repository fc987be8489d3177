package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.DatabaseException;
import io.tidegate.store.DatabaseTest;
import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentsIT extends DatabaseTest {
  private String address;
  private AddressQueue queue;

  @BeforeEach
  void nameQueue() {
    address = QueueFixtures.newAddress();
  }

  private AddressQueue open(QueueOptions options) {
    return await(AddressQueue.open(vertx, database.pool(), address, options));
  }

  private void settleWhole(int lane, int max) {
    Batch batch = await(queue.take(lane, max));
    await(queue.settle(batch, Settlement.whole(batch)));
  }

  @Test
  void a_batch_holds_no_more_bytes_than_it_may_and_a_larger_record_comes_alone() {
    queue = open(oneLane().withBatchBytes(1_000));
    List<Change> page =
        List.of(400, 400, 400, 5_000, 10).stream()
            .map(size -> Change.upsert("key-" + size, Buffer.buffer("x".repeat(size))))
            .toList();
    await(queue.append(page, "c"));
    List<Integer> sizes = new ArrayList<>();
    while (queue.depth().pending() > 0) {
      Batch batch = await(queue.take(0, 10));
      sizes.add(batch.size());
      await(queue.settle(batch, Settlement.whole(batch)));
    }
    assertThat(sizes).containsExactly(2, 1, 1, 1);
  }

  @Test
  void settled_segments_are_dropped_and_the_rest_is_kept() {
    queue = open(oneLane().withSegmentRecords(10));
    for (int page = 0; page < 5; page++) {
      await(queue.append(changes(page * 10, page * 10 + 10), "page-" + page));
    }
    assertThat(segments()).hasSize(5);
    for (int n = 0; n < 6; n++) {
      settleWhole(0, 7);
    }
    Awaitility.await().untilAsserted(() -> assertThat(segments()).hasSize(2));
    while (queue.depth().pending() > 0) {
      settleWhole(0, 7);
    }
    Awaitility.await().untilAsserted(() -> assertThat(segments()).hasSize(1));
    assertThat(queue.depth()).isEqualTo(new Depth(0, 50, 50, 0));
  }

  @Test
  void segments_that_a_crash_left_are_dropped_after_the_next_opening() {
    queue = open(oneLane().withSegmentRecords(5));
    await(queue.append(changes(0, 5), "c"));
    await(queue.append(changes(5, 10), "c"));
    testDatabase.execute(
        "UPDATE queue.lane SET head = 7, taken = 7 WHERE address = '" + address + "'");

    queue = open(oneLane());
    Awaitility.await().untilAsserted(() -> assertThat(segments()).hasSize(1));
    assertThat(await(queue.take(0, 10)).first()).isEqualTo(7);
  }

  @Test
  void a_segment_that_somebody_reads_is_dropped_later() throws SQLException {
    queue = open(oneLane().withSegmentRecords(5).withPoll(Duration.ofMillis(100)));
    await(queue.append(changes(0, 5), "c"));
    await(queue.append(changes(5, 10), "c"));
    try (Connection backup = testDatabase.connect()) {
      backup.setAutoCommit(false);
      backup.createStatement().executeQuery("SELECT * FROM " + segments().get(0));
      settleWhole(0, 5);
      settleWhole(0, 2);
      assertThat(segments()).hasSize(2);
      backup.rollback();
    }
    Awaitility.await().untilAsserted(() -> assertThat(segments()).hasSize(1));
  }

  @Test
  void settled_records_do_not_outstay_the_age_of_a_segment_in_a_quiet_queue() {
    queue = open(oneLane().withSegmentAge(Duration.ofMillis(1)).withPoll(Duration.ofMillis(50)));
    await(queue.append(changes(0, 3), "c"));
    List<String> before = segments();
    settleWhole(0, 10);
    Awaitility.await()
        .untilAsserted(() -> assertThat(segments()).hasSize(1).doesNotContainAnyElementsOf(before));
    await(queue.append(changes(3, 4), "d"));
    assertThat(keys(await(queue.take(0, 10)).deliveries())).containsExactly("key-3");
  }

  @Test
  void missing_records_are_an_error_and_are_not_skipped() {
    queue = open(oneLane());
    await(queue.append(changes(0, 10), "c"));
    testDatabase.execute("DELETE FROM " + segments().get(0) + " WHERE position = 3");
    assertThatThrownBy(() -> await(queue.take(0, 10)))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.retriable()).isFalse());
  }

  private List<String> segments() {
    return testDatabase.column(
        "SELECT 'queue.segment_' || id FROM queue.segment s WHERE address = '"
            + address
            + "' AND to_regclass('queue.segment_' || id) IS NOT NULL ORDER BY id");
  }
}
