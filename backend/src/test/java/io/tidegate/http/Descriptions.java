package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;

/** The two descriptions, and whether something is as they say. */
final class Descriptions {
  static final String BASE = "https://tidegate.invalid/";

  private final FileSystem files;
  private final JsonObject openApi = parse(ApiDescription.OPENAPI);
  private final JsonObject asyncApi = parse(ApiDescription.ASYNCAPI);
  private final SchemaRepository described;

  Descriptions(FileSystem files) {
    this.files = files;
    described =
        repository(Draft.DRAFT202012)
            .dereference(BASE + "openapi.yaml", JsonSchema.of(openApi.copy()))
            .dereference(BASE + "asyncapi.yaml", JsonSchema.of(asyncApi.copy()));
  }

  private static JsonObject parse(String file) {
    return ApiDescription.parse(ApiDescription.read(file));
  }

  JsonObject openApi() {
    return openApi;
  }

  JsonObject asyncApi() {
    return asyncApi;
  }

  JsonObject schema(String name) {
    return openApi.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  SchemaRepository repository(Draft draft) {
    return SchemaRepository.create(
            new JsonSchemaOptions()
                .setDraft(draft)
                .setBaseUri(BASE)
                .setOutputFormat(OutputFormat.Basic))
        .preloadMetaSchema(files);
  }

  OutputUnit messageResult(String schema, JsonObject message) {
    return described
        .validator(BASE + "asyncapi.yaml#/components/schemas/" + schema)
        .validate(message);
  }

  void conforms(String schema, HttpResponse<Buffer> response) {
    conforms(schema, response.bodyAsJsonObject());
  }

  void conforms(String schema, JsonObject json) {
    OutputUnit result =
        described.validator(BASE + "openapi.yaml#/components/schemas/" + schema).validate(json);
    assertThat(result.getErrors()).as(json.encode()).isNullOrEmpty();
    assertThat(result.getValid()).as(json.encode()).isTrue();
  }
}
