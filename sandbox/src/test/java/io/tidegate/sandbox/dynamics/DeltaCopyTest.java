package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What change tracking is for: a client's copy of a table that is written to all the time. */
class DeltaCopyTest {
  private static final String CONTACTS = "contacts?$select=lastname";
  private static final String TRACK = "odata.track-changes";

  @AutoClose private final Organization organization = new Organization();

  private UUID person(String lastName) {
    return organization.contact(Map.of("lastname", lastName));
  }

  private void rename(UUID id, String lastName) {
    organization.store().upsert("contact", id, Map.of("lastname", lastName));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aClientThatFollowsTheLinksHasACopyOfTheTableInTheEndWhateverHappensMeanwhile(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      person("start " + i);
    }
    String preference = "odata.maxpagesize=" + (1 + random.nextInt(7));
    Map<String, String> copy = new HashMap<>();
    String link = null;
    for (int round = 0; round < 12; round++) {
      boolean disturbed = round < 11;
      Answer page =
          link == null
              ? organization.get(CONTACTS, "Prefer", preference + ", " + TRACK)
              : organization.get(link, "Prefer", preference);
      apply(page, copy);
      while (page.deltaLink() == null) {
        if (disturbed) {
          disturb(random);
        }
        page = organization.get(page.nextLink(), "Prefer", preference);
        apply(page, copy);
      }
      link = page.deltaLink();
      if (round < 10) {
        disturb(random);
      }
    }
    apply(organization.get(link), copy);
    assertThat(copy).isEqualTo(table());
  }

  @Test
  void aClientHasACopyOfTheTableInTheEndAlsoWhenAnotherThreadWritesMeanwhile() {
    for (int i = 0; i < 2000; i++) {
      person("start " + i);
    }
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(42);
              for (int i = 0; i < 500; i++) {
                disturb(random);
              }
            });
    Map<String, String> copy = new HashMap<>();
    String preference = "odata.maxpagesize=100";
    Answer page = organization.get(CONTACTS, "Prefer", preference + ", " + TRACK);
    boolean written = false;
    boolean complete = false;
    while (!complete) {
      apply(page, copy);
      if (page.deltaLink() != null) {
        complete = written;
        written = writer.isDone();
      }
      String link = page.deltaLink() == null ? page.nextLink() : page.deltaLink();
      page = organization.get(link, "Prefer", preference);
    }
    writer.join();
    assertThat(copy).isEqualTo(table());
  }

  private Map<String, String> table() {
    Map<String, String> table = new HashMap<>();
    for (UUID id : organization.store().ids("contact")) {
      Object name = organization.store().find("contact", id).orElseThrow().get("lastname");
      table.put(id.toString(), (String) name);
    }
    return table;
  }

  private void disturb(Random random) {
    List<UUID> ids = organization.store().ids("contact");
    for (int i = random.nextInt(5); i > 0; i--) {
      UUID id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(4)) {
        case 0 -> person("new " + random.nextInt());
        case 1 -> organization.store().delete("contact", id);
        default -> rename(id, "changed " + random.nextInt());
      }
    }
  }

  private static void apply(Answer page, Map<String, String> copy) {
    for (JsonObject row : page.rows()) {
      if (row.containsKey("reason")) {
        copy.remove(row.getString("id"));
      } else {
        copy.put(row.getString("contactid"), row.getString("lastname"));
      }
    }
  }
}
