package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a writer's work is repeated, against a system that the test plays. */
class AttemptsTest {
  private static final Backoff SHORT =
      new Backoff(Duration.ofMillis(4), Duration.ofMillis(20), () -> 0.5);

  private final Promise<Void> stopping = Promise.promise();
  private final Reports reports = new Reports();

  /** The units that were sent, in order. */
  private final List<Integer> sent = new CopyOnWriteArrayList<>();

  /** Which units the system fails on at present. */
  private volatile Predicate<Integer> fails = unit -> false;

  private volatile Predicate<Integer> breaks = unit -> false;

  private volatile Kind kind = Kind.FAILED;
  private Vertx vertx;
  private Context context;
  private Attempts attempts;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    attempts =
        new Attempts(
            vertx,
            new Run("{}", 0, flow -> reports, stopping),
            "flow",
            SHORT,
            system -> Optional.empty());
  }

  @AfterEach
  void close() {
    TestDatabase.await(vertx.close());
  }

  /** Everything that the writer's verticle would do happens on one context. */
  private List<Future<String>> begin(int from, int to) {
    Promise<List<Future<String>>> begun = Promise.promise();
    context.runOnContext(
        ignored ->
            begun.complete(
                IntStream.range(from, to)
                    .mapToObj(unit -> attempts.until(new Unit(unit)))
                    .toList()));
    return new ArrayList<>(TestDatabase.await(begun.future()));
  }

  private static void awaitAll(List<Future<String>> units, String outcome) {
    units.forEach(unit -> assertThat(TestDatabase.await(unit)).isEqualTo(outcome));
  }

  private final class Unit implements Attempts.Work<String> {
    private final int number;

    Unit(int number) {
      this.number = number;
    }

    @Override
    public Future<String> attempt() {
      sent.add(number);
      if (breaks.test(number)) {
        return Future.failedFuture(new IllegalStateException("bug"));
      }
      return fails.test(number)
          ? Future.failedFuture(
              new RetriableException("campaign", kind, "It failed.", Optional.empty(), false))
          : Future.succeededFuture("done");
    }

    @Override
    public String unfinished() {
      return "unfinished";
    }

    @Override
    public Optional<String> poisoned(RetriableException last, int tried) {
      return Optional.of("poisoned");
    }
  }

  @Test
  void when_everything_fails_one_is_tried_at_a_time_and_each_in_its_turn() {
    fails = unit -> true;
    List<Future<String>> units = begin(0, 20);
    await().until(() -> sent.size() >= 75);
    List<Integer> probes = List.copyOf(sent).subList(30, 75);
    for (int at = 0; at + 20 <= probes.size(); at++) {
      assertThat(probes.subList(at, at + 20)).doesNotHaveDuplicates();
    }
    assertThat(reports.last.get().code()).isEqualTo(Condition.Code.RETRYING);
    assertThat(reports.last.get().attempt()).isGreaterThan(20);

    fails = unit -> false;
    awaitAll(units, "done");
    await().until(() -> reports.released.get());
  }

  @Test
  void what_comes_while_everything_fails_waits_with_the_others() {
    fails = unit -> true;
    List<Future<String>> units = begin(0, 5);
    await().until(() -> sent.size() >= 6);
    units.addAll(begin(5, 50));
    fails = unit -> false;
    awaitAll(units, "done");
  }

  @Test
  void a_few_failures_among_successes_hold_nothing_up() {
    fails = unit -> unit < 4;
    List<Future<String>> failing = begin(0, 4);
    List<Future<String>> others = begin(4, 100);
    awaitAll(others, "done");
    fails = unit -> false;
    awaitAll(failing, "done");
  }

  @Test
  void one_poison_in_a_hundred_is_given_up_and_the_others_are_done() {
    fails = unit -> unit == 50;
    List<Future<String>> units = begin(0, 100);
    Future<String> poison = units.remove(50);
    awaitAll(units, "done");
    for (int more = 100; !poison.isComplete(); more++) {
      awaitAll(begin(more, more + 1), "done");
    }
    assertThat(poison.result()).isEqualTo("poisoned");
    assertThat(sent.stream().filter(unit -> unit == 50).count()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void an_outage_poisons_nothing_however_long_it_lasts_and_whatever_was_done_before() {
    awaitAll(begin(0, 100), "done");
    fails = unit -> true;
    List<Future<String>> units = begin(100, 103);
    await().until(() -> sent.size() >= 100 + 60);
    fails = unit -> false;
    awaitAll(units, "done");
  }

  @Test
  void a_unit_that_is_tried_first_and_breaks_down_does_not_keep_the_others_waiting() {
    fails = unit -> true;
    List<Future<String>> units = begin(0, 6);
    await().until(() -> sent.size() >= 8);
    breaks = unit -> unit == 3;
    await().until(() -> units.get(3).failed());
    units.remove(3);
    fails = unit -> false;
    awaitAll(units, "done");
  }

  @Test
  void a_throttled_system_is_left_to_its_gate() {
    kind = Kind.THROTTLED;
    fails = unit -> true;
    List<Future<String>> units = begin(0, 20);
    await().until(() -> sent.size() >= 60);
    assertThat(reports.last.get().code()).isEqualTo(Condition.Code.THROTTLED);
    fails = unit -> false;
    awaitAll(units, "done");
  }

  @Test
  void a_stop_gives_up_what_waits() {
    fails = unit -> true;
    List<Future<String>> units = begin(0, 20);
    await().until(() -> sent.size() >= 10);
    stopping.complete();
    context.runOnContext(ignored -> attempts.giveUpUnlessSent());
    awaitAll(units, "unfinished");
  }

  /** Keeps what a flow reports. */
  private static final class Reports implements FlowReport {
    private final AtomicReference<Condition> last = new AtomicReference<>();
    private final AtomicBoolean released = new AtomicBoolean();

    @Override
    public void hold(Part part, Condition condition) {
      released.set(false);
      last.set(condition);
    }

    @Override
    public void release(Part part) {
      released.set(true);
    }

    @Override
    public void waiting(long records) {
      throw new AssertionError("Nothing is set aside");
    }

    @Override
    public void fail(Failure failure) {
      throw new AssertionError(failure.cause());
    }

    @Override
    public void crash(Throwable cause) {
      throw new AssertionError(cause);
    }
  }
}
