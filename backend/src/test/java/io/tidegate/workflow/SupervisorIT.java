package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.queue.QueueOptions;
import io.tidegate.store.Database;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The supervisor against a real database, with a workflow whose verticle the test steers. */
class SupervisorIT {
  private static final Backoff AT_ONCE =
      new Backoff(Duration.ofMillis(2), Duration.ofMillis(2), () -> 0);

  private final Steered steered = new Steered();
  private Vertx vertx;
  private Database database;
  private Supervisor supervisor;
  private String deployment;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = TestDatabase.create().open(vertx);
    supervise();
  }

  @AfterEach
  void close() {
    TestDatabase.await(vertx.undeploy(deployment));
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }

  private void supervise() {
    supervisor =
        new Supervisor(
            database.pool(), List.of(steered), QueueOptions.defaults().withLanes(1), AT_ONCE);
    deployment = TestDatabase.await(vertx.deployVerticle(supervisor));
  }

  /** What a restart of the service does. */
  private void restart() {
    TestDatabase.await(vertx.undeploy(deployment));
    supervise();
  }

  private void awaitStatus(String status) {
    await().until(() -> supervisor.find("steered").orElseThrow().status().equals(status));
  }

  private WorkflowView start() {
    return TestDatabase.await(supervisor.start("steered"));
  }

  private WorkflowView stop() {
    return TestDatabase.await(supervisor.stop("steered"));
  }

  @Test
  void a_workflow_is_starting_until_its_verticle_has_started() {
    steered.startsWhen = Promise.promise();
    assertThat(start().status()).isEqualTo("STARTING");
    assertThat(start().status()).as("asked twice").isEqualTo("STARTING");
    await().until(() -> steered.runs.size() == 1);
    steered.startsWhen.complete();
    awaitStatus("RUNNING");
    assertThat(steered.runs).hasSize(1);
  }

  @Test
  void a_start_that_waits_can_be_called_off() {
    steered.startsWhen = Promise.promise();
    start();
    await().until(() -> steered.runs.size() == 1);
    assertThat(stop().status()).isEqualTo("STOPPING");
    awaitStatus("STOPPED");
  }

  @Test
  void a_stop_right_behind_a_start_wins_over_it_and_is_remembered() {
    for (int round = 0; round < 20; round++) {
      Future<WorkflowView> starting = supervisor.start("steered");
      Future<WorkflowView> stopping = supervisor.stop("steered");
      TestDatabase.await(Future.join(starting, stopping));
      awaitStatus("STOPPED");
      assertThat(steered.lastRun().isStopping()).isTrue();
    }
    restart();
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("STOPPED");
  }

  @Test
  void a_start_right_behind_a_stop_is_refused_rather_than_answered_and_undone() {
    for (int round = 0; round < 20; round++) {
      TestDatabase.await(supervisor.start("steered"));
      awaitStatus("RUNNING");
      Future<WorkflowView> stopping = supervisor.stop("steered");
      Future<WorkflowView> starting = supervisor.start("steered");
      assertThatThrownBy(() -> TestDatabase.await(starting))
          .isInstanceOf(ForbiddenTransitionException.class)
          .hasMessage("The workflow steered is STOPPING.");
      TestDatabase.await(stopping);
      awaitStatus("STOPPED");
    }
  }

  @Test
  void a_stopped_workflow_stays_stopped_and_a_running_one_runs_again_after_a_restart() {
    start();
    awaitStatus("RUNNING");
    restart();
    awaitStatus("RUNNING");
    stop();
    awaitStatus("STOPPED");
    restart();
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("STOPPED");
  }

  @Test
  void a_running_workflow_keeps_its_version_until_it_is_started_again() {
    start();
    awaitStatus("RUNNING");
    steered.config = "{\"v\":2}";
    restart();
    awaitStatus("RUNNING");
    assertThat(steered.lastRun().config()).isEqualTo("{\"v\":1}");
    assertThat(supervisor.find("steered").orElseThrow().changesPending()).isTrue();
    stop();
    awaitStatus("STOPPED");
    start();
    awaitStatus("RUNNING");
    assertThat(steered.lastRun().config()).isEqualTo("{\"v\":2}");
    assertThat(supervisor.find("steered").orElseThrow().changesPending()).isFalse();
  }

  @Test
  void
      a_part_is_replayed_at_once_by_a_workflow_that_runs_and_at_the_next_start_by_one_that_does_not() {
    ReplaySelection ids = new ReplaySelection(ReplaySelection.Kind.IDS, null, List.of("1"), null);
    TestDatabase.await(supervisor.replay("steered", "flow", ids));
    assertThat(steered.atStart).containsExactly(ids);

    List<JsonObject> asked = new CopyOnWriteArrayList<>();
    TestDatabase.await(
        vertx
            .eventBus()
            .<JsonObject>localConsumer(
                FlowCommand.REPLAY.address("steered.flow"),
                request -> {
                  asked.add(request.body() == null ? new JsonObject() : request.body());
                  request.reply(null);
                })
            .completion());
    start();
    awaitStatus("RUNNING");
    TestDatabase.await(supervisor.replay("steered", "flow", ids));
    TestDatabase.await(supervisor.replay("steered", "flow"));
    assertThat(asked).containsExactly(ids.toJson(), new JsonObject());
  }

  @Test
  void a_part_is_refused_where_only_the_whole_can_be_replayed() {
    steered.replaysParts = false;
    ReplaySelection ids = new ReplaySelection(ReplaySelection.Kind.IDS, null, List.of("1"), null);

    assertThatThrownBy(() -> TestDatabase.await(supervisor.replay("steered", "flow", ids)))
        .isInstanceOf(ForbiddenTransitionException.class);
    TestDatabase.await(supervisor.replay("steered", "flow"));
    assertThat(steered.atStart).containsExactly(ReplaySelection.all());
  }

  @Test
  void the_flows_of_a_stopped_workflow_are_those_that_are_saved() {
    save("{\"flows\":[\"flow\",\"another\"]}");
    await().until(() -> flows().equals(List.of("flow", "another")));
    save("{\"flows\":[\"another\"]}");
    await().until(() -> flows().equals(List.of("another")));
  }

  @Test
  void the_flows_of_a_running_workflow_are_those_that_run() {
    start();
    awaitStatus("RUNNING");
    save("{\"flows\":[\"flow\",\"another\"]}");
    await().until(() -> supervisor.find("steered").orElseThrow().changesPending());
    assertThat(flows()).containsExactly("flow");
    restart();
    awaitStatus("RUNNING");
    assertThat(flows()).as("after a restart of the service").containsExactly("flow");
    stop();
    await().until(() -> flows().equals(List.of("flow", "another")));
    start();
    awaitStatus("RUNNING");
    assertThat(flows()).containsExactly("flow", "another");
    assertThat(steered.lastQueues).containsOnlyKeys("flow", "another");
  }

  @Test
  void nothing_is_pending_when_what_runs_is_saved_again() {
    start();
    awaitStatus("RUNNING");
    save("{\"v\":2}");
    await().until(() -> supervisor.find("steered").orElseThrow().changesPending());
    save("{\"v\":1}");
    await().until(() -> !supervisor.find("steered").orElseThrow().changesPending());
  }

  @Test
  void what_runs_is_known_with_the_versions_of_its_documents_and_after_a_restart_too() {
    assertThat(supervisor.pinned("steered")).isEmpty();
    start();
    awaitStatus("RUNNING");
    Pinned first = steered.saved();
    assertThat(supervisor.pinned("steered")).contains(first);
    save("{\"v\":\"another\"}");
    restart();
    awaitStatus("RUNNING");
    assertThat(supervisor.pinned("steered")).contains(first);
    stop();
    awaitStatus("STOPPED");
    assertThat(supervisor.pinned("steered")).isEmpty();
  }

  @Test
  void a_workflow_for_which_something_is_missing_is_not_started() {
    steered.unready = new NotConfiguredException("It is missing.", "Enter it.");
    assertThatThrownBy(this::start)
        .isInstanceOf(NotConfiguredException.class)
        .hasMessage("It is missing.");
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("STOPPED");
    steered.unready = null;
    start();
    awaitStatus("RUNNING");
  }

  private void save(String config) {
    steered.config = config;
    supervisor.configured();
  }

  private List<String> flows() {
    return supervisor.find("steered").orElseThrow().flows().stream().map(FlowView::id).toList();
  }

  @Test
  void a_failure_is_shown_with_cause_and_remedy_and_can_be_started_again() {
    start();
    awaitStatus("RUNNING");
    steered.report().fail(failure());
    awaitStatus("FAILED");
    assertThat(supervisor.find("steered").orElseThrow().failure().remedy()).isEqualTo("Do this.");
    await().until(() -> steered.stopped.get() == 1);
    start();
    awaitStatus("RUNNING");
    assertThat(supervisor.find("steered").orElseThrow().failure()).isNull();
  }

  @Test
  void a_failed_workflow_that_is_stopped_is_not_tried_again_by_a_restart() {
    start();
    awaitStatus("RUNNING");
    steered.report().fail(failure());
    awaitStatus("FAILED");
    assertThat(stop().status()).isEqualTo("STOPPED");
    restart();
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("STOPPED");
  }

  @Test
  void what_is_unforeseen_is_restarted_within_the_budget_and_then_a_failure() {
    start();
    awaitStatus("RUNNING");
    for (int crash = 1; crash <= 6; crash++) {
      int runs = crash;
      await().until(() -> steered.runs.size() == runs);
      steered.report().crash(new IllegalStateException("bug"));
    }
    awaitStatus("FAILED");
    assertThat(steered.runs).as("the first run and five restarts").hasSize(6);
    assertThat(supervisor.find("steered").orElseThrow().failure().code())
        .isEqualTo(Failure.Code.RESTARTS_EXHAUSTED);
  }

  @Test
  void a_database_that_fails_uses_up_no_restarts() {
    DatabaseException full =
        DatabaseException.notStored(DatabaseException.inconsistent("the disk is full"));
    for (int failure = 0; failure < 10; failure++) {
      steered.startFailures.add(full);
    }
    Promise<Void> starts = Promise.promise();
    steered.startsWhen = starts;
    start();
    await().until(() -> steered.runs.size() == 11);
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("STARTING");
    starts.complete();
    awaitStatus("RUNNING");

    steered.report().crash(full);
    await().until(() -> steered.runs.size() == 12);
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("RUNNING");
  }

  @Test
  void a_workflow_that_waits_for_its_database_says_so_and_can_be_stopped() {
    DatabaseException full =
        DatabaseException.notStored(DatabaseException.inconsistent("the disk is full"));
    for (int failure = 0; failure < 100_000; failure++) {
      steered.startFailures.add(full);
    }
    start();
    await()
        .until(
            () ->
                condition() != null
                    && condition().code() == Condition.Code.DATABASE_UNAVAILABLE
                    && condition().attempt() > 2);
    stop();
    awaitStatus("STOPPED");
    await().until(() -> condition() == null);
  }

  @Test
  void a_condition_is_shown_with_the_time_it_began_and_is_gone_when_taken_back() {
    start();
    awaitStatus("RUNNING");
    FlowReport report = steered.report();
    Instant first = Instant.parse("2026-11-24T12:00:00Z");
    report.hold(FlowReport.Part.WRITER, retrying(1, first));
    report.hold(FlowReport.Part.WRITER, retrying(2, first.plusSeconds(30)));
    await().until(() -> condition() != null && condition().attempt() == 2);
    assertThat(condition().since()).isEqualTo(first);
    report.release(FlowReport.Part.WRITER);
    await().until(() -> condition() == null);
  }

  @Test
  void reports_of_a_run_that_has_ended_are_not_heard() {
    start();
    awaitStatus("RUNNING");
    FlowReport old = steered.report();
    stop();
    awaitStatus("STOPPED");
    start();
    awaitStatus("RUNNING");
    old.fail(failure());
    steered.report().hold(FlowReport.Part.WRITER, retrying(1, Instant.now()));
    await().until(() -> condition() != null);
    assertThat(supervisor.find("steered").orElseThrow().status()).isEqualTo("RUNNING");
  }

  @Test
  void an_unknown_workflow_is_named() {
    assertThatThrownBy(() -> TestDatabase.await(supervisor.start("egress")))
        .isInstanceOf(UnknownWorkflowException.class)
        .hasMessage("There is no workflow \"egress\".");
  }

  private Condition condition() {
    return supervisor.find("steered").orElseThrow().condition();
  }

  private static Failure failure() {
    return new Failure(Failure.Code.UNUSABLE, "campaign", "It is so.", "Do this.", Instant.now());
  }

  private static Condition retrying(int attempt, Instant since) {
    return new Condition(
        Condition.Code.RETRYING, "campaign", "flow", "It waits.", attempt, null, since);
  }
}
