package io.tidegate.campaign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the bodies of Campaign's REST API. */
final class CampaignAnswers {

  private CampaignAnswers() {}

  /**
   * The content must be there: a look-up that found nothing says so with an empty list. So must the
   * records' addresses, which alone make them of use.
   *
   * @param asked what was asked for: a page that leads to itself would be read for ever
   */
  static ResourcePage page(JsonObject body, String asked) {
    JsonArray items = Objects.requireNonNull(body.getJsonArray("content"), "no content");
    List<JsonObject> content = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      JsonObject item = Objects.requireNonNull(items.getJsonObject(i), "no record");
      text(item.getValue("href"));
      text(Objects.requireNonNullElse(item.getValue("PKey"), ""));
      content.add(item);
    }
    Optional<String> next = href(body.getValue("next"));
    if (next.isPresent() && next.get().endsWith(asked)) {
      throw new IllegalArgumentException("The next page is the page itself");
    }
    return new ResourcePage(content, next);
  }

  /** Unlike getString, which would make a text of a number, too. */
  private static void text(Object value) {
    if (!(value instanceof String text) || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("No text that can be kept");
    }
  }

  /** A record that was created; without an address it is of no use to us. */
  static JsonObject created(JsonObject body) {
    Objects.requireNonNull(body.getString("href"), "no href");
    return body;
  }

  static Optional<String> href(Object link) {
    return link instanceof JsonObject object
        ? Optional.ofNullable(object.getString("href"))
        : Optional.empty();
  }
}
