package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.RowMapper;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A flow together with what both systems said of themselves when its mapping fitted them.
 *
 * @param flow with the names of opt-out fields that this instance uses
 * @param types Dynamics' attribute types by logical name
 * @param hashes recognise what the target has already
 * @param nobody what is written to make a record anonymous
 */
record Fitted(
    IngressConfig.Flow flow,
    String entitySet,
    Map<String, String> types,
    RowMapper mapper,
    RecordHash hashes,
    JsonObject nobody) {

  /**
   * A flow that fits.
   *
   * @param entities the table of each flow, by the flow's id
   */
  static Fitted of(
      IngressConfig.Flow configured,
      EntityDefinition entity,
      ResourceType resource,
      Map<String, String> entities) {
    IngressConfig.Flow flow = configured.resolved(resource);
    Mapping mapping = flow.mapping();
    return new Fitted(
        flow,
        entity.entitySetName(),
        entity.types(),
        new RowMapper(mapping, entity.types(), entity.labels(), entities),
        new RecordHash(mapping, SchemaFit.caseless(mapping, resource)),
        Removal.nobody(mapping, resource));
  }

  /** The columns to ask the source for, its key first. */
  List<String> select() {
    List<String> select = new ArrayList<>(mapper.select());
    flow.initialConsent().stream()
        .map(IngressConfig.InitialConsent::attribute)
        .filter(attribute -> !select.contains(attribute))
        .forEach(select::add);
    return List.copyOf(select);
  }

  /** What is read of the source, as a text: of two that are equal, the same is read. */
  String signature() {
    return flow.signature(select());
  }
}
