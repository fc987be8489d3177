package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The two descriptions are valid, served, and complete. */
class DescriptionTest {
  private static TestServer server;
  private static Descriptions descriptions;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    descriptions = new Descriptions(server.vertx().fileSystem());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theOpenApiFileIsServedAsItIsWritten() {
    HttpResponse<Buffer> response = server.get("/api/v1/openapi.yaml");

    assertThat(response.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(ApiDescription.parse(response.body())).isEqualTo(descriptions.openApi());
  }

  @Test
  void theOpenApiFileIsValid() {
    SchemaRepository repository = descriptions.repository(Draft.DRAFT202012);
    for (String file :
        List.of(
            "spec.openapis.org/oas/3.1/dialect/base",
            "spec.openapis.org/oas/3.1/meta/base",
            "spec.openapis.org/oas/3.1/schema-base/2022-10-07",
            "spec.openapis.org/oas/3.1/schema/2022-10-07")) {
      repository.dereference(
          "https://" + file, JsonSchema.of(new JsonObject(ApiDescription.read(file))));
    }

    OutputUnit result =
        repository
            .validator("https://spec.openapis.org/oas/3.1/schema/2022-10-07")
            .validate(descriptions.openApi());

    assertThat(result.getErrors()).isNullOrEmpty();
    assertThat(result.getValid()).isTrue();
  }

  @Test
  void theAsyncApiFileIsValid() {
    JsonObject schema = new JsonObject(ApiDescription.read("asyncapi/schema-3.0.0.json"));

    OutputUnit result =
        descriptions
            .repository(Draft.DRAFT7)
            .dereference(Descriptions.BASE + "schema", JsonSchema.of(schema))
            .validator(Descriptions.BASE + "schema")
            .validate(descriptions.asyncApi());

    assertThat(result.getErrors()).isNullOrEmpty();
    assertThat(result.getValid()).isTrue();
    assertThat(ApiDescription.parse(server.get("/api/v1/asyncapi.yaml").body()))
        .isEqualTo(descriptions.asyncApi());
  }

  @Test
  void everyOperationIsAnswered() {
    Set<String> answered = new Operations(server.subjects()).all().keySet();
    Set<String> plain =
        Set.of("live", "getOpenApi", "getAsyncApi", "getLiveness", "getReadiness", "getMetrics");
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, Object> path : descriptions.openApi().getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject details) {
          described.add(details.getString("operationId"));
        }
      }
    }
    described.removeAll(plain);

    assertThat(answered).containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void everyDescribedPropertyIsExplained() {
    List<String> unexplained = new ArrayList<>();
    JsonObject schemas =
        descriptions.openApi().getJsonObject("components").getJsonObject("schemas");
    for (String name : schemas.fieldNames()) {
      JsonObject properties = schemas.getJsonObject(name).getJsonObject("properties");
      if (properties == null) {
        continue;
      }
      for (Map.Entry<String, Object> property : properties) {
        JsonObject described = (JsonObject) property.getValue();
        boolean explained =
            described.containsKey("description")
                || described.containsKey("$ref")
                || "array".equals(described.getString("type"));
        if (!explained) {
          unexplained.add(name + "." + property.getKey());
        }
      }
    }
    assertThat(unexplained).isEmpty();
  }
}
