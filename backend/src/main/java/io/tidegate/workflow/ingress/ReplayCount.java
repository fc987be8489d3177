package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.RowPage;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * How many records a replay would read, counted at the source: by their keys alone, but for chosen
 * ids, whose rows have to meet the flow's filter.
 *
 * @param dynamics closed by the caller
 */
public record ReplayCount(DynamicsClient dynamics) {
  /** Further it is not counted. */
  static final long MOST = 50_000;

  private static final int PAGE = 5_000;

  /**
   * So many.
   *
   * @param exact false when there are more
   */
  public record Count(long records, boolean exact) {}

  /**
   * Counts.
   *
   * @param entity the flow's table
   * @param resource the flow's resource
   * @return fails with {@link IllegalArgumentException} for a selection that is none, or with a
   *     {@link io.tidegate.connector.ConnectorException}
   */
  public Future<Count> count(
      Flow flow, EntityDefinition entity, ResourceType resource, ReplaySelection selection) {
    try {
      Selections.check(selection);
    } catch (IllegalArgumentException unusable) {
      return Future.failedFuture(unusable);
    }
    return count(Fitted.of(flow, entity, resource, Map.of()), selection);
  }

  private Future<Count> count(Fitted fit, ReplaySelection selection) {
    if (selection.kind() == ReplaySelection.Kind.IDS) {
      return countIds(fit, selection.ids(), 0, 0);
    }
    String key = fit.flow().mapping().sourceKey();
    return dynamics
        .rows(fit.entitySet(), List.of(key), Selections.filter(selection, fit), key, PAGE)
        .compose(page -> count(page, 0));
  }

  private Future<Count> count(RowPage page, long before) {
    long counted = before + page.rows().size();
    if (page.nextLink().isEmpty()) {
      return Future.succeededFuture(new Count(counted, true));
    }
    return counted >= MOST
        ? Future.succeededFuture(new Count(counted, false))
        : dynamics.rows(page.nextLink().get(), PAGE).compose(next -> count(next, counted));
  }

  private Future<Count> countIds(Fitted fit, List<String> ids, int from, long before) {
    if (from >= ids.size()) {
      return Future.succeededFuture(new Count(before, true));
    }
    int to = Math.min(ids.size(), from + Replays.IDS);
    return Selections.rows(fit, ids.subList(from, to), dynamics)
        .compose(
            rows ->
                countIds(
                    fit, ids, to, before + rows.stream().filter(fit.mapper()::matches).count()));
  }
}
