package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.all;
import static io.tidegate.queue.QueueFixtures.change;
import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseTest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT extends DatabaseTest {
  private String address;
  private AddressQueue queue;
  private DeadLetters deadLetters;

  @BeforeEach
  void openQueue() {
    address = QueueFixtures.newAddress();
    queue = await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
    deadLetters = new DeadLetters(vertx, database.pool());
  }

  /** Takes what is pending and settles it, refusing the given keys. */
  private void settleRefusing(String... refused) {
    Set<String> keys = Set.of(refused);
    Batch batch = await(queue.take(0, 10_000));
    List<Refusal> refusals =
        batch.deliveries().stream()
            .filter(delivery -> keys.contains(delivery.key()))
            .map(QueueFixtures::refusal)
            .toList();
    await(queue.settle(batch, Settlement.whole(batch, refusals)));
  }

  private List<DeadLetter> list() {
    return await(deadLetters.list(all(address), 1_000));
  }

  private long idOf(String key) {
    return list().stream().filter(l -> l.key().equals(key)).findFirst().orElseThrow().id();
  }

  private List<Delivery> pending() {
    Awaitility.await()
        .until(
            () -> queue.depth().equals(await(AddressQueue.depths(database.pool())).get(address)));
    return await(queue.take(0, 10_000)).deliveries();
  }

  private void depthBecomes(Depth depth) {
    Awaitility.await().untilAsserted(() -> assertThat(queue.depth()).isEqualTo(depth));
  }

  @Test
  void a_refused_delivery_becomes_a_dead_letter_with_all_that_is_known_of_it() {
    await(queue.append(changes(0, 3), "c"));
    settleRefusing("key-1");

    assertThat(queue.depth()).isEqualTo(new Depth(0, 3, 3, 1));
    assertThat(await(deadLetters.count(all(address))).all()).isEqualTo(1);
    assertThat(list())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).isEqualTo("key-1");
              assertThat(letter.operation()).isEqualTo(Operation.UPSERT);
              assertThat(letter.reason()).isEqualTo("The record is refused");
              assertThat(letter.answer()).isEqualTo("{\"error\":\"no\"}");
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.superseded()).isFalse();
              assertThat(letter.reasonCode()).isEqualTo("refused");
              assertThat(await(deadLetters.find(letter.id())).orElseThrow().change())
                  .isEqualTo(change("key-1", 1));
            });
  }

  @Test
  void answers_that_no_database_holds_are_stored_as_far_as_they_can_be() {
    await(queue.append(changes(0, 1), "c"));
    Batch batch = await(queue.take(0, 1));
    Refusal refusal =
        Refusal.ofState(
            batch.deliveries().get(0), "refused", "NUL \0 inside", "x".repeat(100_000), 1);
    await(queue.settle(batch, Settlement.whole(batch, List.of(refusal))));
    assertThat(list().get(0).reason()).isEqualTo("NUL \uFFFD inside");
    assertThat(list().get(0).answer()).hasSize(Refusal.MAX_ANSWER);
  }

  @Test
  void they_are_listed_newest_first_a_page_at_a_time() {
    await(queue.append(changes(0, 5), "c"));
    settleRefusing("key-0", "key-1", "key-2", "key-3", "key-4");
    List<DeadLetter> first = await(deadLetters.list(all(address), 2));
    List<DeadLetter> second =
        await(deadLetters.list(all(address).withUpTo(first.get(1).id() - 1), 10));
    assertThat(first).extracting(DeadLetter::key).containsExactly("key-4", "key-3");
    assertThat(second).extracting(DeadLetter::key).containsExactly("key-2", "key-1", "key-0");
  }

  @Test
  void a_replayed_one_is_appended_behind_what_is_pending_and_wakes_the_writer() {
    await(queue.append(changes(0, 3), "c"));
    settleRefusing("key-0", "key-2");
    List<String> written = new CopyOnWriteArrayList<>();
    LaneConsumer consumer =
        queue.consume(
            0,
            10,
            batch -> {
              written.addAll(keys(batch.deliveries()));
              return Future.succeededFuture(Settlement.whole(batch));
            });
    Replay replay = await(deadLetters.replay(all(address).withIds(List.of(idOf("key-0")))));

    assertThat(replay).isEqualTo(new Replay(1, 0));
    depthBecomes(new Depth(0, 4, 4, 1));
    await(consumer.close());
    assertThat(written).containsExactly("key-0");
    assertThat(await(queue.cursor())).contains("c");
  }

  @Test
  void all_are_replayed_in_their_order_and_the_reader_goes_on_beside_it() {
    await(queue.append(changes(0, 1_700), "c-1"));
    settleRefusing(changes(0, 1_700).stream().map(Change::key).toArray(String[]::new));
    Future<Replay> replaying = deadLetters.replay(all(address));
    await(queue.append(changes(2_000, 2_001), "c-2"));

    assertThat(await(replaying)).isEqualTo(new Replay(1_700, 0));
    depthBecomes(new Depth(1_701, 3_401, 1_700, 0));
    assertThat(keys(pending()).stream().filter(key -> !key.equals("key-2000")))
        .containsExactlyElementsOf(changes(0, 1_700).stream().map(Change::key).toList());
  }

  @Test
  void a_replay_without_an_open_queue_is_found_by_the_next_opening() {
    await(queue.append(changes(0, 2), "c"));
    settleRefusing("key-1");
    await(queue.close());
    await(deadLetters.replay(all(address)));
    queue = await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
    assertThat(queue.depth()).isEqualTo(new Depth(1, 3, 2, 0));
    assertThat(keys(pending())).containsExactly("key-1");
  }

  @Test
  void one_that_a_newer_settled_change_supersedes_is_not_replayed() {
    await(queue.append(List.of(change("a", 1), change("b", 1)), "c"));
    settleRefusing("a", "b");
    await(queue.append(List.of(change("a", 2)), "d"));
    settleRefusing();

    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(1, 1));
    assertThat(keys(pending())).containsExactly("b");
    assertThat(list())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).isEqualTo("a");
              assertThat(letter.superseded()).isTrue();
            });
  }

  @Test
  void one_that_a_newer_change_of_the_same_batch_supersedes_is_not_replayed() {
    await(queue.append(List.of(change("a", 1), change("a", 2)), "c"));
    Batch batch = await(queue.take(0, 10));
    Refusal first = QueueFixtures.refusal(batch.deliveries().get(0));
    await(queue.settle(batch, Settlement.whole(batch, List.of(first))));
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(0, 1));
  }

  @Test
  void of_several_of_one_key_only_the_newest_is_replayed() {
    for (int value = 1; value <= 3; value++) {
      await(queue.append(List.of(change("a", value)), "c"));
      settleRefusing("a");
    }
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(1, 2));
    assertThat(pending()).extracting(Delivery::change).containsExactly(change("a", 3));
  }

  @Test
  void one_with_a_newer_change_pending_is_not_replayed() {
    queue =
        await(AddressQueue.open(vertx, database.pool(), address, oneLane().withSegmentRecords(2)));
    await(queue.append(List.of(change("a", 1)), "c"));
    settleRefusing("a");
    await(queue.append(changes(0, 5), "d"));
    await(queue.append(List.of(change("a", 2)), "e"));
    await(queue.append(changes(5, 9), "f"));
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(0, 1));
  }

  @Test
  void discarded_ones_are_gone() {
    await(queue.append(changes(0, 5), "c"));
    settleRefusing("key-0", "key-1", "key-2", "key-3");
    assertThat(await(deadLetters.discard(all(address).withIds(List.of(idOf("key-2"), 999_999L)))))
        .isEqualTo(1);
    depthBecomes(new Depth(0, 5, 5, 3));
    assertThat(await(deadLetters.discard(all(address)))).isEqualTo(3);
    depthBecomes(new Depth(0, 5, 5, 0));
    assertThat(list()).isEmpty();
  }

  @Test
  void another_address_keeps_its_own() {
    await(queue.append(changes(0, 1), "c"));
    settleRefusing("key-0");
    String other = QueueFixtures.newAddress();
    assertThat(await(deadLetters.discard(all(other)))).isZero();
    assertThat(await(deadLetters.replay(all(other).withIds(List.of(idOf("key-0"))))))
        .isEqualTo(new Replay(0, 0));
    assertThat(await(deadLetters.list(all(other), 10))).isEmpty();
    assertThat(await(deadLetters.count(all(address))).all()).isEqualTo(1);
    assertThat(await(deadLetters.count(all(other))).all()).isZero();
  }

  @Test
  void a_deletion_can_be_a_dead_letter() {
    await(queue.append(List.of(Change.delete("gone")), "c"));
    settleRefusing("gone");
    await(deadLetters.replay(all(address)));
    depthBecomes(new Depth(1, 2, 1, 0));
    assertThat(await(queue.take(0, 1)).deliveries())
        .extracting(Delivery::change)
        .containsExactly(new Change("gone", Operation.DELETE, Buffer.buffer()));
  }
}
