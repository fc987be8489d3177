package io.tidegate.sandbox.campaign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The links of a profile to other resources. They are shown as the vendor shows them and lead to
 * empty collections: nothing here sends a delivery.
 */
final class Links {
  /** Name of each collection and the resource of its items. */
  static final Map<String, String> COLLECTIONS = collections();

  static final Set<String> NAMES = COLLECTIONS.keySet();

  private Links() {}

  private static Map<String, String> collections() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("subscriptions", "subscriptionRcp");
    targets.put("subHisto", "subHistoRcp");
    targets.put("logs", "broadLogRcp");
    targets.put("tracking", "trackingLogRcp");
    targets.put("excludeLogs", "excludeLogRcp");
    targets.put("appSubscription", "appSubscriptionRcp");
    targets.put("places", "places");
    return targets;
  }
}
