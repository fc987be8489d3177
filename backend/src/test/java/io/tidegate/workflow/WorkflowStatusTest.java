package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.workflow.WorkflowStatus.Failed;
import io.tidegate.workflow.WorkflowStatus.Running;
import io.tidegate.workflow.WorkflowStatus.Starting;
import io.tidegate.workflow.WorkflowStatus.Stopped;
import io.tidegate.workflow.WorkflowStatus.Stopping;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<WorkflowStatus> ALL =
      List.of(
          new Stopped(NOW),
          new Starting(NOW),
          new Running(NOW),
          new Stopping(NOW),
          new Failed(NOW, new Failure(Failure.Code.UNUSABLE, "campaign", "c", "r", NOW)));

  private static final Set<String> LEGAL =
      Set.of(
          "STOPPED→STARTING",
          "STARTING→RUNNING",
          "STARTING→FAILED",
          "STARTING→STOPPING",
          "RUNNING→STOPPING",
          "RUNNING→FAILED",
          "STOPPING→STOPPED",
          "FAILED→STARTING",
          "FAILED→STOPPED");

  static Stream<Arguments> everyPair() {
    return ALL.stream().flatMap(from -> ALL.stream().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void exactly_the_legal_transitions_are_taken(WorkflowStatus from, WorkflowStatus to) {
    if (LEGAL.contains(from.word() + "→" + to.word())) {
      assertThat(from.then(to)).isSameAs(to);
    } else {
      assertThatThrownBy(() -> from.then(to))
          .isInstanceOf(ForbiddenTransitionException.class)
          .hasMessageContaining(from.word())
          .hasMessageContaining(to.word());
    }
  }

  @Test
  void each_status_has_the_word_that_the_page_shows() {
    assertThat(ALL.stream().map(WorkflowStatus::word))
        .containsExactly("STOPPED", "STARTING", "RUNNING", "STOPPING", "FAILED");
  }
}
