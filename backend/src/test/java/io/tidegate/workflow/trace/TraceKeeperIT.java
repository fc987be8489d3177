package io.tidegate.workflow.trace;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.DatabaseTest;
import io.tidegate.workflow.trace.TraceKeeper.Retention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceKeeperIT extends DatabaseTest {
  private static final int PAGE = 107;

  @BeforeEach
  void empty() {
    look(keeper(30, 0));
    look(keeper(30, 0));
    testDatabase.execute("DELETE FROM trace.step");
    testDatabase.execute("DELETE FROM trace.identity");
    testDatabase.execute("VACUUM trace.step");
  }

  private TraceKeeper keeper(int days, long steps) {
    return new TraceKeeper(vertx, database.pool(), new Retention(days, steps), 5 * PAGE);
  }

  /** What the first look begins the second ends. */
  private static void look(TraceKeeper keeper) {
    await(keeper.look());
    await(keeper.look());
  }

  /** Those that have begun. */
  private List<String> parts() {
    return testDatabase.column("SELECT id FROM trace.part WHERE begun_at IS NOT NULL ORDER BY id");
  }

  private String open() {
    return testDatabase.column("SELECT max(id) FROM trace.part WHERE begun_at IS NOT NULL").get(0);
  }

  private void fill(int steps) {
    testDatabase.execute(
        "INSERT INTO trace.step (queued_at, key, position, part, flow, effect, operation, attempts,"
            + " answer) SELECT now(), n, n, (SELECT max(id) FROM trace.part WHERE begun_at IS NOT NULL), 1, 0, 0, 1, ''"
            + " FROM generate_series(1, %d) AS n".formatted(steps));
  }

  private long steps() {
    return testDatabase.number("SELECT count(*) FROM trace.step");
  }

  @Test
  void a_full_part_is_indexed_and_the_next_one_is_open() {
    String first = open();
    look(keeper(30, 1_000_000));
    assertThat(open()).isEqualTo(first);

    fill(10 * PAGE);
    look(keeper(30, 1_000_000));

    assertThat(open()).isNotEqualTo(first);
    assertThat(testDatabase.number("SELECT steps FROM trace.part WHERE id = " + first))
        .isEqualTo(10 * PAGE);
    assertThat(
            testDatabase.number(
                "SELECT count(*) FROM pg_indexes WHERE tablename = 'step_%s'".formatted(first)))
        .isEqualTo(1);
    fill(1);
    assertThat(testDatabase.number("SELECT count(*) FROM trace.step_" + open())).isEqualTo(1);
  }

  @Test
  void a_part_ends_with_its_day() {
    String first = open();
    fill(1);
    testDatabase.execute("UPDATE trace.part SET begun_at = begun_at - interval '1 day'");
    look(keeper(30, 1_000_000));
    assertThat(open()).isNotEqualTo(first);
  }

  @Test
  void what_is_older_than_it_is_kept_goes_part_by_part() {
    fill(10 * PAGE);
    look(keeper(30, 1_000_000));
    fill(10 * PAGE);
    look(keeper(30, 1_000_000));
    String oldest = parts().get(parts().size() - 3);
    testDatabase.execute(
        "UPDATE trace.part SET ended_at = now() - interval '31 days' WHERE id = " + oldest);

    look(keeper(30, 1_000_000));

    assertThat(parts()).doesNotContain(oldest);
    assertThat(steps()).isEqualTo(10 * PAGE);
  }

  @Test
  void of_more_steps_than_there_may_be_the_oldest_go_and_the_open_part_stays() {
    for (int part = 0; part < 4; part++) {
      fill(10 * PAGE);
      look(keeper(30, 1_000_000));
    }
    fill(3);

    look(keeper(30, 25 * PAGE));

    assertThat(steps()).isEqualTo(20 * PAGE + 3);
    look(keeper(30, 0));
    assertThat(steps()).isEqualTo(3);
  }

  @Test
  void what_a_crash_left_unindexed_is_indexed_later() {
    String first = open();
    fill(10 * PAGE);
    look(keeper(30, 1_000_000));
    testDatabase.execute("DROP INDEX trace.step_%s_key_idx".formatted(first));
    testDatabase.execute("UPDATE trace.part SET ended_at = NULL, steps = NULL WHERE id = " + first);

    look(keeper(30, 1_000_000));

    assertThat(testDatabase.number("SELECT steps FROM trace.part WHERE id = " + first))
        .isEqualTo(10 * PAGE);
  }

  @Test
  void e_mail_addresses_of_records_that_are_gone_are_forgotten() {
    Identities identities = TestIdentities.open(vertx, database);
    await(
        identities.keep(
            database.pool(),
            "ingress.contact",
            Map.of("gone", "a@example.org", "new", "b@example.org", "known", "c@example.org")));
    testDatabase.execute(
        "UPDATE trace.identity SET changed_at = now() - interval '31 days' WHERE key <> 'new'");
    testDatabase.execute(
        "INSERT INTO workflow.record_map (flow, source_key, target_href, content_hash, synced)"
            + " VALUES ('ingress.contact', 'known', 'x', 'x', true)");

    await(keeper(30, 1_000_000).tidy());

    assertThat(testDatabase.column("SELECT key FROM trace.identity"))
        .containsExactlyInAnyOrder("new", "known");
  }
}
