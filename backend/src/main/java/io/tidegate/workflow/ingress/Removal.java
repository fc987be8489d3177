package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.FieldPath;
import io.tidegate.mapping.Mapping;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How a record leaves the target: deleted, or made anonymous. Doing it twice does no harm. */
interface Removal {
  /**
   * Removes a record.
   *
   * @return fails with {@link io.tidegate.connector.GoneException} when it is not there
   */
  Future<Void> of(String href);

  static Removal by(Fitted fit, CampaignClient campaign) {
    return fit.flow().deletions() == DeletionPolicy.ANONYMISE
        ? href -> campaign.update(href, fit.nobody())
        : campaign::delete;
  }

  /**
   * The update that leaves nothing of a person: every mapped field as one without a source value,
   * every link cut, every opt-out set.
   */
  static JsonObject nobody(Mapping mapping, ResourceType resource) {
    List<AttributeMapping> read =
        mapping.attributes().stream().filter(attribute -> attribute.source() != null).toList();
    JsonObject nobody =
        new Mapping(
                mapping.entity(),
                mapping.sourceKey(),
                mapping.resource(),
                mapping.targetKey(),
                mapping.picklists(),
                null,
                read,
                List.of())
            .map(new JsonObject());
    mapping.attributes().stream()
        .filter(attribute -> attribute.expression() != null)
        .forEach(attribute -> FieldPath.put(nobody, attribute.target(), null));
    mapping.links().forEach(link -> nobody.putNull(link.target()));
    resource.optOutFields().forEach(field -> nobody.put(field, true));
    return nobody;
  }
}
