package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration as a file over HTTP. */
class ConfigurationFileTest {
  private static final String INGRESS = "/api/v1/configuration/ingress";
  private static final JsonObject EMPTY = new JsonObject().put("flows", new JsonArray());

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void exportsAFileThatCanBeImported() {
    HttpResponse<Buffer> file = server.get("/api/v1/configuration/export");

    assertThat(file.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(file.getHeader("Content-Disposition")).contains("tidegate.yaml");
    JsonObject imported = apply(file.bodyAsString(), "").bodyAsJsonObject();
    assertThat(imported.getJsonArray("documents")).hasSize(4);
    assertThat(imported.getJsonArray("documents").getJsonObject(1).getJsonArray("changes"))
        .isEmpty();
  }

  private HttpResponse<Buffer> apply(String file, String query, String... headers) {
    return server.send(
        HttpMethod.POST, "/api/v1/configuration/import" + query, "application/yaml", file, headers);
  }

  @Test
  void importsWhatAFileHasAndSaysWhoAndWhy() {
    String file = new JsonObject().put("tidegate", 1).put("ingress", EMPTY).encode();
    String utf8 = new String("Però".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    JsonObject dryRun = apply(file, "?dryRun=true").bodyAsJsonObject();
    assertThat(dryRun.getJsonArray("documents").getJsonObject(0).getLong("version")).isZero();
    assertThat(server.get(INGRESS).getHeader("ETag")).isEqualTo("\"0\"");

    JsonObject applied =
        apply(file, "", "X-Tidegate-Author", utf8, "X-Tidegate-Note", "\"Però\" \\ 1")
            .bodyAsJsonObject();
    assertThat(applied.getJsonArray("documents").getJsonObject(0).getLong("version")).isEqualTo(1);
    assertThat(applied.getJsonArray("warnings")).hasSize(1);
    JsonObject saved = server.get(INGRESS).bodyAsJsonObject();
    assertThat(saved.getString("author")).isEqualTo("Però");
    assertThat(saved.getString("note")).isEqualTo("\"Però\" \\ 1");
    String other = new JsonObject().put("ingress", Documents.ingress()).encode();
    apply(other, "", "X-Tidegate-Author", "UTF-8''Per%C3%B2+1", "X-Tidegate-Note", "UTF-8''%");
    saved = server.get(INGRESS).bodyAsJsonObject();
    assertThat(saved.getString("author")).isEqualTo("Però+1");
    assertThat(saved.getString("note")).isEqualTo("UTF-8''%");
  }

  @Test
  void saysWhereInAFileTheErrorIs() {
    HttpResponse<Buffer> response = apply("tidegate: [", "");

    assertThat(response.statusCode()).isEqualTo(422);
    JsonObject error = response.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getInteger("line")).isEqualTo(3);
    assertThat(error.getInteger("column")).isEqualTo(7);
  }

  @Test
  void aDryRunFindsTheSameErrorsAsTheImport() {
    JsonObject wrong = new JsonObject().put("flows", new JsonArray().add(new JsonObject()));
    String file = new JsonObject().put("ingress", wrong).encode();

    assertThat(apply(file, "?dryRun=true").statusCode()).isEqualTo(422);
  }

  @Test
  void importsNothingButYamlInUtf8() {
    String path = "/api/v1/configuration/import";
    for (String type : new String[] {"application/json", "text/plain", "text/yaml"}) {
      HttpResponse<Buffer> response = server.send(HttpMethod.POST, path, type, "{}");
      assertThat(response.statusCode()).as(type).isEqualTo(415);
      assertThat(response.bodyAsJsonObject().getString("remedy")).contains("application/yaml");
    }
    MultiMap yaml =
        MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/yaml; charset=utf-8");
    assertThat(server.send(HttpMethod.POST, path, yaml, Buffer.buffer("{}")).statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .send(HttpMethod.POST, path, yaml, Buffer.buffer(new byte[] {'a', (byte) 0xe8}))
                .statusCode())
        .isEqualTo(400);
    assertThat(server.send(HttpMethod.POST, path, yaml, Buffer.buffer(" ")).statusCode())
        .isEqualTo(400);
    assertThat(server.post(path).statusCode()).isEqualTo(400);
    assertThat(apply("x".repeat(1_100_000), "").statusCode()).isEqualTo(413);
    assertThat(
            apply("{}", "", "X-Tidegate-Author", "x".repeat(101))
                .bodyAsJsonObject()
                .getString("parameter"))
        .isEqualTo("X-Tidegate-Author");
    assertThat(server.send(HttpMethod.PUT, INGRESS, "application/yaml", "{}").statusCode())
        .isEqualTo(415);
  }

  @Test
  void servesTheSchemaOfTheFile() {
    HttpResponse<Buffer> schema = server.get("/api/v1/configuration/schema.json");

    assertThat(schema.getHeader("Content-Type")).isEqualTo("application/schema+json");
    assertThat(schema.bodyAsJsonObject().getString("type")).isEqualTo("object");
  }

  @Test
  void pagesOfOtherSitesImportNothing() {
    String file = new JsonObject().put("ingress", EMPTY).encode();

    assertThat(apply(file, "", "Origin", "https://example.org").statusCode()).isEqualTo(403);
    assertThat(server.get(INGRESS).getHeader("ETag")).isEqualTo("\"0\"");
  }
}
