package io.tidegate.workflow.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.tidegate.dynamics.NewRow;
import io.tidegate.dynamics.WriteResult;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchWorkTest {
  private final List<Integer> requests = new ArrayList<>();

  private static RetriableException failure(Kind kind) {
    return new RetriableException("dynamics", kind, "It failed.", Optional.empty(), true);
  }

  private static List<BatchWork.Item> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new BatchWork.Item(
                    new Delivery(i, Change.upsert("key" + i, Buffer.buffer()), false, null),
                    new NewRow("rows", "id" + i, new JsonObject())))
        .toList();
  }

  /** Plays Dynamics: the request fails if a row does as a whole, otherwise each row for itself. */
  private BatchWork work(
      int items, BatchSize size, Map<String, Throwable> whole, Map<String, WriteResult> each) {
    return new BatchWork(
        rows -> {
          requests.add(rows.size());
          for (NewRow row : rows) {
            if (whole.containsKey(row.id())) {
              return Future.failedFuture(whole.get(row.id()));
            }
          }
          return Future.succeededFuture(
              rows.stream()
                  .map(row -> each.getOrDefault(row.id(), new WriteResult.Created()))
                  .toList());
        },
        size,
        items(items));
  }

  @Test
  void all_rows_are_written_in_requests_of_the_configured_size() {
    Future<Map<Delivery, RowOutcome>> done =
        work(25, new BatchSize(10), Map.of(), Map.of()).attempt();

    assertThat(done.result()).hasSize(25).containsValue(new RowOutcome.Written());
    assertThat(requests).containsExactly(10, 10, 5);
  }

  @Test
  void each_row_has_the_outcome_that_it_was_answered() {
    RefusedException refusal = new RefusedException("dynamics", "0x1", "Too long.", "{}");
    Map<Delivery, RowOutcome> outcomes =
        work(
                4,
                new BatchSize(10),
                Map.of(),
                Map.of(
                    "id1",
                    new WriteResult.ReferenceMissing("none"),
                    "id2",
                    new WriteResult.Failed(refusal),
                    "id3",
                    new WriteResult.Existed()))
            .attempt()
            .result();

    assertThat(outcomes.entrySet())
        .extracting(
            entry -> entry.getKey().position() + " " + entry.getValue().getClass().getSimpleName())
        .containsExactlyInAnyOrder("0 Written", "1 ContactMissing", "2 Refused", "3 Written");
  }

  @Test
  void a_row_that_spoils_every_request_is_found_and_refused_alone() {
    BatchWork work = work(16, new BatchSize(16), Map.of("id5", failure(Kind.FAILED)), Map.of());
    Future<Map<Delivery, RowOutcome>> attempt = work.attempt();
    Optional<Map<Delivery, RowOutcome>> given = Optional.empty();
    for (int attempts = 1; attempt.failed() && given.isEmpty() && attempts < 50; attempts++) {
      if (attempts >= 8) {
        given = work.poisoned((RetriableException) attempt.cause(), attempts);
      }
      if (given.isEmpty()) {
        attempt = work.attempt();
      }
    }
    Map<Delivery, RowOutcome> outcomes = given.orElse(attempt.result());

    assertThat(outcomes).hasSize(16);
    assertThat(outcomes.entrySet())
        .filteredOn(entry -> entry.getValue() instanceof RowOutcome.Refused)
        .extracting(entry -> entry.getKey().position())
        .containsExactly(5L);
  }

  @Test
  void one_poison_in_a_hundred_shows_itself_beside_a_row_that_was_taken() {
    WriteResult failing = new WriteResult.Failed(failure(Kind.FAILED));
    BatchWork work = work(100, new BatchSize(100), Map.of(), Map.of("id50", failing));
    Future<Map<Delivery, RowOutcome>> attempt = work.attempt();
    assertThat(work.taken()).isEqualTo(99);
    for (int again = 1; again <= 10; again++) {
      long taken = work.taken();
      attempt = work.attempt();
      assertThat(attempt.failed()).isTrue();
      assertThat(work.taken()).as("the others are still taken").isGreaterThan(taken);
    }
    assertThat(requests.subList(0, 5)).containsExactly(100, 1, 1, 1, 1);
    Map<Delivery, RowOutcome> outcomes =
        work.poisoned((RetriableException) attempt.cause(), 11).orElseThrow();
    assertThat(outcomes).hasSize(100);
    assertThat(outcomes.entrySet())
        .filteredOn(entry -> entry.getValue() instanceof RowOutcome.Refused)
        .extracting(entry -> entry.getKey().position())
        .containsExactly(50L);
  }

  @Test
  void nothing_is_blamed_while_dynamics_fails_on_rows_that_it_took_before() {
    Map<String, Throwable> outage = new HashMap<>();
    WriteResult failing = new WriteResult.Failed(failure(Kind.FAILED));
    BatchWork work = work(10, new BatchSize(10), outage, Map.of("id5", failing));
    assertThat(work.attempt().failed()).isTrue();
    for (int row = 0; row < 10; row++) {
      outage.put("id" + row, failure(Kind.FAILED));
    }
    long taken = work.taken();
    for (int again = 1; again <= 10; again++) {
      assertThat(work.attempt().failed()).isTrue();
    }
    assertThat(work.taken()).isEqualTo(taken);
  }

  @Test
  void a_row_that_dynamics_cannot_take_now_is_tried_again_without_the_others() {
    BatchWork work =
        work(
            5,
            new BatchSize(10),
            Map.of(),
            Map.of("id2", new WriteResult.Failed(failure(Kind.FAILED))));

    assertThat(work.attempt().failed()).isTrue();
    assertThat(work.attempt().failed()).isTrue();
    assertThat(requests).as("with one that was taken before").containsExactly(5, 1, 1);
    assertThat(work.unfinished()).hasSize(4);
  }

  @Test
  void a_request_that_is_refused_as_too_large_is_halved_at_once() {
    RefusedException tooLarge = new RefusedException("dynamics", "HTTP 413", "Too large.", "");
    BatchSize size = new BatchSize(8);
    List<Integer> sizes = new ArrayList<>();
    BatchWork work =
        new BatchWork(
            rows -> {
              sizes.add(rows.size());
              return rows.size() > 3
                  ? Future.failedFuture(tooLarge)
                  : Future.succeededFuture(
                      rows.stream().<WriteResult>map(row -> new WriteResult.Created()).toList());
            },
            size,
            items(8));

    assertThat(work.attempt().result()).hasSize(8);
    assertThat(sizes.subList(0, 3)).containsExactly(8, 4, 2);
    assertThat(size.current()).isLessThan(8);
  }

  @Test
  void a_time_out_halves_the_size_for_all_and_answers_let_it_grow_again() {
    BatchSize size = new BatchSize(100);
    work(100, size, Map.of("id0", failure(Kind.TIMED_OUT)), Map.of()).attempt();
    assertThat(size.current()).isEqualTo(50);

    work(100, size, Map.of(), Map.of()).attempt();
    assertThat(size.current()).isBetween(51, 60);
    for (int i = 0; i < 20; i++) {
      work(100, size, Map.of(), Map.of()).attempt();
    }
    assertThat(size.current()).isEqualTo(100);
  }

  @Test
  void what_needs_a_person_ends_the_run() {
    UnusableException unusable = new UnusableException("dynamics", "No privilege.", "Give it.");

    assertThat(
            work(2, new BatchSize(10), Map.of(), Map.of("id1", new WriteResult.Failed(unusable)))
                .attempt()
                .cause())
        .isSameAs(unusable);
    assertThat(work(2, new BatchSize(10), Map.of("id1", unusable), Map.of()).attempt().cause())
        .isSameAs(unusable);
  }
}
