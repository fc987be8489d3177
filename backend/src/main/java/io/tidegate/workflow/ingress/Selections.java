package io.tidegate.workflow.ingress;

import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.workflow.ReplaySelection;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a part of an entity's rows is called in a {@code $filter}. */
final class Selections {
  private Selections() {}

  /**
   * Whether it can be asked for.
   *
   * @throws IllegalArgumentException when it cannot
   */
  static void check(ReplaySelection selection) {
    switch (selection.kind()) {
      case ALL -> {}
      case SINCE -> {
        try {
          utc(Objects.requireNonNullElse(selection.since(), ""));
        } catch (DateTimeException unreadable) {
          throw new IllegalArgumentException("since is no time with an offset", unreadable);
        }
      }
      case IDS -> {
        if (selection.ids() == null || selection.ids().isEmpty()) {
          throw new IllegalArgumentException("There are no ids");
        }
        selection.ids().forEach(UUID::fromString);
      }
      case FILTER -> {
        if (selection.filter() == null) {
          throw new IllegalArgumentException("There is no filter");
        }
      }
    }
  }

  /** The filter for a selection of the records that a flow is about; empty for all rows. */
  static String filter(ReplaySelection selection, Fitted fit) {
    String chosen =
        switch (selection.kind()) {
          case ALL -> "";
          case SINCE -> "modifiedon ge " + utc(selection.since());
          case IDS -> ids(fit, selection.ids());
          case FILTER -> selection.filter().toOData(fit.types());
        };
    IngressConfig.Flow flow = fit.flow();
    // What the flow's filter leaves out is asked for only where it is to be deleted.
    String own =
        flow.mapping().filter() == null || flow.deletesFilteredOut()
            ? ""
            : flow.mapping().filter().toOData(fit.types());
    return own.isEmpty() || chosen.isEmpty() ? own + chosen : "(" + own + ") and (" + chosen + ")";
  }

  /** The rows with these ids, as far as they exist; at most {@link Replays#IDS}. */
  static Future<List<JsonObject>> rows(Fitted fit, List<String> ids, DynamicsClient dynamics) {
    return Future.succeededFuture()
        .compose(
            start ->
                dynamics.rows(
                    fit.entitySet(),
                    fit.select(),
                    ids(fit, ids),
                    fit.flow().mapping().sourceKey(),
                    Replays.IDS))
        .map(page -> page.keyed(fit.flow().mapping().sourceKey()).rows());
  }

  /** An id that is none would be a part of the query. */
  private static String ids(Fitted fit, List<String> ids) {
    String key = fit.flow().mapping().sourceKey();
    return ids.stream()
        .map(id -> key + " eq " + UUID.fromString(id))
        .collect(Collectors.joining(" or "));
  }

  private static String utc(String since) {
    return OffsetDateTime.parse(since)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
