package io.tidegate.queue;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.Database;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.FaultyLink;
import io.tidegate.store.FaultyLink.Loss;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Random histories of a queue, with crashes and lost connections, beside a {@link QueueModel} in
 * memory: after each step both must hold the same, and at the end everything comes out as the model
 * says.
 */
class QueueModelIT {
  private static final int LANES = 3;
  private static final int SEGMENT_RECORDS = 7;

  private static TestDatabase testDatabase;
  private static Vertx vertx;
  private static FaultyLink link;
  private static Database database;

  @BeforeContainer
  static void openDatabase() {
    testDatabase = TestDatabase.create();
    vertx = Vertx.vertx();
    link = FaultyLink.start(vertx, testDatabase.options());
    database = await(Database.open(vertx, link.options(4)));
  }

  @AfterContainer
  static void closeDatabase() {
    await(database.close());
    await(vertx.close());
  }

  /** One step of a history. */
  sealed interface Step {
    record Append(List<Integer> keys) implements Step {}

    /** Takes, and settles a share of it, of which every n-th is refused (0: none). */
    record Settle(int lane, int max, int percent, int refuseEvery) implements Step {}

    record TakeOnly(int lane, int max) implements Step {}

    record Crash() implements Step {}

    record LoseConnection(Loss loss) implements Step {}

    record ReplayAll() implements Step {}

    record DiscardOldest() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step> append =
        Arbitraries.integers().between(0, 9).list().ofMaxSize(12).map(Step.Append::new);
    Arbitrary<Step> settle =
        Combinators.combine(
                Arbitraries.integers().between(0, LANES - 1),
                Arbitraries.integers().between(1, 9),
                Arbitraries.of(0, 50, 100, 100),
                Arbitraries.of(0, 0, 2, 3))
            .as(Step.Settle::new);
    Arbitrary<Step> take =
        Combinators.combine(
                Arbitraries.integers().between(0, LANES - 1), Arbitraries.integers().between(1, 9))
            .as(Step.TakeOnly::new);
    Arbitrary<Step> lose = Arbitraries.of(Loss.class).map(Step.LoseConnection::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, append),
            net.jqwik.api.Tuple.of(10, settle),
            net.jqwik.api.Tuple.of(2, take),
            net.jqwik.api.Tuple.of(2, Arbitraries.just(new Step.Crash())),
            net.jqwik.api.Tuple.of(3, lose),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.ReplayAll())),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.DiscardOldest())))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void nothing_is_lost_doubled_or_out_of_order(@ForAll("histories") List<Step> history) {
    History run = new History();
    history.forEach(run::play);
    run.finish();
  }

  /** One history under way. */
  private static final class History {
    private final String address = QueueFixtures.newAddress();
    private final QueueModel model = new QueueModel(LANES);
    private final DeadLetters deadLetters = new DeadLetters(vertx, database.pool());
    private AddressQueue queue = open();
    private int appends;

    private AddressQueue open() {
      QueueOptions options =
          QueueOptions.defaults().withLanes(LANES).withSegmentRecords(SEGMENT_RECORDS);
      return untilDone(() -> AddressQueue.open(vertx, database.pool(), address, options));
    }

    void play(Step step) {
      if (step instanceof Step.Append append) {
        append(append.keys());
      } else if (step instanceof Step.Settle settle) {
        settle(settle);
      } else if (step instanceof Step.TakeOnly take) {
        take(take.lane(), take.max());
      } else if (step instanceof Step.Crash) {
        queue.close();
        queue = open();
      } else if (step instanceof Step.LoseConnection lose) {
        link.lose(lose.loss());
      } else if (step instanceof Step.ReplayAll) {
        replayAll();
      } else {
        discardOldest();
      }
      check();
    }

    private void append(List<Integer> keys) {
      int value = ++appends;
      List<Change> page =
          keys.stream().map(key -> QueueFixtures.change("key-" + key, value)).toList();
      untilDone(() -> queue.append(page, "cursor-" + value));
      model.append(page, "cursor-" + value);
    }

    private Batch take(int lane, int max) {
      Batch batch = untilDone(() -> queue.take(lane, max));
      model.checkTaken(batch, max);
      return batch;
    }

    private void settle(Step.Settle step) {
      Batch batch = take(step.lane(), step.max());
      if (batch.isEmpty()) {
        return;
      }
      long upTo = batch.first() + (long) batch.size() * step.percent() / 100;
      List<Refusal> refused =
          batch.deliveries().stream()
              .filter(delivery -> delivery.position() < upTo)
              .filter(
                  delivery ->
                      step.refuseEvery() > 0 && delivery.position() % step.refuseEvery() == 0)
              .map(QueueFixtures::refusal)
              .toList();
      Settlement settlement = new Settlement(upTo, refused, null);
      untilDone(() -> queue.settle(batch, settlement));
      model.settle(batch, settlement);
    }

    /** A person's calls are not repeated by the product, so here the connection holds. */
    private void replayAll() {
      link.lose(null);
      Replay replay = untilDone(() -> deadLetters.replay(QueueFixtures.all(address)));
      assertThat(replay).isEqualTo(model.replayAll());
    }

    private void discardOldest() {
      link.lose(null);
      List<DeadLetter> letters = letters();
      if (!letters.isEmpty()) {
        long oldest = letters.get(letters.size() - 1).id();
        assertThat(
                untilDone(
                    () -> deadLetters.discard(QueueFixtures.all(address).withIds(List.of(oldest)))))
            .isEqualTo(1);
        model.discardOldest();
      }
    }

    private List<DeadLetter> letters() {
      return untilDone(() -> deadLetters.list(QueueFixtures.all(address), 1_000));
    }

    /** Nearly always at once: only what a person does reaches the owner by a notice. */
    private static ConditionFactory soon() {
      return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private void check() {
      soon().untilAsserted(() -> assertThat(queue.depth()).isEqualTo(model.depth()));
    }

    void finish() {
      link.lose(null);
      for (int lane = 0; lane < LANES; lane++) {
        for (Batch batch = take(lane, 5); !batch.isEmpty(); batch = take(lane, 5)) {
          Batch taken = batch;
          untilDone(() -> queue.settle(taken, Settlement.whole(taken)));
          model.settle(batch, Settlement.whole(batch));
        }
      }
      check();
      assertThat(untilDone(() -> AddressQueue.depths(database.pool())).get(address))
          .isEqualTo(model.depth());
      assertThat(untilDone(() -> queue.cursor())).isEqualTo(model.cursor());
      model.checkDeadLetters(letters());
      soon().untilAsserted(() -> assertThat(segments()).isLessThanOrEqualTo(1));
      await(queue.close());
    }

    private long segments() {
      return untilDone(
          () ->
              database
                  .pool()
                  .preparedQuery("SELECT count(*) FROM queue.segment WHERE address = $1")
                  .execute(io.vertx.sqlclient.Tuple.of(address))
                  .map(rows -> rows.iterator().next().getLong(0)));
    }

    /** As a workflow does it: what failed as retriable is done again, as it was. */
    private static <T> T untilDone(Supplier<Future<T>> call) {
      for (int attempt = 0; attempt < 50; attempt++) {
        try {
          return await(call.get());
        } catch (DatabaseException e) {
          assertThat(e.retriable()).isTrue();
        }
      }
      throw new AssertionError("It never worked");
    }
  }
}
