package io.tidegate.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final Journal journal = new Journal();

  @Test
  void entries_are_numbered_and_read_behind_a_number() {
    for (int i = 0; i < 25_000; i++) {
      journal.append(entry(i % 2 == 0 ? Api.CAMPAIGN : Api.DYNAMICS, "k" + i));
    }

    Journal.Page page = journal.read(9_999, 3, any -> true);

    assertThat(page.entries().stream().map(Journal.Entry::n))
        .containsExactly(10_000L, 10_001L, 10_002L);
    assertThat(page.entries().get(0).key()).isEqualTo("k9999");
    assertThat(page.next()).isEqualTo(10_002);
    assertThat(journal.read(24_000, 10_000, entry -> entry.api() == Api.CAMPAIGN).entries())
        .hasSize(500);
  }

  @Test
  void whoever_reads_on_from_next_misses_nothing() {
    journal.append(entry(Api.IMS, "a"));
    Journal.Page nothing = journal.read(0, 10, entry -> entry.api() == Api.CAMPAIGN);
    assertThat(nothing.entries()).isEmpty();
    assertThat(nothing.next()).isEqualTo(1);

    journal.append(entry(Api.CAMPAIGN, "b"));

    List<Journal.Entry> more =
        journal.read(nothing.next(), 10, entry -> entry.api() == Api.CAMPAIGN).entries();
    assertThat(more.stream().map(Journal.Entry::key)).containsExactly("b");
  }

  @Test
  void the_oldest_entries_go_when_there_are_more_than_a_million() {
    for (int i = 0; i < Journal.CAPACITY + 1; i++) {
      journal.append(entry(Api.CAMPAIGN, ""));
    }

    assertThat(journal.read(0, 1, any -> true).entries().get(0).n()).isEqualTo(10_001);
    assertThat(journal.read(Journal.CAPACITY, 10, any -> true).entries()).hasSize(1);
  }

  private static Journal.Entry entry(Api api, String key) {
    return new Journal.Entry(0, 0, api, "GET", "/x", 200, Effect.NONE, 0, "", key, "", "", "");
  }
}
