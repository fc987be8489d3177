package io.tidegate.http;

import io.tidegate.workflow.reconciliation.DifferenceFilter;
import io.tidegate.workflow.reconciliation.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads which differences are meant. */
final class DifferenceBody {
  private static final String IDS = "ids";
  private static final String UP_TO = "upTo";

  private DifferenceBody() {}

  /**
   * The selection of a repair.
   *
   * @throws InvalidBodyException if it says neither which ids, nor up to which
   */
  static DifferenceFilter bounded(JsonObject selection) {
    if (!selection.containsKey(IDS) && !selection.containsKey(UP_TO)) {
      throw new InvalidBodyException(
          "The selection has neither ids nor upTo.",
          "Send ids, or the upTo that the repair's preview gives for a filter.");
    }
    return of(selection);
  }

  /**
   * The selection of a preview.
   *
   * @throws InvalidBodyException if it has ids and a filter as well
   */
  static DifferenceFilter of(JsonObject selection) {
    if (!selection.containsKey(IDS)) {
      return new DifferenceFilter(
          null,
          kind(selection.getString("kind")),
          selection.getString("field"),
          null,
          selection.getLong(UP_TO, Long.MAX_VALUE));
    }
    if (selection.size() > 1) {
      throw new InvalidBodyException(
          "The selection has ids, and other properties as well.",
          "Send ids alone, or a filter with upTo.");
    }
    JsonArray chosen = selection.getJsonArray(IDS);
    List<Long> ids = new ArrayList<>(chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      ids.add(chosen.getLong(i));
    }
    return DifferenceFilter.of(ids);
  }

  /** Null for none. */
  static Kind kind(String json) {
    return json == null ? null : Kind.ofJson(json).orElseThrow();
  }
}
