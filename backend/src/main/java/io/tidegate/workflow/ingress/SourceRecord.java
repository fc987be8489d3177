package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record at its source, as it is now. Personal data.
 *
 * @param columns those that the flow reads
 * @param mapped what the flow would queue of it; null if nothing
 * @param why an English sentence: why nothing is mapped; or null
 */
public record SourceRecord(JsonObject columns, JsonObject mapped, String why) {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * Reads it.
   *
   * @param dynamics closed by the caller
   * @param entity the flow's table
   * @param resource the flow's resource
   * @param entities the table of each flow, by the flow's id
   * @return empty when there is none; fails with a {@link io.tidegate.connector.ConnectorException}
   */
  public static Future<Optional<SourceRecord>> read(
      DynamicsClient dynamics,
      IngressConfig.Flow flow,
      EntityDefinition entity,
      ResourceType resource,
      Map<String, String> entities,
      String key) {
    if (!GUID.matcher(key).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    Fitted fit = Fitted.of(flow, entity, resource, entities);
    return dynamics
        .row(fit.entitySet(), key, fit.select())
        .map(row -> row.map(found -> of(found, fit)));
  }

  private static SourceRecord of(JsonObject row, Fitted fit) {
    JsonObject columns = row.copy();
    columns.fieldNames().stream()
        .filter(name -> name.contains("@"))
        .toList()
        .forEach(columns::remove);
    if (!fit.mapper().matches(row)) {
      return new SourceRecord(columns, null, "The flow's filter leaves this record out.");
    }
    QueuedRecord record = QueuedRecord.map(fit, row, true, 0);
    return new SourceRecord(columns, record.content().record(), record.unmappable());
  }
}
