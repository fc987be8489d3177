package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReadCursorTest {

  @Property
  void a_cursor_survives_storage(
      @ForAll boolean full,
      @ForAll String link,
      @ForAll boolean infer,
      @ForAll String select,
      @ForAll boolean complete) {
    ReadCursor cursor =
        full
            ? new ReadCursor.Full(link, infer, select, complete)
            : new ReadCursor.Delta(link, infer, select);
    assertThat(ReadCursor.decode(cursor.encode())).isEqualTo(cursor);
  }

  @Test
  void a_full_read_goes_on_with_the_next_page_and_then_follows_the_changes() {
    ReadCursor start = new ReadCursor.Full(null, true, "a,b", true);
    ReadCursor second = start.after(Optional.of("next"), Optional.empty());
    assertThat(second).isEqualTo(new ReadCursor.Full("next", true, "a,b", true));
    assertThat(second.after(Optional.empty(), Optional.of("delta")))
        .isEqualTo(new ReadCursor.Delta("delta", true, "a,b"));
  }

  @Test
  void a_page_without_any_link_is_not_taken_for_the_end() {
    ReadCursor start = new ReadCursor.Full(null, false, "a", true);
    assertThatThrownBy(() -> start.after(Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cursors_of_before_there_were_complete_reads_can_still_be_read() {
    String stored =
        """
        {"phase":"full","link":"next","infer":false,"select":"a,b"}""";
    assertThat(ReadCursor.decode(stored))
        .isEqualTo(new ReadCursor.Full("next", false, "a,b", true));
  }
}
