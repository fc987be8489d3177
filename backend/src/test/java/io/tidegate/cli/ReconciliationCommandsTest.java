package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.http.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the command line compares both sides, what it tells of that, and how it repairs. */
class ReconciliationCommandsTest {
  private final InputStream terminal = System.in;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    System.setIn(terminal);
    server.close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.at(server.url(), arguments);
  }

  private static void type(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String stateOf(String difference) throws Exception {
    CommandRun run = run("reconciliations", "differences", "2", difference, "--json");
    assertThat(run.exitCode()).isZero();
    return new JsonObject(run.out()).getString("state");
  }

  @Test
  void beginsOneAndShowsIt() throws Exception {
    CommandRun refused = run("reconcile", "ingress", "contact");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(run("reconciliations", "cancel", "3").exitCode()).isZero();

    CommandRun begun = run("reconcile", "ingress", "contact");

    assertThat(begun.exitCode()).isZero();
    assertThat(begun.out()).startsWith("Reconciliation 3 of ingress, contact: ");
  }

  @Test
  void saysWhyAFlowCannotBeReconciled() throws Exception {
    CommandRun run = run("reconcile", "egress", "email-open", "--wait");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("Events are added.").contains("Replay them.");
  }

  @Test
  void tellsByTheExitCodeThatItDidNotComeToItsEnd() throws Exception {
    assertThat(run("reconciliations", "cancel", "3").exitCode()).isZero();

    CommandRun run = run("reconcile", "ingress", "contact", "--wait");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
  }

  @Test
  void listsThemNewestFirstAndSaysWhereToGoOn() throws Exception {
    CommandRun run = run("reconciliations", "list", "--workflow", "ingress", "--limit", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("ID  STARTED")
        .contains("RUNNING, readingTarget")
        .contains("There is more; go on with --before 2.");
    CommandRun none = run("reconciliations", "list", "--workflow", "egress");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out().strip()).isEqualTo("There are no such reconciliations.");
  }

  @Test
  void showsHowFarOneHasComeAndWhatItHasFound() throws Exception {
    CommandRun run = run("reconciliations", "show", "3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Reconciliation 3 of ingress, contact: RUNNING, readingTarget")
        .contains("source      1,000 of 1,000 read")
        .contains("target      400 read")
        .contains("differences 0 missing, 0 surplus, 18 different, 6 duplicate")
        .contains("on the way  2")
        .contains("field       email differs in 18");
    CommandRun none = run("reconciliations", "show", "9");
    assertThat(none.exitCode()).isEqualTo(4);
    assertThat(none.err()).contains("There is no reconciliation 9.");
  }

  @Test
  void listsDifferencesAndShowsOneWithTheValuesOfBothSides() throws Exception {
    CommandRun list =
        run("reconciliations", "differences", "2", "--kind", "different", "--limit", "1");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out()).contains("ID  KEY").contains("different").contains("There is more");
    CommandRun none = run("reconciliations", "differences", "2", "--state", "repaired");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out().strip()).isEqualTo("There are no such differences.");

    CommandRun one = run("reconciliations", "differences", "2", "59");

    assertThat(one.exitCode()).isZero();
    assertThat(one.out()).startsWith("key-59 is ").contains("FIELD").contains("≠");
  }

  @Test
  void repairsAfterItHasAsked() throws Exception {
    type("y\n");
    CommandRun run = run("reconciliations", "repair", "2", "--kind", "missing");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Records that will be written: ").contains("Go on? [y/N]");
    assertThat(run.out()).startsWith("Records that are queued to be written: ");
    assertThat(stateOf("57")).isEqualTo("queued");
  }

  @Test
  void repairsNothingWithoutConfirmationOrUntilItIsSaidWhich() throws Exception {
    type("n\n");
    CommandRun refused = run("reconciliations", "repair", "2", "--all");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("Nothing was done: it was not confirmed.");
    for (String[] which : new String[][] {{}, {"57", "--all"}, {"57", "--kind", "missing"}}) {
      String[] arguments = new String[4 + which.length];
      System.arraycopy(
          new String[] {"reconciliations", "repair", "2", "--yes"}, 0, arguments, 0, 4);
      System.arraycopy(which, 0, arguments, 4, which.length);
      CommandRun run = run(arguments);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("Say which differences");
    }
    assertThat(stateOf("57")).isEqualTo("open");
  }
}
