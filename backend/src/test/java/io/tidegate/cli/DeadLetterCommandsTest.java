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

/** What the command line tells of dead letters, and how it replays and discards them. */
class DeadLetterCommandsTest {
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
    String[] all = new String[arguments.length + 1];
    all[0] = "dead-letters";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.at(server.url(), all);
  }

  private static void type(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void listsThemNewestFirstAndSaysWhereToGoOn() throws Exception {
    CommandRun run = run("list", "--reason", "refused", "--limit", "2", "--before", "103");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
             ID  REFUSED               WORKFLOW  FLOW     KEY      OPERATION  REASON               WHY
            102  2026-11-24T09:16:42Z  ingress   contact  key-102  UPSERT     refused              Campaign refused it.
            101  2026-11-24T09:16:41Z  ingress   contact  key-101  UPSERT     refused, superseded  Campaign refused it.
            There is more; go on with --before 101.
            """);
  }

  @Test
  void saysThatThereAreNone() throws Exception {
    CommandRun run = run("list", "--key", "nobody");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("There are no such dead letters.");
  }

  @Test
  void countsThemByReason() throws Exception {
    CommandRun run = run("groups", "--workflow", "ingress");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            WORKFLOW  FLOW     REASON      COUNT  OLDEST                NEWEST
            ingress   contact  refused       108  2026-11-24T09:15:01Z  2026-11-24T09:16:59Z
            ingress   contact  unmappable     12  2026-11-24T09:15:10Z  2026-11-24T09:17:00Z
            """);
  }

  @Test
  void showsOneWithItsContentsAndItsSource() throws Exception {
    CommandRun run = run("show", "8", "--source");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Dead letter 8 of ingress, contact")
        .contains("reason    refused: Campaign refused it.")
        .contains("answer    XTK-170006 <b>no</b>")
        .contains("links to  account-1 of account, by company")
        .contains("\"lastName\" : \"Doe\"")
        .contains("At its source: found");
  }

  @Test
  void printsJsonForScripts() throws Exception {
    CommandRun list = run("list", "--json");
    assertThat(list.exitCode()).isZero();
    assertThat(new JsonObject(list.out()).getJsonArray("deadLetters")).hasSize(50);
    CommandRun groups = run("groups", "--json");
    assertThat(groups.exitCode()).isZero();
    assertThat(new JsonObject(groups.out()).getLong("total")).isEqualTo(120);
    CommandRun show = run("show", "9", "--source", "--json");
    assertThat(show.exitCode()).isZero();
    assertThat(new JsonObject(show.out()).getJsonObject("source").getString("state"))
        .isEqualTo("gone");
    CommandRun discard = run("discard", "9", "--yes", "--json");
    assertThat(discard.exitCode()).isZero();
    assertThat(new JsonObject(discard.out()).getLong("count")).isEqualTo(1);
  }

  @Test
  void replaysAllOfAReasonAfterItHasAsked() throws Exception {
    type("y\n");
    CommandRun run = run("replay", "--flow", "contact", "--reason", "refused");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains(
            "102 dead letters will be queued again. 6 stay, since newer changes have overtaken"
                + " them. Go on? [y/N]");
    assertThat(run.out().strip())
        .isEqualTo(
            "102 dead letters were queued again. 6 stay, since newer changes have overtaken them.");
    assertThat(server.deadLetters().calls()).containsExactly("replay 102");
  }

  @Test
  void discardsChosenOnesUnaskedWithYes() throws Exception {
    CommandRun run = run("discard", "1", "2", "--yes");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("2 dead letters were discarded.");
    assertThat(server.deadLetters().calls()).containsExactly("discard 2");
  }

  @Test
  void doesNothingWithoutConfirmation() throws Exception {
    for (String typed : new String[] {"", "\n", "n\n"}) {
      type(typed);
      CommandRun run = run("discard", "--all");

      assertThat(run.exitCode()).as(typed).isEqualTo(2);
      assertThat(run.err()).contains("Nothing was done: it was not confirmed.");
    }
    assertThat(server.deadLetters().calls()).isEmpty();
  }

  @Test
  void doesNothingUntilItIsSaidToWhich() throws Exception {
    for (String[] arguments :
        new String[][] {
          {"replay", "--yes"},
          {"replay", "1", "--all", "--yes"},
          {"discard", "1", "--flow", "contact", "--yes"}
        }) {
      CommandRun run = run(arguments);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("Say which dead letters");
    }
    assertThat(run("replay", "--reason", "lost", "--yes").exitCode()).isEqualTo(4);
    assertThat(server.deadLetters().calls()).isEmpty();
  }

  @Test
  void asksNothingWhenThereIsNothingToDo() throws Exception {
    CommandRun run = run("replay", "--key", "nobody");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("0 dead letters were queued again.");
    assertThat(server.deadLetters().calls()).isEmpty();
  }

  @Test
  void saysThatThereIsNoSuchDeadLetter() throws Exception {
    CommandRun run = run("show", "999");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("There is no dead letter 999.");
  }
}
