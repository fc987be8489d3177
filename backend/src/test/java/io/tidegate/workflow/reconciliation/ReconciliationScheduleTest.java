package io.tidegate.workflow.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.reconciliation.ReconciliationSchedule.Plan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationScheduleTest {
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  /** A Sunday. */
  private static final Instant NOW = Instant.parse("2026-11-29T06:30:00Z");

  private static Plan at(String time, Set<DayOfWeek> days) {
    return new Plan(LocalTime.parse(time), days, Duration.ZERO);
  }

  @Test
  void isDueTheSameDayIfItsTimeIsToComeAndElseTheNext() {
    assertThat(at("07:00", ALL).next(NOW)).contains(Instant.parse("2026-11-29T07:00:00Z"));
    assertThat(at("03:00", ALL).next(NOW)).contains(Instant.parse("2026-11-30T03:00:00Z"));
    assertThat(at("06:30", ALL).next(NOW)).contains(Instant.parse("2026-11-30T06:30:00Z"));
  }

  @Test
  void isDueOnItsDaysOnly() {
    Plan plan = at("03:00", Set.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY));
    assertThat(plan.next(NOW)).contains(Instant.parse("2026-12-02T03:00:00Z"));
    assertThat(plan.next(Instant.parse("2026-12-02T03:00:00Z")))
        .contains(Instant.parse("2026-12-06T03:00:00Z"));
  }

  @Test
  void isNeverDueWithoutATime() {
    assertThat(new Plan(null, ALL, Duration.ZERO).next(NOW)).isEmpty();
  }
}
