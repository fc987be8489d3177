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

  /** The content must be there: a look-up that found nothing says so with an empty list. */
  static ResourcePage page(JsonObject body) {
    JsonArray items = Objects.requireNonNull(body.getJsonArray("content"), "no content");
    List<JsonObject> content = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      content.add(items.getJsonObject(i));
    }
    return new ResourcePage(content, href(body.getValue("next")));
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
