package io.tidegate.store;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {
  private static final String NAME = "dynamics.clientSecret";
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String OTHER_KEY = "/wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private TestDatabase database;
  private Pool pool;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    pool = database.open(vertx).pool();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void a_secret_is_read_back_after_a_restart_and_stands_nowhere_in_the_database() {
    await(secrets(KEY).put(NAME, "swordfish"));

    assertThat(secrets(KEY).value(NAME)).contains("swordfish");
    assertThat(database.column("SELECT encode(ciphertext, 'escape') FROM configuration.secret"))
        .hasSize(1)
        .noneMatch(stored -> stored.contains("swordfish"));
  }

  @Test
  void a_revision_never_comes_back() {
    Secrets secrets = secrets(KEY);
    await(secrets.put(NAME, "one"));
    long first = secrets.revisions().get(NAME);

    await(secrets.put(NAME, "one"));
    assertThat(secrets.revisions()).as("the same value").containsEntry(NAME, first);
    await(secrets.put(NAME, "two"));
    long second = secrets.revisions().get(NAME);
    await(secrets.remove(NAME));
    assertThat(secrets.revisions()).isEmpty();
    assertThat(secrets.value(NAME)).isEmpty();
    await(secrets.put(NAME, "two"));

    assertThat(second).isGreaterThan(first);
    assertThat(secrets.revisions().get(NAME)).isGreaterThan(second);
    assertThat(secrets(KEY).revisions()).isEqualTo(secrets.revisions());
  }

  @Test
  void the_settings_are_taken_over_when_they_change_and_otherwise_what_was_entered_stays() {
    await(secrets(KEY).seed(NAME, "from settings"));
    assertThat(secrets(KEY).value(NAME)).contains("from settings");

    await(secrets(KEY).put(NAME, "entered"));
    await(secrets(KEY).seed(NAME, "from settings"));
    assertThat(secrets(KEY).value(NAME)).contains("entered");

    await(secrets(KEY).remove(NAME));
    await(secrets(KEY).seed(NAME, "from settings"));
    assertThat(secrets(KEY).value(NAME)).as("removed").isEmpty();

    await(secrets(KEY).seed(NAME, "changed settings"));
    assertThat(secrets(KEY).value(NAME)).contains("changed settings");
  }

  @Test
  void another_key_is_refused_at_the_start_with_what_to_do() {
    await(secrets(KEY).put(NAME, "swordfish"));

    assertThatThrownBy(() -> secrets(OTHER_KEY))
        .isInstanceOf(SecretsException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("TIDEGATE_SECRETS_KEY")
        .hasMessageNotContaining(OTHER_KEY);
  }

  @Test
  void a_secret_moved_to_another_name_is_refused() {
    await(secrets(KEY).put(NAME, "swordfish"));
    database.execute("UPDATE configuration.secret SET name = 'campaign.clientSecret'");

    assertThatThrownBy(() -> secrets(KEY)).isInstanceOf(SecretsException.class);
  }

  @Test
  void the_key_is_changed_by_giving_the_new_one_before_the_old_one() {
    await(secrets(KEY).put(NAME, "swordfish"));
    await(secrets(KEY).seed("sftp.password", "from settings"));

    Secrets changing = secrets(OTHER_KEY + "\n" + KEY);
    assertThat(changing.value(NAME)).contains("swordfish");

    assertThat(secrets(OTHER_KEY).value(NAME)).contains("swordfish");
    assertThat(secrets(OTHER_KEY).value("sftp.password")).contains("from settings");
    assertThat(secrets(OTHER_KEY).revisions()).isEqualTo(changing.revisions());
  }

  @Test
  void the_first_start_makes_a_key_that_only_its_owner_may_read() throws IOException {
    Path file = folder.resolve("deep/secrets.key");
    await(secrets(file).put(NAME, "swordfish"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(secrets(file).value(NAME)).contains("swordfish");
  }

  @Test
  void a_key_that_others_may_read_is_refused() throws IOException {
    Path file = folder.resolve("secrets.key");
    secrets(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> secrets(file))
        .isInstanceOf(SecretsException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void a_lost_key_file_is_not_replaced_while_there_are_secrets() throws IOException {
    Path file = folder.resolve("secrets.key");
    await(secrets(file).put(NAME, "swordfish"));
    Files.delete(file);

    assertThatThrownBy(() -> secrets(file))
        .isInstanceOf(SecretsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("missing");
    assertThat(file).doesNotExist();
  }

  @Test
  void what_is_no_key_is_not_repeated_in_the_message() {
    for (String text : new String[] {"", "hunter2", "AAECAwQF", "§§§"}) {
      assertThatThrownBy(() -> secrets(text))
          .isInstanceOf(SecretsException.class)
          .hasMessageContaining("openssl rand -base64 32")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void revisions_are_known_without_asking_the_database() {
    Secrets secrets = secrets(KEY);
    await(secrets.put(NAME, "swordfish"));
    await(pool.close());

    assertThat(secrets.revisions()).containsOnlyKeys(NAME);
    assertThat(secrets.changedAt()).containsOnlyKeys(NAME);
    assertThat(Map.copyOf(secrets.revisions())).isEqualTo(secrets.revisions());
  }

  private Secrets secrets(String key) {
    return await(Secrets.open(vertx, pool, Optional.of(key), folder.resolve("unused")));
  }

  private Secrets secrets(Path file) {
    return await(Secrets.open(vertx, pool, Optional.empty(), file));
  }
}
