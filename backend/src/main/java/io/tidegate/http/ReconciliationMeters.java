package io.tidegate.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tidegate.workflow.reconciliation.Kind;
import io.tidegate.workflow.reconciliation.Reconciliation;
import java.util.Arrays;
import java.util.List;

/** What the newest completed reconciliation of each flow found, as meters. */
public final class ReconciliationMeters {
  private final MultiGauge differences;

  public ReconciliationMeters(MeterRegistry registry) {
    differences =
        MultiGauge.builder("tidegate.reconciliation.differences")
            .description("Differences that the newest completed reconciliation of a flow found.")
            .register(registry);
  }

  /** Shows these from now on. */
  public void show(List<Reconciliation> completed) {
    differences.register(
        completed.stream()
            .flatMap(
                each ->
                    Arrays.stream(Kind.values())
                        .<MultiGauge.Row<?>>map(
                            kind ->
                                MultiGauge.Row.of(
                                    Tags.of(
                                        "workflow",
                                        each.workflow(),
                                        "flow",
                                        each.flow(),
                                        "kind",
                                        kind.json()),
                                    each.found().getOrDefault(kind, 0L))))
            .toList(),
        true);
  }
}
