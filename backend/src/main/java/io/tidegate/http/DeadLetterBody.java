package io.tidegate.http;

import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads which dead letters are meant. */
final class DeadLetterBody {
  private static final String IDS = "ids";
  private static final String UP_TO = "upTo";

  private DeadLetterBody() {}

  /**
   * The selection of an action.
   *
   * @throws InvalidBodyException if it says neither which ids, nor up to which
   */
  static DeadLetterFilter bounded(JsonObject selection) {
    if (!selection.containsKey(IDS) && !selection.containsKey(UP_TO)) {
      throw new InvalidBodyException(
          "The selection has neither ids nor upTo.",
          "Send ids, or the upTo that POST /api/v1/dead-letters/preview gives for a filter.");
    }
    return of(selection);
  }

  /**
   * The selection of a preview.
   *
   * @throws InvalidBodyException if it has ids and a filter as well
   */
  static DeadLetterFilter of(JsonObject selection) {
    if (!selection.containsKey(IDS)) {
      String reasonCode = selection.getString("reasonCode");
      return new DeadLetterFilter(
          null,
          selection.getString("workflow"),
          selection.getString("flow"),
          reasonCode == null ? null : ReasonCode.ofJson(reasonCode).orElseThrow(),
          selection.getString("key"),
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
    return DeadLetterFilter.of(ids);
  }
}
