package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Optional<Duration> UNNAMED = Optional.empty();

  /** What the system does to the oldest request in flight, after some time. */
  private enum Event {
    ANSWER,
    THROTTLE,
    THROTTLE_FOR_FIVE_SECONDS,
    TIME_OUT,
    BREAK,
    NOTHING
  }

  private record Step(Event event, long nanos) {}

  @Property(tries = 200)
  void neverExceedsItsConcurrencyNorSendsWhilePaused(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 60) int maximum,
      @ForAll @IntRange(max = 80) int hint) {
    Admission admission = admission(maximum, Math.max(1, maximum / 2), 0);
    if (hint > 0) {
      admission.recommended(hint, maximum);
    }
    Deque<Long> inFlight = new ArrayDeque<>();
    long now = 0;
    long pausedUntil = 0;
    for (Step step : steps) {
      now += step.nanos;
      while (admission.waitBefore(now) == 0) {
        assertThat(now).isGreaterThanOrEqualTo(pausedUntil);
        assertThat(inFlight.size()).isLessThan(admission.limit());
        admission.started(now);
        inFlight.add(now);
      }
      assertThat(inFlight).hasSize(admission.inFlight());
      if (!inFlight.isEmpty() && step.event != Event.NOTHING) {
        long startedAt = inFlight.remove();
        switch (step.event) {
          case ANSWER -> admission.answered(startedAt, now);
          case THROTTLE -> admission.throttled(startedAt, now, UNNAMED);
          case TIME_OUT -> admission.timedOut(startedAt, now);
          case BREAK -> admission.ended(now);
          case THROTTLE_FOR_FIVE_SECONDS -> {
            admission.throttled(startedAt, now, Optional.of(Duration.ofSeconds(5)));
            pausedUntil = now + 5 * SECOND;
          }
          case NOTHING -> {}
        }
      }
      assertThat(admission.limit()).isBetween(1, maximum);
      if (hint > 0) {
        assertThat(admission.limit()).isLessThanOrEqualTo(hint);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Event.class), Arbitraries.longs().between(0, 20 * SECOND))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  @Property
  void keepsThePaceInEveryWindow(
      @ForAll @DoubleRange(min = 0.5, max = 2_000) double rate,
      @ForAll @IntRange(min = 1, max = 500_000) int pollMicros) {
    Admission admission = admission(1_000, 1_000, rate);
    List<Long> starts = new ArrayList<>();
    for (long now = 0; starts.size() < 200; now += pollMicros * 1_000L) {
      while (admission.waitBefore(now) == 0) {
        admission.started(now);
        admission.answered(now, now);
        starts.add(now);
      }
    }
    for (int from = 0; from < starts.size(); from += 7) {
      for (int to = from; to < starts.size(); to += 11) {
        double seconds = (starts.get(to) - starts.get(from)) / (double) SECOND;
        double burst = Math.max(1, rate / 10);
        assertThat(to - from + 1.0).isLessThanOrEqualTo(rate * seconds * 1.001 + burst + 1);
      }
    }
  }

  @Test
  void halvesWhenTheSystemThrottlesOrTimesOut() {
    Admission admission = admission(16, 16, 0);
    admission.started(0);
    admission.throttled(0, 1, UNNAMED);
    assertThat(admission.limit()).isEqualTo(8);
    admission.started(2 * SECOND);
    admission.timedOut(2 * SECOND, 3 * SECOND);
    assertThat(admission.limit()).isEqualTo(4);
  }

  @Test
  void halvesOnceForAllRequestsThatWereUnderWayTogether() {
    Admission admission = admission(16, 16, 0);
    for (int i = 0; i < 16; i++) {
      admission.started(i);
    }
    for (int i = 0; i < 16; i++) {
      admission.throttled(i, 100 + i, UNNAMED);
    }
    assertThat(admission.limit()).isEqualTo(8);
    assertThat(admission.pausedUntil()).isLessThanOrEqualTo(100 + SECOND);
  }

  @Test
  void growsByOneAfterACleanPeriodInWhichItWasFull() {
    Admission admission = admission(4, 1, 0);
    admission.started(0);
    admission.answered(0, 1);
    assertThat(admission.limit()).isEqualTo(1);
    admission.started(2);
    admission.answered(2, Admission.CLEAN_PERIOD);
    assertThat(admission.limit()).isEqualTo(2);
  }

  @Test
  void doesNotGrowWhileItsPlacesAreNotNeeded() {
    Admission admission = admission(8, 4, 0);
    for (long now = 0; now < 10 * Admission.CLEAN_PERIOD; now += SECOND) {
      admission.started(now);
      admission.answered(now, now);
    }
    assertThat(admission.limit()).isEqualTo(4);
  }

  @Test
  void startsFromTheRecommendedParallelismAndNeverGoesBeyondIt() {
    Admission admission = admission(52, 4, 0);
    admission.recommended(10, 52);
    assertThat(admission.limit()).isEqualTo(10);
    admission.recommended(100, 52);
    assertThat(admission.limit()).as("only the start is set; from there it grows").isEqualTo(10);
    admission.recommended(3, 52);
    assertThat(admission.limit()).isEqualTo(3);
  }

  @Test
  void doesNotForgetThatItWasThrottledWhenAParallelismIsRecommended() {
    Admission admission = admission(52, 8, 0);
    admission.started(0);
    admission.throttled(0, 1, UNNAMED);
    admission.recommended(20, 52);
    assertThat(admission.limit()).isEqualTo(4);
  }

  @Test
  void pausesAtLeastAsLongAsTheSystemAsksAndLittleLonger() {
    Admission admission = admission(8, 8, 0);
    admission.started(0);
    admission.throttled(0, 0, Optional.of(Duration.ofSeconds(60)));
    assertThat(admission.waitBefore(0)).isBetween(60 * SECOND, 61 * SECOND);
  }

  @Test
  void neverShortensAPause() {
    Admission admission = admission(8, 8, 0);
    admission.started(0);
    admission.started(0);
    admission.throttled(0, 0, Optional.of(Duration.ofSeconds(60)));
    admission.throttled(0, 0, Optional.of(Duration.ofSeconds(1)));
    assertThat(admission.waitBefore(0)).isGreaterThanOrEqualTo(60 * SECOND);
  }

  @Test
  void pausesForAGrowingBoundedTimeWhereTheSystemNamesNoneAndStartsAnewAfterAnAnswer() {
    Admission admission = admission(8, 8, 0);
    long now = 0;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      admission.started(now);
      admission.throttled(now, now, UNNAMED);
      long pause = admission.waitBefore(now);
      assertThat(pause).isBetween(seconds * SECOND / 2, seconds * SECOND);
      now += pause;
    }
    admission.started(now);
    admission.answered(now, now);
    admission.started(now);
    admission.throttled(now, now, UNNAMED);
    assertThat(admission.waitBefore(now)).isLessThanOrEqualTo(SECOND);
  }

  /** The vendor's published limits: requests and server time in any 300 s. */
  private static final class Limits {
    private static final long WINDOW = 300 * SECOND;

    private record Used(long at, double seconds) {}

    private final Deque<Used> window = new ArrayDeque<>();
    private double seconds;

    boolean exceeded(long now) {
      while (!window.isEmpty() && window.peek().at <= now - WINDOW) {
        seconds -= window.remove().seconds;
      }
      return window.size() >= 6_000 || seconds >= 1_200;
    }

    void use(long at, double used) {
      window.add(new Used(at, used));
      seconds += used;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 35, 170, 1_520, 5_000})
  void usesNineTenthsOfTheVendorsLimitsAndIsHardlyEverRefused(long millis) {
    Admission admission =
        new Admission(new GateOptions(16, 8, 19.5, 3.8), new SplittableRandom(42));
    admission.recommended(8, 16);
    Limits limits = new Limits();
    PriorityQueue<Long> ends = new PriorityQueue<>();
    long duration = millis * SECOND / 1_000;
    int answered = 0;
    int refused = 0;
    // An hour; the first part of it idle, so that a burst follows.
    for (long now = 60 * SECOND; now < 3_660 * SECOND; ) {
      while (!ends.isEmpty() && ends.peek() <= now) {
        long ended = ends.remove();
        admission.answered(ended - duration, ended);
        limits.use(ended, duration / (double) SECOND);
        answered++;
      }
      long wait = admission.waitBefore(now);
      if (wait == 0) {
        admission.started(now);
        if (limits.exceeded(now)) {
          admission.throttled(now, now, Optional.of(Duration.ofSeconds(5)));
          refused++;
        } else {
          ends.add(now + duration);
        }
        continue;
      }
      long next = wait == Admission.FULL ? Long.MAX_VALUE : now + wait;
      now = ends.isEmpty() ? next : Math.min(next, ends.peek());
    }
    double possible = Math.min(20 * 3_600.0, 4 * 3_600.0 * 1_000 / millis);
    assertThat(refused).isLessThanOrEqualTo(answered / 100);
    assertThat(answered / possible).isGreaterThan(0.9);
  }

  private static Admission admission(int maximum, int initial, double rate) {
    SplittableRandom random = new SplittableRandom(42);
    return new Admission(new GateOptions(maximum, initial, rate), random);
  }
}
