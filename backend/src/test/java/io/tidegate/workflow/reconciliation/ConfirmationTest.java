package io.tidegate.workflow.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.reconciliation.Sides.Compared;
import io.tidegate.workflow.reconciliation.Staging.Candidate;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private static final Instant BEFORE = Instant.parse("2026-11-29T03:00:00Z");
  private static final Instant NOW = BEFORE.plusSeconds(5);

  private static Optional<Buffer> content(String content) {
    return Optional.ofNullable(content).map(Buffer::buffer);
  }

  private static Candidate candidate(String source) {
    return new Candidate("key", content(source), BEFORE, 2);
  }

  private static Compared now(String source, Kind kind) {
    return new Compared(
        "key", content(source), false, Optional.ofNullable(kind), List.of(), "href");
  }

  private static Confirmation confirm(Candidate candidate, Compared now) {
    return Confirmation.of(List.of(candidate), Set.of(), List.of(now), NOW);
  }

  @Test
  void what_differs_while_the_source_is_as_it_was_is_a_difference() {
    for (Kind kind : List.of(Kind.MISSING, Kind.DIFFERENT, Kind.DUPLICATE)) {
      Confirmation result = confirm(candidate("a"), now("a", kind));

      assertThat(result.differences()).extracting(Compared::key).containsExactly("key");
      assertThat(result.again()).isEmpty();
    }
    assertThat(confirm(candidate(null), now(null, Kind.SURPLUS)).differences()).hasSize(1);
  }

  @Test
  void what_does_not_differ_any_more_is_none_whatever_the_source_was() {
    assertThat(confirm(candidate("a"), now("b", null)).equal()).containsExactly("key");
    assertThat(confirm(candidate("a"), now("a", null)).equal()).containsExactly("key");
  }

  @Test
  void what_the_source_has_changed_in_between_is_looked_at_again_as_it_is_now() {
    Confirmation changed = confirm(candidate("a"), now("b", Kind.DIFFERENT));
    Confirmation created = confirm(candidate(null), now("b", Kind.MISSING));
    Confirmation deleted = confirm(candidate("a"), now(null, Kind.SURPLUS));

    assertThat(changed.differences()).isEmpty();
    assertThat(changed.again()).containsExactly(new Candidate("key", content("b"), NOW, 3));
    assertThat(created.again()).containsExactly(new Candidate("key", content("b"), NOW, 3));
    assertThat(deleted.again()).containsExactly(new Candidate("key", content(null), NOW, 3));
  }

  @Test
  void what_something_is_on_its_way_for_is_looked_at_again_as_it_was() {
    Confirmation result = Confirmation.of(List.of(candidate("a")), Set.of("key"), List.of(), NOW);

    assertThat(result.again()).containsExactly(new Candidate("key", content("a"), BEFORE, 3));
  }
}
