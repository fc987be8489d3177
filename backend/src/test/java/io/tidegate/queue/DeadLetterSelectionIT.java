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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterSelectionIT extends DatabaseTest {
  private String address;
  private AddressQueue queue;
  private DeadLetters deadLetters;

  @BeforeEach
  void openQueue() {
    address = QueueFixtures.newAddress();
    queue = await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
    deadLetters = new DeadLetters(vertx, database.pool());
  }

  private void refuse(String reasonCode, Change... changes) {
    refuse(reasonCode, true, changes);
  }

  private void refuse(String reasonCode, boolean supersedable, Change... changes) {
    await(queue.append(Arrays.asList(changes), "c"));
    Batch batch = await(queue.take(0, 10_000));
    List<Refusal> refusals =
        batch.deliveries().stream()
            .map(each -> new Refusal(each, reasonCode, "It is refused", "no", 1, supersedable))
            .toList();
    await(queue.settle(batch, Settlement.whole(batch, refusals)));
  }

  private void write(Change... changes) {
    await(queue.append(Arrays.asList(changes), "c"));
    Batch batch = await(queue.take(0, 10_000));
    await(queue.settle(batch, Settlement.whole(batch)));
  }

  private List<String> list(DeadLetterSelection selection) {
    return await(deadLetters.list(selection, 100)).stream().map(DeadLetter::key).toList();
  }

  private List<Delivery> pending() {
    Awaitility.await()
        .until(
            () -> queue.depth().equals(await(AddressQueue.depths(database.pool())).get(address)));
    return await(queue.take(0, 10_000)).deliveries();
  }

  @Test
  void they_are_counted_by_address_and_reason() {
    String other = QueueFixtures.newAddress();
    refuse("poison", change("a", 1));
    refuse("refused", change("b", 1), change("c", 1));
    queue = await(AddressQueue.open(vertx, database.pool(), other, oneLane()));
    refuse("refused", change("a", 1));

    List<DeadLetterGroup> groups =
        await(deadLetters.groups(DeadLetterSelection.of(List.of(address, other))));

    assertThat(groups)
        .extracting(group -> group.address() + " " + group.reasonCode() + " " + group.count())
        .containsExactlyInAnyOrder(
            address + " poison 1", address + " refused 2", other + " refused 1");
    assertThat(groups)
        .allSatisfy(group -> assertThat(group.oldest()).isBeforeOrEqualTo(group.newest()));
    assertThat(await(deadLetters.groups(all(address).withKey("b")))).hasSize(1);
    assertThat(await(deadLetters.groups(DeadLetterSelection.of(List.of())))).isEmpty();
  }

  @Test
  void they_are_listed_over_several_addresses_by_all_that_is_asked_for() {
    String other = QueueFixtures.newAddress();
    refuse("poison", change("a", 1));
    refuse("refused", change("b", 1), change("c", 1));
    queue = await(AddressQueue.open(vertx, database.pool(), other, oneLane()));
    refuse("refused", change("d", 1));
    DeadLetterSelection both = DeadLetterSelection.of(List.of(address, other));
    long newest = await(deadLetters.list(both, 1)).get(0).id();

    assertThat(list(both)).containsExactly("d", "c", "b", "a");
    assertThat(list(both.withReasonCode("refused"))).containsExactly("d", "c", "b");
    assertThat(list(both.withKey("b"))).containsExactly("b");
    assertThat(list(both.withUpTo(newest - 1))).containsExactly("c", "b", "a");
    assertThat(list(both.withIds(List.of(newest)))).containsExactly("d");
    assertThat(await(deadLetters.list(both, 2))).hasSize(2);
    assertThat(await(deadLetters.addresses())).contains(address, other);
  }

  @Test
  void what_came_after_the_greatest_id_is_not_touched() {
    refuse("refused", change("a", 1), change("b", 1));
    refuse("poison", change("c", 1));
    DeadLetterCount counted = await(deadLetters.count(all(address)));
    refuse("refused", change("d", 1));

    assertThat(counted.all()).isEqualTo(3);
    DeadLetterSelection selection =
        all(address).withReasonCode("refused").withUpTo(counted.newest());
    assertThat(await(deadLetters.replay(selection))).isEqualTo(new Replay(2, 0));
    assertThat(list(all(address))).containsExactly("d", "c");
    assertThat(keys(pending())).containsExactly("a", "b");
    assertThat(await(deadLetters.discard(all(address).withUpTo(counted.newest())))).isEqualTo(1);
    assertThat(list(all(address))).containsExactly("d");
  }

  @Test
  void a_count_knows_what_a_pending_change_supersedes() {
    refuse("refused", change("a", 1), change("b", 1));
    await(queue.append(List.of(change("x", 1), change("a", 2)), "c"));

    await(deadLetters.supersede(all(address)));

    DeadLetterCount counted = await(deadLetters.count(all(address)));
    assertThat(counted.all()).isEqualTo(2);
    assertThat(counted.superseded()).isEqualTo(1);
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(1, 1));
    assertThat(keys(pending())).containsExactly("x", "a", "b");
  }

  @Test
  void what_was_settled_before_it_supersedes_nothing() {
    await(queue.append(List.of(change("a", 1), change("b", 1), change("a", 2)), "c"));
    Batch batch = await(queue.take(0, 10));
    Refusal refusal = QueueFixtures.refusal(batch.deliveries().get(0));
    await(queue.settle(batch, new Settlement(1, List.of(refusal), null)));

    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(0, 1));
    Batch rest = await(queue.take(0, 10));
    Refusal newer = QueueFixtures.refusal(rest.deliveries().get(1));
    await(queue.settle(rest, Settlement.whole(rest, List.of(newer))));
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(1, 1));
    assertThat(pending()).extracting(Delivery::change).containsExactly(change("a", 2));
  }

  @Test
  void an_event_is_superseded_by_nothing() {
    refuse("missingContact", false, change("contact", 1), change("contact", 2));
    write(change("contact", 3));
    await(queue.append(List.of(change("contact", 4)), "c"));

    await(deadLetters.supersede(all(address)));

    assertThat(await(deadLetters.count(all(address))).superseded()).isZero();
    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(2, 0));
    assertThat(pending())
        .extracting(Delivery::change)
        .containsExactly(change("contact", 4), change("contact", 1), change("contact", 2));
  }

  @Test
  void those_that_are_refused_again_while_a_replay_goes_on_are_not_replayed_for_ever() {
    Change[] many = changes(0, 1_200).toArray(Change[]::new);
    refuse("refused", many);
    List<String> seen = new CopyOnWriteArrayList<>();
    LaneConsumer consumer =
        queue.consume(
            0,
            100,
            batch -> {
              seen.addAll(keys(batch.deliveries()));
              return Future.succeededFuture(
                  Settlement.whole(
                      batch, batch.deliveries().stream().map(QueueFixtures::refusal).toList()));
            });

    assertThat(await(deadLetters.replay(all(address)))).isEqualTo(new Replay(1_200, 0));

    Awaitility.await().until(() -> queue.depth().equals(new Depth(0, 2_400, 2_400, 1_200)));
    await(consumer.close());
    assertThat(seen).containsExactlyElementsOf(Arrays.stream(many).map(Change::key).toList());
  }

  @Test
  void replays_of_the_same_ones_at_the_same_time_queue_each_once() {
    refuse("refused", changes(0, 2_000).toArray(Change[]::new));
    List<Future<Replay>> replays =
        IntStream.range(0, 3).mapToObj(i -> deadLetters.replay(all(address))).toList();
    Future<Long> discarded = deadLetters.discard(all(address).withKey("key-1999"));

    long replayed = 0;
    for (Future<Replay> replay : replays) {
      replayed += await(replay).replayed();
    }
    List<String> queued = new ArrayList<>(keys(pending()));
    assertThat(replayed + await(discarded)).isEqualTo(2_000);
    assertThat(queued).hasSize((int) replayed).doesNotHaveDuplicates();
    assertThat(await(deadLetters.count(all(address))).all()).isZero();
  }

  @Test
  void old_ones_are_discarded_and_the_depth_knows() {
    refuse("refused", changes(0, 3).toArray(Change[]::new));
    testDatabase.execute(
        "UPDATE queue.dead_letter SET at = now() - interval '40 days' WHERE address = '"
            + address
            + "' AND key <> 'key-2'");

    assertThat(await(deadLetters.discardOlder(address, Duration.ofDays(41)))).isZero();
    assertThat(await(deadLetters.discardOlder(address, Duration.ofDays(39)))).isEqualTo(2);

    assertThat(list(all(address))).containsExactly("key-2");
    Awaitility.await().until(() -> queue.depth().equals(new Depth(0, 3, 3, 1)));
  }
}
