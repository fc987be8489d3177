package io.tidegate.configuration;

import io.tidegate.workflow.consent.StandardConsent;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;

/** The documents before anybody has saved one: version 0. */
final class BuiltIn {
  static final String AUTHOR = "tidegate";

  private BuiltIn() {}

  /** No connections and no flows of ingress; egress and consent as they usually are. */
  static JsonObject content(Document document) {
    return switch (document) {
      case CONNECTIONS -> new JsonObject();
      case INGRESS -> new JsonObject().put("flows", new JsonArray());
      case EGRESS -> new JsonObject(EgressConfig.standard(EnumSet.allOf(EventType.class)).toJson());
      case CONSENT -> new JsonObject(StandardConsent.config().toJson());
    };
  }

  static Saved saved(Document document) {
    return new Saved(document, 0, null, AUTHOR, null, content(document));
  }
}
