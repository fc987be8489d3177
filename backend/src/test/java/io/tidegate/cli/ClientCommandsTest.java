package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.http.FakeWorkflows;
import io.tidegate.http.HttpOptions;
import io.tidegate.http.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientCommandsTest {
  private TestServer server;

  private CommandRun run(String... arguments) {
    return CommandRun.at(server.url(), arguments);
  }

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void showsTheWorkflowsAsATable() throws Exception {
    server.workflows().become(FakeWorkflows.throttled());

    CommandRun run = run("workflows");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            WORKFLOW  NAME                      STATUS   BACKLOG  READ/S  WRITTEN/S     ETA  CONDITION
            ingress   Dynamics 365 to Campaign  RUNNING   48,210   1,251        310  2m 35s  Campaign asked for a pause until 09:21:00.
            """);
  }

  @Test
  void showsEveryWorkflowInALineOfItsOwn() throws Exception {
    server.workflows().become(FakeWorkflows.egress());

    CommandRun run = run("workflows");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            WORKFLOW  NAME                                STATUS   BACKLOG  READ/S  WRITTEN/S  ETA  CONDITION
            ingress   Dynamics 365 to Campaign            STOPPED        0   1,251        310    -
            egress    Campaign to Microsoft Dynamics 365  RUNNING        7     0.0        0.0    -  12 events wait for contacts that Dynamics 365 does not have yet.
            """);
  }

  @Test
  void stopsOneWorkflowAndSaysWhatItHasSetAside() throws Exception {
    server.workflows().become(FakeWorkflows.egress());

    CommandRun run = run("stop", "egress");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("egress STOPPING, backlog 7, set aside 12, read ");
    assertThat(server.workflows().calls()).containsExactly("stop egress");
  }

  @Test
  void saysBelowTheTableWhyAWorkflowFailed() throws Exception {
    server.workflows().become(FakeWorkflows.failed());

    CommandRun run = run("workflows");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("FAILED")
        .contains(
            "ingress: Dynamics 365 refused the client secret of dynamics-client."
                + " Enter a valid client secret, then start the workflow again.");
  }

  @Test
  void printsJsonForScripts() throws Exception {
    CommandRun run = run("workflows", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(new JsonObject(run.out()).getJsonArray("workflows").getJsonObject(0))
        .isEqualTo(FakeWorkflows.view("ingress", "STOPPED", 0).toJson());
  }

  @Test
  void startsAndDoesNotWaitUnlessTold() throws Exception {
    CommandRun run = run("start", "ingress");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ingress STARTING, backlog 0");
    assertThat(server.workflows().calls()).containsExactly("start ingress");
  }

  @Test
  void waitsUntilItRuns() throws Exception {
    CommandRun run = run("start", "ingress", "--wait");
    await().until(() -> server.workflows().calls().contains("start ingress"));
    assertThat(run.ending()).isNotDone();

    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 10));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ingress RUNNING, backlog 10");
  }

  @Test
  void saysWhyTheWorkflowThatItWaitsForFailed() throws Exception {
    CommandRun run = run("start", "ingress", "--wait");
    await().until(() -> server.workflows().calls().contains("start ingress"));

    server.workflows().become(FakeWorkflows.failed());

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out()).contains("FAILED").contains("Enter a valid client secret");
  }

  @Test
  void waitsNoLongerThanTold() throws Exception {
    CommandRun run = run("start", "ingress", "--wait", "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).startsWith("ingress STARTING");
  }

  @Test
  void stopsAndWaits() throws Exception {
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 50_000));
    CommandRun run = run("stop", "ingress", "--wait");
    await().until(() -> server.workflows().calls().contains("stop ingress"));

    server.workflows().become(FakeWorkflows.view("ingress", "STOPPED", 50_000));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ingress STOPPED, backlog 50,000");
  }

  @Test
  void doesNotWaitForWhatIsSoAlready() throws Exception {
    CommandRun run = run("stop", "ingress", "--wait");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ingress STOPPED");
  }

  @Test
  void showsAProblemAsSentences() throws Exception {
    server.workflows().become(FakeWorkflows.view("ingress", "STOPPING", 1));

    CommandRun run = run("start", "ingress");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            """
            A workflow that is STOPPING cannot become STARTING.
            Wait until it is STOPPED.
            """);
  }

  @Test
  void namesAnUnknownWorkflow() throws Exception {
    CommandRun run = run("stop", "../other one");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("There is no workflow \"../other one\".");
  }

  @Test
  void printsTheWholeProblemAsJsonWhenToldTo() throws Exception {
    CommandRun run = run("start", "other", "--json");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(new JsonObject(run.err()).getString("type")).isEqualTo("/problems/unknown-workflow");
  }

  @Test
  void saysWhereItLookedForAServiceThatDoesNotAnswer() throws Exception {
    for (String command : List.of("workflows", "watch")) {
      CommandRun run = new CommandRun(command, "--url", "http://127.0.0.1:1");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .contains("Tidegate does not answer at http://127.0.0.1:1 (connection refused).")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void refusesAnAddressThatIsNone() throws Exception {
    for (String url : List.of("localhost:8080", "ftp://x", "http://", "not an address")) {
      CommandRun run = new CommandRun("workflows", "--url", url);
      assertThat(run.exitCode()).as(url).isEqualTo(2);
      assertThat(run.err()).contains("write http://host:port");
    }
  }

  @Test
  void replaysAFlow() throws Exception {
    CommandRun run = run("replay", "ingress", "contact");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ingress STOPPED, backlog 0");
    assertThat(server.workflows().calls()).containsExactly("replay ingress contact");
  }

  @Test
  void namesAFlowThatCannotBeReplayedBecauseThereIsNone() throws Exception {
    CommandRun run = run("replay", "ingress", "lead");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("There is no flow \"lead\".");
  }

  @Test
  void explainsItself() throws Exception {
    for (String command :
        List.of("workflows", "start", "stop", "watch", "replay", "consent", "erase")) {
      CommandRun run = new CommandRun(command, "--help");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("--url").contains("Exit codes:");
    }
    for (String command : List.of("export", "check", "diff", "apply")) {
      CommandRun run = new CommandRun("config", command, "--help");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("--url").contains("Exit codes:");
    }
  }

  @Test
  void watchesALineAChange() throws Exception {
    CommandRun run = run("watch", "--plain", "--changes", "2");
    await().until(() -> run.out().contains("ingress STOPPED"));

    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 3));
    server.workflows().become(FakeWorkflows.throttled());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("\\d\\d:\\d\\d:\\d\\d ingress STOPPED, backlog 0.*"),
            line -> assertThat(line).contains(" ingress RUNNING, backlog 3"),
            line -> assertThat(line).endsWith("Campaign asked for a pause until 09:21:00."));
  }

  @Test
  void watchesAsJson() throws Exception {
    CommandRun run = run("watch", "--json", "--changes", "1");
    await().until(() -> run.out().contains("snapshot"));

    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 3));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().map(JsonObject::new).map(json -> json.getString("type")))
        .containsExactly("snapshot", "change");
  }

  @Test
  void findsAServiceAgainThatWasRestarted() throws Exception {
    CommandRun run = run("watch", "--plain", "--changes", "1");
    await().until(() -> run.out().contains("ingress STOPPED"));
    int port = server.port();

    server.close();
    await().until(() -> run.out().contains("Connection lost"));
    server =
        TestServer.start(
            new HttpOptions(
                "127.0.0.1", port, List.of(), HttpOptions.Live.defaults(), "test-webroot"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> run.out().split("ingress STOPPED", -1).length == 3);
    server.workflows().become(FakeWorkflows.view("ingress", "RUNNING", 3));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("ingress RUNNING, backlog 3");
  }
}
