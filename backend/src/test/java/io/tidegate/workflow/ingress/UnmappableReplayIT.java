package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.store.TestDatabase;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice.Outcome;
import io.tidegate.workflow.deadletter.DeadLetterView;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnmappableReplayIT {
  private static final int ACCOUNTS = 5;

  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private static IngressConfig.Flow account(Conversion name) {
    return RunningIngress.flow(
        "account",
        "account",
        "accountid",
        "cusAccount",
        List.of(
            AttributeMapping.of("name", "cusName", name),
            RunningIngress.of("address1_city", "cusCity")),
        List.of());
  }

  @Test
  void what_could_not_be_mapped_is_read_and_written_by_a_replay_once_the_mapping_is_mended()
      throws TimeoutException {
    ingress.linked(ACCOUNTS, 0, 0);
    ingress.start(account(new Conversion.Text(1, null)));
    ingress.until("none can be mapped", () -> ingress.flow("account").failed() == ACCOUNTS);
    assertThat(
            TestDatabase.await(
                ingress.deadLetterOffice().list(DeadLetterFilter.of("ingress"), 100)))
        .extracting(DeadLetterView::reasonCode)
        .containsOnly("unmappable");

    ingress.restart(account(null));
    Outcome outcome =
        TestDatabase.await(ingress.deadLetterOffice().replay(DeadLetterFilter.of("ingress")));

    assertThat(outcome).isEqualTo(new Outcome(ACCOUNTS, 0));
    ingress.until(
        "all are written",
        () -> ingress.isIdle() && ingress.records("cusAccount").size() == ACCOUNTS);
    assertThat(ingress.deadLetters()).isEmpty();
  }
}
