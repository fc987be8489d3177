package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

  @Property
  void a_delay_lies_between_half_and_all_of_the_doubled_one_and_never_above_the_longest(
      @ForAll @IntRange(min = 1, max = 1_000) int attempt,
      @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> random);
    long ceiling = attempt > 7 ? 30_000 : Math.min(30_000, 500L << (attempt - 1));
    assertThat(backoff.delay(attempt).toMillis()).isBetween(ceiling / 2, ceiling);
  }
}
