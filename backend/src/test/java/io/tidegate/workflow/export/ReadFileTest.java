package io.tidegate.workflow.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sftp.RemoteFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadFileTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = THEN.plusSeconds(1);

  private static RemoteFile file(long size, Instant modified) {
    return new RemoteFile("a.csv", size, modified);
  }

  private static ReadFile read(long bytes, boolean finished, boolean archived) {
    return new ReadFile("a.csv", 100, THEN, THEN, bytes, 3, finished, archived);
  }

  @Test
  void a_file_that_has_grown_is_read_on_where_reading_ended() {
    for (boolean finished : new boolean[] {false, true}) {
      ReadFile grown = read(100, finished, false).seenAgain(file(150, LATER));

      assertThat(grown.position()).isEqualTo(100);
      assertThat(grown.lines()).isEqualTo(3);
      assertThat(grown.finished()).isFalse();
    }
  }

  @Test
  void a_file_as_it_was_is_left_as_it_was() {
    ReadFile archived = read(100, true, true);

    assertThat(archived.seenAgain(file(100, THEN))).isSameAs(archived);
  }

  @Test
  void another_file_under_the_same_name_is_read_from_its_beginning() {
    assertThat(read(100, true, true).seenAgain(file(150, LATER)).position()).isZero();
    assertThat(read(100, true, false).seenAgain(file(100, LATER)).position()).isZero();
    assertThat(read(60, false, false).seenAgain(file(50, LATER)).position()).isZero();
  }
}
