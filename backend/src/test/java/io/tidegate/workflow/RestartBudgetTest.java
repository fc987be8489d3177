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

  @Test
  void the_window_moves_on_with_time() {
    RestartBudget budget = RestartBudget.standard();
    for (int restart = 0; restart < 5; restart++) {
      budget.take(START.plusSeconds(restart * 60L));
    }
    Instant afterTheSecond = START.plus(budget.window()).plusSeconds(61);
    assertThat(budget.take(afterTheSecond)).isEqualTo(4);
  }

  @Test
  void a_restart_at_the_very_edge_of_the_window_still_counts() {
    RestartBudget budget = RestartBudget.standard();
    budget.take(START);
    assertThat(budget.take(START.plus(budget.window()))).isEqualTo(2);
  }

  @Test
  void a_budget_that_is_refilled_is_whole() {
    RestartBudget budget = RestartBudget.standard();
    for (int restart = 0; restart < 6; restart++) {
      budget.take(START);
    }
    budget.refill();
    assertThat(budget.take(START)).isEqualTo(1);
  }

  @Test
  void a_budget_that_is_used_up_tells_how_often_within_what_time_and_why() {
    Failure failure = RestartBudget.standard().exhausted(new IllegalStateException("bug"));
    assertThat(failure.code()).isEqualTo(Failure.Code.RESTARTS_EXHAUSTED);
    assertThat(failure.cause()).contains("5 times in 10 minutes").contains("bug");
    assertThat(failure.remedy()).isNotBlank();
  }
}
