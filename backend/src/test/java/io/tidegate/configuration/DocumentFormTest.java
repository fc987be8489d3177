package io.tidegate.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class DocumentFormTest {

  @Test
  void a_text_without_a_greatest_length_has_no_limit() {
    JsonObject written =
        new JsonObject(
            """
            {"flows": [{
              "id": "account",
              "mapping": {
                "entity": "account", "sourceKey": "accountid",
                "resource": "cusAccount", "targetKey": "cusExternalId",
                "attributes": [
                  {"source": "name", "target": "cusName", "conversion": {"type": "text"}}]},
              "lookupFilter": "byExternalId", "lookupParameter": "externalId_parameter"}]}""");
    JsonObject conversion =
        DocumentForm.canonical(Document.INGRESS, written)
            .getJsonArray("flows")
            .getJsonObject(0)
            .getJsonObject("mapping")
            .getJsonArray("attributes")
            .getJsonObject(0)
            .getJsonObject("conversion");
    assertThat(conversion)
        .isEqualTo(
            new JsonObject().put("type", "text").put("maxLength", 0).put("overflow", "refuse"));
  }
}
