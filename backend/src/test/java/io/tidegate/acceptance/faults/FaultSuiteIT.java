package io.tidegate.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of every kind at every boundary, while all three workflows work: nothing is lost, nothing
 * has its effect twice, no older state is written over a newer one, and all goes on without help.
 * In the profile {@code faults} only. The report of a whole run becomes {@code
 * docs/fault-report.md}.
 *
 * <p>{@code -Dfaults.only=} takes a regular expression for the kinds, {@code -Dfaults.seed=} what
 * the load is drawn from.
 */
@Tag("faults")
class FaultSuiteIT {
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("faults.only", Report.EVERYTHING));
  private static final long SEED = Long.getLong("faults.seed", 20_261_128);

  private static final Duration COMES_TO_REST = Duration.ofMinutes(15);

  /** The longest pause between two tries is half a minute, an answer is waited for two minutes. */
  private static final Duration STANDSTILL = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void nothing_is_lost_or_written_twice_or_out_of_order_whatever_fails_and_all_goes_on_by_itself() {
    List<Outcome> outcomes = new ArrayList<>();
    Instant begun = Instant.now();
    try (World world = new World(folder, SEED)) {
      Checker checker = new Checker(world.sandbox(), world::deadLetters);
      world.awaitRunning();
      StatementFault.prepare(world.database());
      assertThat(rest(world, checker).all()).as("what is wrong before anything failed").isEmpty();
      for (FaultKind kind : kinds()) {
        Outcome outcome = strike(world, checker, kind);
        outcomes.add(outcome);
        System.out.println(outcome);
        new Report(
                SEED,
                ONLY.pattern(),
                kinds().size(),
                Duration.between(begun, Instant.now()),
                outcomes)
            .write();
      }
    }
    assertThat(outcomes.stream().flatMap(outcome -> outcome.findings().examples().stream()))
        .isEmpty();
  }

  private static List<FaultKind> kinds() {
    return Stream.of(RequestFault.all(), StatementFault.all(), Interruption.all())
        .flatMap(List::stream)
        .filter(kind -> ONLY.matcher(kind.name()).find())
        .toList();
  }

  private static Outcome strike(World world, Checker checker, FaultKind kind) {
    Instant begun = Instant.now();
    Map<String, Integer> struck = Map.of();
    Findings findings = new Findings();
    world.load().start();
    try {
      struck = kind.strike(world);
    } catch (RuntimeException | AssertionError failed) {
      findings.stuck().add(kind.name() + ": " + failed.getMessage() + " " + world.trouble());
      world.mend();
    }
    world.load().pause();
    Findings after = rest(world, checker);
    after.stuck().addAll(findings.stuck());
    return new Outcome(
        kind.family(), kind.name(), struck, after, Duration.between(begun, Instant.now()));
  }

  /** Waits until nothing is under way and both sides agree, or nothing moves any more. */
  private static Findings rest(World world, Checker checker) {
    Progress progress = new Progress(world);
    boolean rested =
        Until.passed(
                COMES_TO_REST,
                () ->
                    progress.standsStill(STANDSTILL)
                        || (world.isAtRest() && checker.agree() && world.isAtRest()))
            && !progress.standsStill(STANDSTILL);
    String trouble = rested ? "" : world.trouble();
    Findings findings = checker.findings();
    Evidence.of(world, findings.all()).forEach(System.out::println);
    if (!rested) {
      findings.stuck().add("not at rest: " + trouble);
      world.mend();
    }
    return findings;
  }
}
