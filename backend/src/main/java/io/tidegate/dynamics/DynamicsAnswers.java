package io.tidegate.dynamics;

import io.tidegate.connector.Vendor;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the bodies of the Dataverse Web API. */
final class DynamicsAnswers {

  private DynamicsAnswers() {}

  /**
   * Rows and deleted items stand side by side in {@code value}; a deleted one is told by its
   * context and holds its key as {@code id}, whatever the table's key is called.
   */
  static ChangePage changes(JsonObject body) {
    List<JsonObject> rows = new ArrayList<>();
    List<String> deletedIds = new ArrayList<>();
    for (JsonObject item : MetadataAnswers.value(body)) {
      if (item.getString("@odata.context", "").endsWith("/$deletedEntity")) {
        deletedIds.add(item.getString("id"));
      } else {
        rows.add(item);
      }
    }
    Optional<String> nextLink = Optional.ofNullable(body.getString("@odata.nextLink"));
    Optional<String> deltaLink = Optional.ofNullable(body.getString("@odata.deltaLink"));
    if (nextLink.isEmpty() && deltaLink.isEmpty()) {
      throw Vendor.DYNAMICS.unusable(
          "Dynamics reads the table but does not track its changes.",
          "Turn on change tracking for the table in Dynamics.");
    }
    return new ChangePage(rows, deletedIds, nextLink, deltaLink);
  }

  static RowPage rows(JsonObject body) {
    return new RowPage(
        MetadataAnswers.value(body), Optional.ofNullable(body.getString("@odata.nextLink")));
  }

  /** Of the one table that was asked for. */
  static OptionalLong count(JsonObject body) {
    JsonObject counts = body.getJsonObject("EntityRecordCountCollection");
    return counts == null || counts.getJsonArray("Values").isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(counts.getJsonArray("Values").getLong(0));
  }

  /** A page that leads to itself would be read for ever. */
  static ChangePage leadingOn(String link, ChangePage page) {
    requireOther(link, page.nextLink());
    return page;
  }

  static RowPage leadingOn(String link, RowPage page) {
    requireOther(link, page.nextLink());
    return page;
  }

  private static void requireOther(String link, Optional<String> next) {
    if (next.filter(link::equals).isPresent()) {
      throw new IllegalArgumentException("The next page is the page itself");
    }
  }

  static WhoAmI whoAmI(JsonObject body) {
    return new WhoAmI(
        body.getString("UserId"),
        body.getString("BusinessUnitId"),
        body.getString("OrganizationId"));
  }
}
