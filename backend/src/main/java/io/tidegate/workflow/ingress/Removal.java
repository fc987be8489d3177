package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.Mapping;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** How a record leaves the target: deleted, or made anonymous. Doing it twice does no harm. */
interface Removal {
  /**
   * Removes a record.
   *
   * @return fails with {@link io.tidegate.connector.GoneException} when it is not there
   */
  Future<Void> of(String href);

  static Removal by(
      DeletionPolicy policy, Mapping mapping, ResourceType resource, CampaignClient campaign) {
    if (policy != DeletionPolicy.ANONYMISE) {
      return campaign::delete;
    }
    JsonObject nobody = nobody(mapping, resource);
    return href -> campaign.update(href, nobody);
  }

  /** The update that leaves nothing of a person: every mapped field empty, every opt-out set. */
  static JsonObject nobody(Mapping mapping, ResourceType resource) {
    JsonObject nobody = mapping.map(new JsonObject());
    resource.optOutFields().forEach(field -> nobody.put(field, true));
    return nobody;
  }
}
