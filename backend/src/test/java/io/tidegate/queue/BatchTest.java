package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void of_each_key_only_the_newest_delivery_is_kept_and_the_order_stays() {
    Batch batch =
        new Batch(
            "flow",
            0,
            List.of(
                new Delivery(5, change("a", 1), false, null),
                new Delivery(6, change("b", 1), false, null),
                new Delivery(7, change("a", 2), false, null),
                new Delivery(8, Change.delete("c"), false, null),
                new Delivery(9, change("b", 2), false, null)));
    assertThat(batch.coalesced())
        .containsExactly(
            new Delivery(7, change("a", 2), false, null),
            new Delivery(8, Change.delete("c"), false, null),
            new Delivery(9, change("b", 2), false, null));
  }

  @Test
  void what_replaces_a_redelivery_is_itself_in_doubt() {
    Batch batch =
        new Batch(
            "flow",
            0,
            List.of(
                new Delivery(0, change("a", 1), true, null),
                new Delivery(1, change("a", 2), false, null)));
    assertThat(batch.coalesced()).containsExactly(new Delivery(1, change("a", 2), true, null));
  }

  @Test
  void it_knows_its_bounds_and_does_not_print_what_it_holds() {
    Batch batch =
        new Batch("flow", 3, List.of(new Delivery(4, change("secret-key", 1), false, null)));
    assertThat(batch.first()).isEqualTo(4);
    assertThat(batch.last()).isEqualTo(4);
    assertThat(batch.end()).isEqualTo(5);
    assertThat(batch.toString()).doesNotContain("secret-key");
    assertThat(new Batch("flow", 0, List.of()).isEmpty()).isTrue();
  }
}
