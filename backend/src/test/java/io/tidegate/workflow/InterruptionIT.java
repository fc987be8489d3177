package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.tidegate.queue.FencedException;
import io.tidegate.queue.QueueOptions;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The supervisor while the service does not work on its database, and when it does again. */
class InterruptionIT {
  private static final QueueOptions ONE_LANE = QueueOptions.defaults().withLanes(1);

  private final Steered steered = new Steered();
  private Vertx vertx;
  private Database database;
  private Supervisor supervisor;
  private String deployment;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = TestDatabase.create().open(vertx);
    supervisor = new Supervisor(database.pool(), List.of(steered), ONE_LANE, Backoff.STANDARD);
    deployment = TestDatabase.await(vertx.deployVerticle(supervisor));
  }

  @AfterEach
  void close() {
    TestDatabase.await(vertx.undeploy(deployment));
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }

  private void interrupt() {
    TestDatabase.await(
        supervisor.interrupt(Condition.databaseUnavailable(null, 1, Duration.ofSeconds(1))));
  }

  private void resume() {
    TestDatabase.await(supervisor.resume());
  }

  private void start() {
    TestDatabase.await(supervisor.start("steered"));
    awaitStatus("RUNNING");
  }

  private WorkflowView view() {
    return supervisor.find("steered").orElseThrow();
  }

  private void awaitStatus(String status) {
    await().until(() -> view().status().equals(status));
  }

  /** What another service stored while this one was interrupted. */
  private WorkflowStore anotherService() {
    return new WorkflowStore(database.pool());
  }

  @Test
  void a_running_workflow_stays_so_and_shows_why_it_does_nothing_and_runs_again() {
    start();
    Instant since = view().since();

    interrupt();
    assertThat(steered.stopped).hasValue(1);
    assertThat(view().status()).isEqualTo("RUNNING");
    assertThat(view().condition().code()).isEqualTo(Condition.Code.DATABASE_UNAVAILABLE);
    assertThat(view().condition().flow()).isNull();
    assertThat(view().flows().get(0).condition().flow()).isEqualTo("flow");
    assertThat(supervisor.history("steered").orElseThrow()).isNotEmpty();

    resume();
    await().until(() -> steered.runs.size() == 2);
    assertThat(view().condition()).isNull();
    assertThat(view().status()).isEqualTo("RUNNING");
    assertThat(view().since()).isEqualTo(since);
    assertThat(supervisor.interruption()).isEmpty();
  }

  @Test
  void a_stopped_workflow_says_so_too_and_stays_stopped() {
    interrupt();
    assertThat(view().status()).isEqualTo("STOPPED");
    assertThat(view().condition().code()).isEqualTo(Condition.Code.DATABASE_UNAVAILABLE);
    resume();
    assertThat(view().status()).isEqualTo("STOPPED");
    assertThat(view().condition()).isNull();
    assertThat(steered.runs).isEmpty();
  }

  @Test
  void news_of_an_interruption_are_shown_with_the_time_it_began() {
    interrupt();
    Instant since = view().condition().since();
    TestDatabase.await(supervisor.interrupt(Condition.databaseTaken()));
    assertThat(view().condition().message()).contains("Another Tidegate");
    assertThat(view().condition().since()).isEqualTo(since);
  }

  @Test
  void nothing_can_be_asked_of_a_workflow_meanwhile() {
    start();
    interrupt();
    for (Future<?> asked :
        List.of(
            supervisor.stop("steered"),
            supervisor.start("steered"),
            supervisor.replay("steered", "flow"),
            supervisor.decideDeletions("steered", "flow", true))) {
      assertThatThrownBy(() -> TestDatabase.await(asked)).isInstanceOf(UnavailableException.class);
    }
    resume();
    await().until(() -> steered.runs.size() == 2);
  }

  @Test
  void a_start_that_is_being_stored_when_the_interruption_comes_runs_once_after_it() {
    Future<WorkflowView> starting = supervisor.start("steered");
    Future<Void> interrupted =
        supervisor.interrupt(Condition.databaseUnavailable(null, 1, Duration.ofSeconds(1)));
    TestDatabase.await(Future.join(starting, interrupted));
    int before = steered.runs.size();
    resume();
    awaitStatus("RUNNING");
    assertThat(steered.runs).hasSize(before + 1);
    assertThat(steered.runs.stream().filter(run -> !run.isStopping())).hasSize(1);
  }

  @Test
  void a_workflow_that_was_starting_starts_again() {
    steered.startsWhen = Promise.promise();
    TestDatabase.await(supervisor.start("steered"));
    await().until(() -> steered.runs.size() == 1);
    interrupt();
    assertThat(view().status()).isEqualTo("STARTING");
    resume();
    await().until(() -> steered.runs.size() == 2);
    assertThat(view().status()).isEqualTo("STARTING");
    steered.startsWhen.complete();
    awaitStatus("RUNNING");
  }

  @Test
  void what_another_service_was_told_meanwhile_holds() {
    start();
    interrupt();
    TestDatabase.await(anotherService().wantStopped("steered"));
    resume();
    assertThat(view().status()).isEqualTo("STOPPED");

    interrupt();
    Pinned other = new Pinned("{\"v\":2}", Map.of("steered", 2L));
    TestDatabase.await(anotherService().wantRunning("steered", other));
    resume();
    awaitStatus("RUNNING");
    assertThat(steered.lastRun().config()).isEqualTo("{\"v\":2}");
  }

  @Test
  void a_failed_workflow_stays_failed() {
    start();
    Failure failure =
        new Failure(Failure.Code.UNUSABLE, "campaign", "It is so.", "Do this.", Instant.now());
    steered.report().fail(failure);
    awaitStatus("FAILED");
    interrupt();
    resume();
    assertThat(view().status()).isEqualTo("FAILED");
    assertThat(view().failure()).isEqualTo(failure);
    assertThat(steered.runs).hasSize(1);
    start();
  }

  @Test
  void the_queues_are_taken_anew_with_what_another_service_queued() {
    start();
    AddressQueue before = steered.lastQueues.get("flow");
    interrupt();
    AddressQueue another =
        TestDatabase.await(AddressQueue.open(vertx, database.pool(), "steered.flow", ONE_LANE));
    Change change = Change.upsert("1", Buffer.buffer("{}"));
    TestDatabase.await(another.append(List.of(change), "cursor"));
    TestDatabase.await(another.close());

    resume();
    await().until(() -> steered.runs.size() == 2);
    AddressQueue after = steered.lastQueues.get("flow");
    assertThat(TestDatabase.await(after.cursor())).contains("cursor");
    await().until(() -> view().backlog() == 1);
    assertThatThrownBy(() -> TestDatabase.await(before.append(List.of(change), null)))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void a_configuration_that_is_shown_meanwhile_opens_no_queue() {
    interrupt();
    steered.config = "{\"flows\":[\"another\"]}";
    supervisor.configured();
    await().pollDelay(Duration.ofMillis(50)).until(() -> view().condition() != null);
    assertThat(TestDatabase.await(AddressQueue.depths(database.pool())))
        .doesNotContainKey("steered.another");
    resume();
    assertThat(view().flows()).extracting(FlowView::id).containsExactly("another");
  }

  @Test
  void an_interruption_is_known_as_long_as_it_lasts() {
    assertThat(supervisor.interruption()).isEqualTo(Optional.empty());
    interrupt();
    assertThat(supervisor.interruption()).isPresent();
  }
}
