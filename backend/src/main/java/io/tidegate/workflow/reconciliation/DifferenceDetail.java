package io.tidegate.workflow.reconciliation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A difference with the fields of the record as they are now. Personal data. */
public record DifferenceDetail(Difference difference, Sides.Values values) {

  public JsonObject toJson() {
    JsonArray fields = new JsonArray();
    values
        .fields()
        .forEach(
            value ->
                fields.add(
                    new JsonObject()
                        .put("field", value.field())
                        .put("source", value.source())
                        .put("target", value.target())
                        .put("differs", value.differs())));
    return difference.toJson().put("values", fields).put("why", values.why());
  }

  /** Without what it tells of a person. */
  @Override
  public String toString() {
    return "DifferenceDetail[" + difference.id() + "]";
  }
}
