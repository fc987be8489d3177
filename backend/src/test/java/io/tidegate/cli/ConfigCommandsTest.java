package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Document;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.http.FakePeople;
import io.tidegate.http.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration as a file, and selected replays, on the command line. */
class ConfigCommandsTest {
  private static final JsonObject EMPTY = new JsonObject().put("flows", new JsonArray());
  private static final String CHANGED =
      """
      ingress
        ~ ingress: 1 → 2 flows
      Warning: /flows: There is no flow. Add one.
      """;

  @TempDir private Path folder;

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

  private String file(String name, JsonObject ingress) throws IOException {
    String text = new JsonObject().put("tidegate", 1).put("ingress", ingress).encode();
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String changed() throws IOException {
    return file("changed.yaml", EMPTY);
  }

  private String wrong() throws IOException {
    return file("wrong.yaml", new JsonObject().put("flows", new JsonArray().add(1)));
  }

  private Saved ingress() {
    return server.configurations().saved().get(Document.INGRESS);
  }

  @Test
  void exportsToTheOutputOrToAFile() throws Exception {
    CommandRun printed = run("config", "export");
    assertThat(printed.exitCode()).isZero();
    assertThat(new JsonObject(printed.out()).getInteger("tidegate")).isEqualTo(1);

    Path target = folder.resolve("tidegate.yaml");
    assertThat(run("config", "export", "-o", target.toString()).exitCode()).isZero();
    assertThat(Files.readString(target)).isEqualTo(printed.out());

    CommandRun nowhere = run("config", "export", "-o", folder.resolve("no/where").toString());
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no such file");
  }

  @Test
  void showsWhatAFileWouldChange() throws Exception {
    CommandRun run = run("config", "diff", changed());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualToNormalizingNewlines(CHANGED);
    assertThat(run("config", "diff", changed(), "--exit-code").exitCode()).isEqualTo(7);
    assertThat(ingress().version()).isZero();
  }

  @Test
  void saysThatAFileChangesNothing() throws Exception {
    CommandRun run = run("config", "diff", file("same.yaml", ingress().content()), "--exit-code");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("The file changes nothing.");
  }

  @Test
  void checksAFile() throws Exception {
    CommandRun right = run("config", "check", changed());
    assertThat(right.exitCode()).isZero();
    assertThat(right.out()).startsWith("The file is right.");

    CommandRun wrong = run("config", "check", wrong());
    assertThat(wrong.exitCode()).isEqualTo(4);
    assertThat(wrong.err()).contains("  /flows/0/id: The flow has no id. Give it one.");

    Path broken = Files.writeString(folder.resolve("broken.yaml"), "tidegate: [");
    CommandRun unreadable = run("config", "check", broken.toString());
    assertThat(unreadable.exitCode()).isEqualTo(4);
    assertThat(unreadable.err())
        .contains("  line 3, column 7, the whole: The file cannot be read. Correct it.");
    assertThat(run("config", "check", "no-such-file.yaml").exitCode()).isEqualTo(2);
  }

  @Test
  void appliesAFileAfterItHasShownWhatThatChanges() throws Exception {
    type("y\n");
    CommandRun run =
        run("config", "apply", changed(), "--author", "Però", "--note", "+ 100% \"new\"");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Apply this? [y/N] ");
    assertThat(run.out()).isEqualToNormalizingNewlines(CHANGED + "Saved version 1 of ingress.\n");
    assertThat(ingress().content()).isEqualTo(EMPTY);
    assertThat(ingress().author()).isEqualTo("Però");
    assertThat(ingress().note()).isEqualTo("+ 100% \"new\"");
  }

  @Test
  void appliesNothingWithoutConfirmation() throws Exception {
    for (String typed : new String[] {"", "\n", "n\n", "what?\n"}) {
      type(typed);
      CommandRun run = run("config", "apply", changed());
      assertThat(run.exitCode()).as(typed).isEqualTo(2);
      assertThat(run.err()).contains("Nothing was applied: it was not confirmed.");
    }
    assertThat(ingress().version()).isZero();
  }

  @Test
  void appliesForScripts() throws Exception {
    CommandRun run = run("config", "apply", changed(), "--yes", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(
            new JsonObject(run.out()).getJsonArray("documents").getJsonObject(0).getLong("version"))
        .isEqualTo(1);
    assertThat(ingress().author()).isEqualTo(System.getProperty("user.name"));
    CommandRun again = run("config", "apply", changed(), "--yes");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).startsWith("The file changes nothing.");
    assertThat(ingress().version()).isEqualTo(1);
  }

  @Test
  void readsTheStandardInputWhereNobodyIsToBeAsked() throws Exception {
    String text = Files.readString(Path.of(changed()));
    type(text);
    assertThat(run("config", "apply", "-").exitCode()).isEqualTo(2);
    assertThat(run("config", "apply", "-", "--yes").exitCode()).isZero();
    assertThat(ingress().version()).isEqualTo(1);
  }

  @Test
  void saysWhichCommandsThereAre() throws Exception {
    CommandRun run = new CommandRun("config");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Say what to do: export, check, diff or apply.");
  }

  @Test
  void replaysASelectionAfterItHasSaidHowMuchThatIs() throws Exception {
    type("y\n");
    CommandRun run = run("replay", "ingress", "contact", "--since", "2026-11-24T00:00:00Z");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("8,214 records of contact will be read again. Go on? [y/N] ");
    assertThat(server.workflows().calls())
        .containsExactly(
            "replay ingress contact {\"kind\":\"since\",\"since\":\"2026-11-24T00:00:00Z\"}");
  }

  @Test
  void replaysRecordsByTheirKeysOrAFilter() throws Exception {
    String one = FakePeople.KNOWN;
    String two = "00000000-0000-0000-0000-000000000002";
    assertThat(run("replay", "ingress", "contact", "--id", one, "--id", two, "--yes").exitCode())
        .isZero();
    String filter = "{\"attribute\":\"statecode\",\"operator\":\"eq\",\"value\":0}";
    assertThat(run("replay", "ingress", "contact", "--filter", filter, "--yes").exitCode())
        .isZero();

    assertThat(server.workflows().calls())
        .containsExactly(
            "replay ingress contact {\"kind\":\"ids\",\"ids\":[\"%s\",\"%s\"]}".formatted(one, two),
            "replay ingress contact {\"kind\":\"filter\",\"filter\":" + filter + "}");
    assertThat(server.systems().calls()).isEmpty();
  }

  @Test
  void replaysAllRecordsEvenWhereTheyCannotBeCounted() throws Exception {
    server.systems().failWith(new SystemUnavailableException("Dynamics 365 is away.", "Wait."));
    type("y\n");
    CommandRun all = run("replay", "ingress", "contact", "--all");
    assertThat(all.exitCode()).isZero();
    assertThat(all.err()).contains("how many is not known. Go on?");

    CommandRun since = run("replay", "ingress", "contact", "--since", "2026-11-24T00:00:00Z");
    assertThat(since.exitCode()).isEqualTo(4);
    assertThat(since.err()).contains("Dynamics 365 is away.");
    assertThat(server.workflows().calls()).containsExactly("replay ingress contact");
  }

  @Test
  void replaysNothingWithoutConfirmation() throws Exception {
    type("\n");
    CommandRun run = run("replay", "ingress", "contact", "--all");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("At least 8,214 records of contact will be read again.");
    assertThat(run("replay", "ingress", "contact", "--filter", "statecode", "--yes").exitCode())
        .isEqualTo(2);
    assertThat(run("replay", "ingress", "contact", "--all", "--id", "1").exitCode()).isEqualTo(2);
    assertThat(run("replay", "ingress", "contact", "--since", "then", "--yes").exitCode())
        .isEqualTo(4);
    assertThat(server.workflows().calls()).isEmpty();
  }
}
