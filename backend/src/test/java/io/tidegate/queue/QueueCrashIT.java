package io.tidegate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A process that appends and drains is killed at random moments and started again. Everything is
 * checked through the other driver, in SQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueCrashIT {
  private static final int NUMBERS = 12_000;
  private static final int KILLS = 10;

  private final TestDatabase database = TestDatabase.create();
  private Process process;

  @BeforeAll
  void killItAndLetItFinish() throws IOException, InterruptedException {
    database.execute("CREATE TABLE settled (number integer PRIMARY KEY)");
    database.execute(
        "CREATE TABLE target (at bigint GENERATED ALWAYS AS IDENTITY, number integer,"
            + " key text, redelivered boolean)");
    Random random = new Random();
    for (int kill = 1; kill <= KILLS; kill++) {
      start();
      long moment =
          database.number("SELECT count(*) FROM target") + random.nextInt(NUMBERS / KILLS);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> !process.isAlive() || database.number("SELECT count(*) FROM target") > moment);
      assertThat(process.isAlive()).as("alive until it is killed").isTrue();
      process.destroyForcibly().waitFor();
    }
    start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> !process.isAlive() || database.number("SELECT count(*) FROM settled") >= NUMBERS);
    assertThat(process.isAlive()).isTrue();
  }

  @AfterAll
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void the_records_agree_with_the_cursor_and_each_was_settled_once() {
    assertThat(database.number("SELECT cursor::bigint FROM queue.address")).isEqualTo(NUMBERS);
    assertThat(database.number("SELECT appended FROM queue.depth")).isEqualTo(NUMBERS);
    assertThat(database.number("SELECT pending FROM queue.depth")).isZero();
    assertThat(
            database.number(
                "SELECT count(*) FROM settled WHERE number BETWEEN 0 AND " + (NUMBERS - 1)))
        .isEqualTo(NUMBERS);
    assertThat(database.number("SELECT count(*) FROM settled")).isEqualTo(NUMBERS);
    assertThat(database.number("SELECT count(DISTINCT number) FROM target")).isEqualTo(NUMBERS);
  }

  @Test
  void what_is_delivered_again_says_so() {
    assertThat(
            database.number(
                "SELECT count(*) FROM (SELECT number FROM target WHERE NOT redelivered"
                    + " GROUP BY number HAVING count(*) > 1) AS twice"))
        .isZero();
  }

  @Test
  void every_key_stays_in_order() {
    assertThat(
            database.number(
                "SELECT count(*) FROM (SELECT number, lag(number) OVER (PARTITION BY key"
                    + " ORDER BY first) AS before FROM (SELECT key, number, min(at) AS first"
                    + " FROM target GROUP BY key, number) AS firsts) AS pairs"
                    + " WHERE before > number"))
        .isZero();
  }

  @Test
  void no_segment_is_left_over() {
    Awaitility.await()
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'queue'"
                            + " AND tablename LIKE 'segment\\_%'")
                    <= 1);
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingProcess.class.getName(),
                database.options().uri(),
                database.options().user(),
                Integer.toString(NUMBERS))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.INHERIT)
            .start();
  }
}
