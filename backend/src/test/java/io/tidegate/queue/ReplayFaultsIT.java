package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.all;
import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseException;
import io.tidegate.store.FaultyLink.Loss;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person whose replay or discarding failed in the middle asks for it again. */
class ReplayFaultsIT extends FaultyQueueTest {
  private static final int LETTERS = 1_300;

  private void refuseAll() {
    await(queue.append(changes(0, LETTERS), "c"));
    Batch batch = await(queue.take(0, LETTERS));
    List<Refusal> refused = batch.deliveries().stream().map(QueueFixtures::refusal).toList();
    await(queue.settle(batch, Settlement.whole(batch, refused)));
  }

  private static <T> T untilDone(Supplier<Future<T>> call) {
    while (true) {
      try {
        return await(call.get());
      } catch (DatabaseException failure) {
        assertThat(failure.retriable()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void a_replay_that_lost_its_connection_loses_and_doubles_nothing(Loss loss) {
    refuseAll();
    DeadLetters letters = new DeadLetters(vertx, linked.pool());
    link.lose(loss);
    untilDone(() -> letters.replay(all(address)));

    assertThat(link.isLossPending()).isFalse();
    AddressQueue after = reopened();
    assertThat(after.depth()).isEqualTo(new Depth(LETTERS, 2 * LETTERS, LETTERS, 0));
    assertThat(keys(await(after.take(0, 2 * LETTERS)).deliveries()))
        .containsExactlyElementsOf(changes(0, LETTERS).stream().map(Change::key).toList());
    await(after.close());
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void a_discarding_that_lost_its_connection_keeps_the_count(Loss loss) {
    refuseAll();
    DeadLetters letters = new DeadLetters(vertx, linked.pool());
    link.lose(loss);
    untilDone(() -> letters.discard(all(address)));

    AddressQueue after = reopened();
    assertThat(after.depth()).isEqualTo(new Depth(0, LETTERS, LETTERS, 0));
    assertThat(await(letters.count(all(address))).all()).isZero();
    await(after.close());
  }
}
