package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PostgreSQL is there and does not do what it is asked: whatever it says, the workflows wait with a
 * condition, nothing counts as stored that is not, and everything goes on by itself.
 */
class DatabaseErrorsIT {
  private static final int PEOPLE = 500;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final TestDatabase DATABASE = TestDatabase.create();

  private static SandboxServer sandbox;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start();
    sandbox.people(PEOPLE);
    service = ServiceProcess.start("database-errors", DATABASE.options(), sandbox.url(), Map.of());
    service.post("/start");
    service.awaitIngress("all are read", SOON, ingress -> read(ingress) >= PEOPLE);
  }

  @AfterAll
  static void stop() {
    service.close();
    sandbox.close();
  }

  /**
   * Every change of a queue fails with this state: as a statement, or, deferred, when the whole
   * transaction commits.
   */
  private static void failWith(String state, boolean atCommit) {
    DATABASE.execute(
        """
        CREATE FUNCTION public.fault() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '%s'; END $$"""
            .formatted(state));
    for (String table : new String[] {"address", "lane"}) {
      DATABASE.execute(
          atCommit
              ? "CREATE CONSTRAINT TRIGGER fault AFTER UPDATE ON queue."
                  + table
                  + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fault()"
              : "CREATE TRIGGER fault BEFORE UPDATE ON queue."
                  + table
                  + " FOR EACH ROW EXECUTE FUNCTION public.fault()");
    }
  }

  private static void failNoMore() {
    DATABASE.execute("DROP FUNCTION public.fault() CASCADE");
  }

  private static long read(JsonObject ingress) {
    return ingress.getJsonArray("flows").getJsonObject(0).getLong("read");
  }

  private static void awaitInStep() {
    service.awaitIngress(
        "everything is written and nothing is shown",
        SOON,
        ingress -> ingress.getValue("condition") == null && ingress.getLong("backlog") == 0);
    await("Campaign is in step; the service's log is " + service.log())
        .atMost(SOON)
        .untilAsserted(() -> Comparison.assertInStep(sandbox));
    assertThat(service.deadLetters()).isEmpty();
    assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
  }

  private static String stored() {
    return DATABASE
        .column("SELECT tails::text FROM queue.address WHERE name = 'ingress.contact'")
        .toString();
  }

  @ParameterizedTest(name = "{0} {1}, at commit: {2}")
  @CsvSource({
    "53100, disk full, false",
    "53100, disk full, true",
    "57014, statement time-out, false",
    "55P03, lock time-out, false",
    "40P01, deadlock, true",
    "58030, input or output error, true",
    "25006, read-only after a failover, false"
  })
  void what_the_database_refuses_for_the_moment_is_waited_for(
      String state, String what, boolean atCommit) {
    awaitInStep();
    String storedBefore = stored();
    long readBefore = read(service.ingress());
    failWith(state, atCommit);
    try {
      sandbox.changes(20, 5, 20);
      service.awaitIngress(
          "the condition is shown: " + what,
          SOON,
          ingress ->
              ingress.getJsonObject("condition") != null
                  && "databaseUnavailable"
                      .equals(ingress.getJsonObject("condition").getString("code"))
                  && ingress.getJsonObject("condition").getInteger("attempt") >= 2);
      assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
      assertThat(read(service.ingress())).as("acknowledged").isEqualTo(readBefore);
      assertThat(stored()).isEqualTo(storedBefore);
    } finally {
      failNoMore();
    }
    awaitInStep();
    service.awaitIngress("what was read is counted", SOON, ingress -> read(ingress) > readBefore);
  }

  @Test
  void connections_that_are_cut_again_and_again_cost_no_record() {
    for (int cut = 0; cut < 8; cut++) {
      sandbox.changes(20, 5, 20);
      DATABASE.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name = 'tidegate'");
    }
    awaitInStep();
  }
}
