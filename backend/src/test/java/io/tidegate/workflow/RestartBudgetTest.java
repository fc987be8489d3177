package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void restarts_within_the_window_add_up() {
    RestartBudget budget = RestartBudget.standard();
    for (int restart = 1; restart <= 6; restart++) {
      assertThat(budget.take(START.plusSeconds(restart))).isEqualTo(restart);
    }
    assertThat(budget.restarts()).isEqualTo(5);
  }

  @Test
  void restarts_of_long_ago_are_forgotten() {
    RestartBudget budget = RestartBudget.standard();
    budget.take(START);
    assertThat(budget.take(START.plus(budget.window()).plusSeconds(1))).isEqualTo(1);
  }
}
