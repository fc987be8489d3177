package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.http.FakePeople;
import io.tidegate.http.TestServer;
import io.tidegate.workflow.trace.TraceQuery;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line tells of a person, and how it erases one. */
class PersonCommandsTest {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

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

  @Test
  void showsWhatWasDecidedOfAPersonsConsentAndWhy() throws Exception {
    CommandRun run = run("consent", FakePeople.KNOWN, "--limit", "3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            DECIDED               CHANNEL  NOW  CHANGED IN  DYNAMICS  CAMPAIGN  WHY                   WRITTEN
            2026-11-24T09:15:00Z  email    out  both        in        out       conflict: optOutWins  not yet, to dynamics
            2026-11-24T09:15:00Z  sms      in   campaign    in        out       kept                  -
            2026-11-24T09:15:00Z  email    out  campaign    in        out       propagated            dynamics at 2026-11-24T09:15:01Z
            There is more; ask for it with a greater --limit.
            """);
  }

  @Test
  void saysThatNothingWasDecided() throws Exception {
    CommandRun run = run("consent", NOBODY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("Nothing was decided of this person's consent.");
  }

  @Test
  void printsTheLedgerAsJsonForScripts() throws Exception {
    CommandRun run = run("consent", FakePeople.KNOWN, "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(new JsonObject(run.out()).getJsonArray("entries")).hasSize(50);
  }

  @Test
  void showsWhatBecameOfAPersonsChanges() throws Exception {
    CommandRun run = run("trace", FakePeople.KNOWN, "--workflow", "ingress", "--limit", "4");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            ingress contact  7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21  https://campaign.example/profile/@1
            AT                    STEP     READ                  POSITION  VERSION  TRIES  WHAT
            2026-11-24T09:24:00Z  queued   2026-11-24T09:23:58Z   109 / 3        -      0  41 before it; about 2026-11-24T09:24:40Z
            2026-11-24T09:22:00Z  refused  2026-11-24T09:21:58Z   107 / 3        7      1  The e-mail address is too long.; dead letter 12
            2026-11-24T09:18:00Z  written  2026-11-24T09:17:58Z   103 / 3        7      1  created

            egress opens  7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21
            AT                    STEP     READ                  POSITION  VERSION  TRIES  WHAT
            2026-11-24T09:20:00Z  written  2026-11-24T09:19:58Z   105 / 3        7      1  -
            There is more; ask for it with --limit or --before.
            """);
    assertThat(server.people().asked())
        .isEqualTo(new TraceQuery(null, FakePeople.KNOWN, "ingress", null, 4, null));
  }

  @Test
  void tracesByAnAddressThatIsTypedOnStandardInput() throws Exception {
    type(FakePeople.EMAIL + "\n");
    CommandRun run = run("trace", "-", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(new JsonObject(run.out()).getJsonArray("records")).hasSize(2);
    assertThat(server.people().asked().email()).isEqualTo(FakePeople.EMAIL);
    assertThat(server.people().asked().key()).isNull();
  }

  @Test
  void tracesWhatCampaignCallsIt() throws Exception {
    CommandRun run = run("trace", "@Xk2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Nothing is known of it");
    assertThat(server.people().asked().key()).isEqualTo("@Xk2");
  }

  @Test
  void refusesToTraceNothing() throws Exception {
    type("");
    assertThat(run("trace", "-").exitCode()).isEqualTo(2);
    assertThat(run("trace", FakePeople.KNOWN, "--before", "yesterday").exitCode()).isEqualTo(4);
    assertThat(run("trace", FakePeople.KNOWN, "--limit", "501").exitCode()).isEqualTo(4);
  }

  @Test
  void refusesWhatIsNoContactId() throws Exception {
    assertThat(run("consent", "jane@example.org").exitCode()).isEqualTo(4);
    assertThat(run("erase", "jane@example.org", "--yes").exitCode()).isEqualTo(4);
    assertThat(server.people().erased()).isEmpty();
  }

  @Test
  void erasesAPersonAndPrintsTheProof() throws Exception {
    CommandRun run = run("erase", FakePeople.KNOWN, "--yes");
    await().until(() -> !server.people().erased().isEmpty());
    assertThat(run.ending()).isNotDone();

    server.people().complete();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            Erasure 1 was completed at 2026-11-24T09:15:31Z, asked for at 2026-11-24T09:15:00Z.
              consentLedger: 4 removed
              queues: 2 removed
            Proof: 9c56cc51b374
            """);
  }

  @Test
  void asksForTheContactIdAgainBeforeItErases() throws Exception {
    type(FakePeople.KNOWN + "\n");
    CommandRun run = run("erase", FakePeople.KNOWN, "--json");
    await().until(() -> !server.people().erased().isEmpty());
    server.people().complete();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Type the contact id again to confirm: ");
    assertThat(new JsonObject(run.out()).getString("completedAt")).isNotNull();
  }

  @Test
  void erasesNobodyWithoutConfirmation() throws Exception {
    for (String typed : new String[] {"", "\n", "y\n", NOBODY + "\n"}) {
      type(typed);
      CommandRun run = run("erase", FakePeople.KNOWN);

      assertThat(run.exitCode()).as(typed).isEqualTo(2);
      assertThat(run.err()).contains("Nothing was erased: the contact id was not confirmed.");
    }
    assertThat(server.people().erased()).isEmpty();
  }

  @Test
  void waitsForAnErasureNoLongerThanTold() throws Exception {
    CommandRun run = run("erase", FakePeople.KNOWN, "--yes", "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("Erasure 1 is still under way");
  }
}
