package io.tidegate.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day in ten minutes: as many changes, mailings and consents as a day may bring, while a few
 * requests in a hundred fail, all the time. What the service holds must not grow. In the profile
 * {@code soak} only; {@code -Dsoak.minutes=} has it take longer or shorter.
 */
@Tag("soak")
class SoakIT {
  private static final Duration LASTS = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));

  /** In seconds, when a day takes ten minutes. */
  private static final String HOUR = "25";

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration COMES_TO_REST = Duration.ofMinutes(5);
  private static final long MEGABYTE = 1L << 20;

  /** What the service holds at one moment. */
  private record Sample(long heap, long queue, long connections) {}

  @TempDir private Path folder;

  @Test
  void heap_queue_tables_and_connections_stay_as_they_are_and_in_the_end_both_sides_agree() {
    try (World world = new World(folder, 24, Map.of("TIDEGATE_QUEUE_SEGMENT_SECONDS", HOUR))) {
      world.awaitRunning();
      for (String api : List.of("dynamics", "campaign")) {
        for (String kind : List.of("cut", "lostAnswer", "expiredToken")) {
          fault(world, api, new JsonObject().put("kind", kind));
        }
        fault(world, api, new JsonObject().put("kind", "status").put("status", 503));
      }
      world.load().start();
      List<Sample> samples = sample(world);
      world.load().pause();
      world.sandbox().noFaults();
      assertFlat(samples);
      Checker checker = new Checker(world.sandbox(), world::deadLetters);
      Until.passed(COMES_TO_REST, () -> world.isAtRest() && checker.agree());
      assertThat(checker.findings().examples()).isEmpty();
    }
  }

  private static void fault(World world, String api, JsonObject fault) {
    world
        .sandbox()
        .fault(
            fault
                .put("api", api)
                .put("share", "expiredToken".equals(fault.getString("kind")) ? 0.001 : 0.01));
  }

  private static List<Sample> sample(World world) {
    List<Sample> samples = new ArrayList<>();
    Instant end = Instant.now().plus(LASTS);
    while (Instant.now().isBefore(end)) {
      Until.over(LOOK);
      samples.add(
          new Sample(
              world.service().heapUsed(),
              world
                  .database()
                  .number(
                      "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n"
                          + " ON n.oid = c.relnamespace WHERE nspname = 'queue' AND relkind = 'r'"),
              world
                  .database()
                  .number(
                      "SELECT count(*) FROM pg_stat_activity WHERE application_name ="
                          + " 'tidegate'")));
    }
    return samples;
  }

  /** The last third against the second: in the first, everything grows to its size. */
  private static void assertFlat(List<Sample> samples) {
    int third = samples.size() / 3;
    List<Sample> before = samples.subList(third, 2 * third);
    List<Sample> after = samples.subList(2 * third, samples.size());
    System.out.printf(
        "%d samples; live heap %d → %d MB, queue tables %d → %d kB, connections %d → %d%n",
        samples.size(),
        least(before, Sample::heap) / MEGABYTE,
        least(after, Sample::heap) / MEGABYTE,
        most(before, Sample::queue) / 1_024,
        most(after, Sample::queue) / 1_024,
        most(before, Sample::connections),
        most(after, Sample::connections));
    // The least that was in use is what is left after a collection.
    assertThat(least(after, Sample::heap))
        .as("heap")
        .isLessThan(least(before, Sample::heap) + 16 * MEGABYTE);
    assertThat(most(after, Sample::queue))
        .as("queue tables")
        .isLessThan(most(before, Sample::queue) * 5 / 4 + MEGABYTE);
    assertThat(most(after, Sample::connections))
        .as("connections")
        .isLessThanOrEqualTo(most(before, Sample::connections) + 1);
  }

  private static long least(List<Sample> samples, ToLongFunction<Sample> of) {
    return samples.stream().mapToLong(of).min().orElseThrow();
  }

  private static long most(List<Sample> samples, ToLongFunction<Sample> of) {
    return samples.stream().mapToLong(of).max().orElseThrow();
  }
}
