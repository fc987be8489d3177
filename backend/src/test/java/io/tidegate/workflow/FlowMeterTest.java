package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.queue.Depth;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowMeterTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private static FlowMeter drained(int seconds, long backlog, long perSecond) {
    FlowMeter meter = new FlowMeter(new Depth(backlog, backlog, 0, 0), START);
    for (int second = 1; second <= seconds; second++) {
      long settled = second * perSecond;
      meter.sample(new Depth(backlog - settled, backlog, settled, 0), START.plusSeconds(second));
    }
    return meter;
  }

  @Test
  void a_steady_drain_is_measured_and_its_end_foretold() {
    FlowMeter meter = drained(120, 100_000, 100);
    assertThat(meter.writtenPerSecond()).isEqualTo(100.0);
    assertThat(meter.readPerSecond()).isZero();
    assertThat(meter.etaSeconds()).isEqualTo(880L);
    assertThat(meter.lastWrittenAt()).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void a_burst_of_reading_is_forgotten_after_the_window() {
    FlowMeter meter = new FlowMeter(new Depth(0, 0, 0, 0), START);
    for (int second = 1; second <= 12; second++) {
      long settled = second * 60L;
      meter.sample(new Depth(10_000 - settled, 10_000, settled, 0), START.plusSeconds(second));
    }
    assertThat(meter.readPerSecond()).isZero();
    assertThat(meter.etaSeconds()).isEqualTo(155L);
  }

  @Test
  void an_end_is_not_foretold_while_the_backlog_grows() {
    FlowMeter meter = new FlowMeter(new Depth(0, 0, 0, 0), START);
    meter.sample(new Depth(900, 1_000, 100, 0), START.plusSeconds(1));
    assertThat(meter.etaSeconds()).isNull();
  }

  @Test
  void an_empty_backlog_is_done_already() {
    FlowMeter meter = new FlowMeter(new Depth(0, 10, 10, 0), START);
    assertThat(meter.etaSeconds()).isZero();
  }

  @Test
  void rates_fall_to_nothing_and_then_no_more_changes_are_told() {
    FlowMeter meter = drained(10, 1_000, 100);
    Depth done = meter.depth();
    boolean told = true;
    for (int second = 11; second < 200; second++) {
      told = meter.sample(done, START.plusSeconds(second));
    }
    assertThat(told).isFalse();
    assertThat(meter.writtenPerSecond()).isZero();
  }
}
