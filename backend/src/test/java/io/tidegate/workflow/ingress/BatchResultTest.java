package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Operation;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.tidegate.workflow.ingress.Outcome.Written;
import io.tidegate.workflow.reconciliation.Repairs;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchResultTest {
  private static final BatchResult.Memory MEMORY =
      new BatchResult.Memory(
          new RecordMap(null, "ingress.contact"),
          new WaitingRecords(null, "ingress.contact", Duration.ofDays(3)),
          new Repairs(null, "ingress.contact"),
          null,
          new FlowTrace("ingress.contact", 7));

  private static Delivery delivery(long position, String key) {
    return new Delivery(
        position, new Change(key, Operation.UPSERT, Buffer.buffer("{}")), false, null);
  }

  private static Settlement settle(Batch batch, Outcome... outcomes) {
    List<Delivery> newest = batch.coalesced();
    List<BatchResult.Done> results =
        java.util.stream.IntStream.range(0, outcomes.length)
            .mapToObj(at -> new BatchResult.Done(newest.get(at), outcomes[at]))
            .toList();
    return BatchResult.settlement(batch, results, Set.of(), MEMORY);
  }

  private static Written written(String key) {
    return new Written(new RecordMap.Entry(key, "/" + key, "hash"), Effect.CREATED, 1);
  }

  @Test
  void a_batch_whose_records_are_all_done_is_settled_whole() {
    Batch batch = new Batch("a", 0, List.of(delivery(7, "x"), delivery(8, "y")));
    assertThat(settle(batch, written("x"), written("y")).upTo()).isEqualTo(9);
  }

  @Test
  void a_batch_is_settled_up_to_the_first_unfinished_record() {
    Batch batch = new Batch("a", 0, List.of(delivery(7, "x"), delivery(8, "y"), delivery(9, "z")));
    assertThat(settle(batch, written("x"), new Unfinished(), written("z")).upTo()).isEqualTo(8);
  }

  @Test
  void an_unfinished_key_holds_back_its_older_changes_too() {
    Batch batch = new Batch("a", 0, List.of(delivery(7, "x"), delivery(8, "y"), delivery(9, "x")));
    // Coalesced: y at 8, x at 9.
    assertThat(settle(batch, written("y"), new Unfinished()).upTo()).isEqualTo(7);
  }

  @Test
  void a_refusal_behind_the_settled_part_comes_again_and_is_no_dead_letter_yet() {
    Batch batch = new Batch("a", 0, List.of(delivery(7, "x"), delivery(8, "y")));
    Settlement settlement =
        settle(batch, new Unfinished(), new Refused(ReasonCode.REFUSED, "too long", "", 1, false));
    assertThat(settlement.refused()).isEmpty();
  }

  @Test
  void a_refusal_within_the_settled_part_is_a_dead_letter() {
    Batch batch = new Batch("a", 0, List.of(delivery(7, "x"), delivery(8, "y")));
    Settlement settlement =
        settle(batch, new Refused(ReasonCode.REFUSED, "too long", "RST", 2, false), written("y"));
    assertThat(settlement.refused()).hasSize(1);
    assertThat(settlement.refused().get(0).reasonCode()).isEqualTo("refused");
    assertThat(settlement.refused().get(0).reason()).isEqualTo("too long");
    assertThat(settlement.upTo()).isEqualTo(9);
  }
}
