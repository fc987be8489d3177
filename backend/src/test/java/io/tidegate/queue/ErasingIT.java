package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.change;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseTest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasingIT extends DatabaseTest {
  private String anna;
  private String address;
  private AddressQueue queue;
  private Erasing erasing;

  @BeforeEach
  void openQueue() {
    anna = "anna-" + UUID.randomUUID();
    address = QueueFixtures.newAddress();
    queue = open(oneLane());
    erasing = new Erasing(vertx, database.pool());
  }

  private AddressQueue open(QueueOptions options) {
    return await(AddressQueue.open(vertx, database.pool(), address, options));
  }

  private static Future<?> nothing(SqlConnection connection, Long removed) {
    return Future.succeededFuture();
  }

  private Erasing.Pass erase() {
    return await(erasing.records(Set.of(anna), ErasingIT::nothing));
  }

  private void append(Change... changes) {
    await(queue.append(List.of(changes), null));
  }

  private Batch take() {
    return await(queue.take(0, 100));
  }

  /** All that the stored records of this queue say, settled ones too. */
  private String stored() {
    StringBuilder text = new StringBuilder();
    await(
            database
                .pool()
                .preparedQuery("SELECT id FROM queue.segment WHERE address = '" + address + "'")
                .execute())
        .forEach(
            row ->
                await(
                        database
                            .pool()
                            .query(
                                "SELECT key, convert_from(payload, 'UTF8') FROM "
                                    + SegmentTable.name(row.getLong(0)))
                            .execute())
                    .forEach(
                        record -> text.append(record.getString(0)).append(record.getString(1))));
    return text.toString();
  }

  @Test
  void pending_records_keep_their_place_and_lose_all_that_they_say() {
    append(change(anna, 1), change("bert", 2), change(anna, 3));

    assertThat(erase().records()).isEqualTo(2);

    List<Delivery> deliveries = take().deliveries();
    assertThat(keys(deliveries)).containsExactly(Erasing.KEY, "bert", Erasing.KEY);
    assertThat(deliveries.get(0).change().operation()).isEqualTo(Operation.ERASED);
    assertThat(deliveries.get(0).change().payload().length()).isZero();
    assertThat(deliveries.get(1).change()).isEqualTo(change("bert", 2));
    assertThat(stored()).doesNotContain(anna).contains("bert");
    assertThat(erase()).isEqualTo(new Erasing.Pass(0, 0, List.of()));
  }

  @Test
  void settled_records_of_a_segment_that_is_still_there_are_emptied_too() {
    append(change(anna, 1), change("bert", 2));
    Batch batch = take();
    await(queue.settle(batch, Settlement.whole(batch, List.of())));

    assertThat(erase()).isEqualTo(new Erasing.Pass(1, 0, List.of()));

    assertThat(stored()).doesNotContain(anna).contains("bert");
  }

  @Test
  void every_segment_and_lane_of_every_queue_is_searched() {
    append(change(anna, 1));
    queue = open(QueueOptions.defaults().withSegmentRecords(1));
    append(change(anna, 2));
    append(change(anna, 3));
    String first = address;
    address = QueueFixtures.newAddress();
    queue = open(QueueOptions.defaults().withLanes(8));
    append(change(anna, 4));

    assertThat(erase().records()).isEqualTo(4);

    assertThat(stored()).doesNotContain(anna);
    address = first;
    assertThat(stored()).doesNotContain(anna);
  }

  @Test
  void a_pending_deletion_stays_until_it_is_settled() {
    append(change(anna, 1), new Change(anna, Operation.DELETE, Buffer.buffer()));

    Erasing.Pass pass = erase();
    assertThat(pass.records()).isEqualTo(1);
    assertThat(pass.deletions()).isEqualTo(1);

    Batch batch = take();
    assertThat(batch.deliveries().get(1).change())
        .isEqualTo(new Change(anna, Operation.DELETE, Buffer.buffer()));
    await(queue.settle(batch, Settlement.whole(batch, List.of())));
    assertThat(erase()).isEqualTo(new Erasing.Pass(1, 0, List.of()));
    assertThat(stored()).doesNotContain(anna);
  }

  @Test
  void what_an_update_replaced_is_gone_from_the_pages() throws Exception {
    append(change(anna, 1), change("bert", 2));
    erase();

    try (var connection = testDatabase.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS pageinspect");
      var segment =
          statement.executeQuery("SELECT id FROM queue.segment WHERE address = '" + address + "'");
      segment.next();
      String table = SegmentTable.name(segment.getLong(1));
      var page =
          statement.executeQuery(
              "SELECT position('"
                  + anna
                  + "'::bytea in get_raw_page('"
                  + table
                  + "', 0)) > 0,"
                  + " position('bert'::bytea in get_raw_page('"
                  + table
                  + "', 0)) > 0");
      page.next();
      assertThat(page.getBoolean(1)).isFalse();
      assertThat(page.getBoolean(2)).isTrue();
    }
  }

  @Test
  void dead_letters_go_and_the_depth_knows() {
    append(change(anna, 1), change("bert", 2));
    Batch batch = take();
    List<Refusal> refused = batch.deliveries().stream().map(QueueFixtures::refusal).toList();
    await(queue.settle(batch, Settlement.whole(batch, refused)));

    assertThat(await(erasing.deadLetters(Set.of(anna), ErasingIT::nothing))).isEqualTo(1);

    Awaitility.await().until(() -> queue.depth().equals(new Depth(0, 2, 2, 1)));
    assertThat(
            await(new DeadLetters(vertx, database.pool()).count(QueueFixtures.all(address))).all())
        .isEqualTo(1);
    assertThat(await(erasing.deadLetters(Set.of(anna), ErasingIT::nothing))).isZero();
  }

  @Test
  void a_batch_is_in_hand_until_it_is_settled() {
    append(change(anna, 1));
    Batch batch = take();

    Erasing.Pass pass = erase();
    assertThat(pass.pending()).hasSize(1);
    assertThat(await(erasing.inHand(pass.pending()))).isTrue();

    await(queue.settle(batch, Settlement.whole(batch, List.of())));
    assertThat(await(erasing.inHand(pass.pending()))).isFalse();
  }

  @Test
  void what_a_batch_in_hand_brings_back_is_found_by_the_next_pass() {
    append(change(anna, 1));
    Batch batch = take();
    erase();
    Refusal refusal = QueueFixtures.refusal(batch.deliveries().get(0));
    await(queue.settle(batch, Settlement.whole(batch, List.of(refusal))));

    assertThat(await(erasing.deadLetters(Set.of(anna), ErasingIT::nothing))).isEqualTo(1);
  }

  @Test
  void nothing_is_in_hand_of_a_queue_that_nobody_has_open_or_that_was_opened_again() {
    append(change(anna, 1));
    take();
    Erasing.Pass pass = erase();

    await(queue.close());
    assertThat(await(erasing.inHand(pass.pending()))).isFalse();
    AddressQueue again = open(oneLane());
    assertThat(await(erasing.inHand(pass.pending()))).isFalse();

    queue = again;
    append(change(anna, 2));
    take();
    pass = erase();
    assertThat(await(erasing.inHand(pass.pending()))).isTrue();
    await(queue.close());
    assertThat(await(erasing.inHand(pass.pending()))).isFalse();
  }

  @Test
  void work_alongside_commits_with_what_was_removed_or_not_at_all() {
    append(change(anna, 1));

    Future<Erasing.Pass> failed =
        erasing.records(
            Set.of(anna),
            (connection, removed) ->
                removed == 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(new IllegalStateException("no")));

    assertThat(await(failed.otherwiseEmpty())).isNull();
    assertThat(failed.failed()).isTrue();
    assertThat(erase().records()).isEqualTo(1);
  }
}
