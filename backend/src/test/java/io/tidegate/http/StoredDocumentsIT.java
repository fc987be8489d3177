package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Check;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.StoredConfigurations;
import io.tidegate.store.Database;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents over HTTP that are really stored. */
class StoredDocumentsIT {
  private static final String INGRESS = "/api/v1/configuration/ingress";

  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private TestServer server;
  private Descriptions descriptions;

  @BeforeEach
  void start() {
    database = TestDatabase.create().open(vertx);
    StoredConfigurations stored =
        new StoredConfigurations(
            vertx, database.pool(), Check.all(List.of()), Map::of, workflow -> Optional.empty());
    TestServer.await(stored.load());
    server = TestServer.start(stored);
    descriptions = new Descriptions(vertx.fileSystem());
  }

  @AfterEach
  void close() {
    server.close();
    TestServer.await(database.close());
    TestServer.await(vertx.close());
  }

  private HttpResponse<Buffer> save(Document document, JsonObject content, String version) {
    return server.send(
        HttpMethod.PUT,
        "/api/v1/configuration/" + document.id(),
        "application/json",
        new JsonObject().put("content", content).encode(),
        "If-Match",
        version);
  }

  @Test
  void whatIsBuiltInAndWhatIsSavedIsAsDescribed() {
    descriptions.conforms("ConfigurationList", server.get("/api/v1/configuration"));
    for (Document document : Document.values()) {
      String path = "/api/v1/configuration/" + document.id();
      HttpResponse<Buffer> builtIn = server.get(path);
      descriptions.conforms("SavedDocument", builtIn);
      contentConforms(document, builtIn);

      HttpResponse<Buffer> saved =
          save(document, Documents.storable(document), builtIn.getHeader("ETag"));
      assertThat(saved.statusCode()).as(saved.bodyAsString()).isEqualTo(200);
      descriptions.conforms("SaveOutcome", saved);
      contentConforms(document, saved);
      descriptions.conforms(
          "SavedDocument",
          server.get(path + "/versions/" + saved.getHeader("ETag").replace("\"", "")));
      descriptions.conforms("VersionPage", server.get(path + "/versions"));
      descriptions.conforms("ChangeList", server.get(path + "/diff?from=0&to=saved"));
    }
  }

  private void contentConforms(Document document, HttpResponse<Buffer> response) {
    descriptions.conforms(
        ConformanceTest.document(document), response.bodyAsJsonObject().getJsonObject("content"));
  }

  @Test
  void anEditIsRefusedUnlessItBeganWithWhatIsSaved() {
    JsonObject content = Documents.storable(Document.INGRESS);
    assertThat(save(Document.INGRESS, content, "\"0\"").getHeader("ETag")).isEqualTo("\"1\"");
    JsonObject edited = content.copy();
    edited.getJsonArray("flows").getJsonObject(0).put("pollSeconds", 9);

    assertThat(save(Document.INGRESS, edited, "\"0\"").statusCode()).isEqualTo(412);
    assertThat(save(Document.INGRESS, content, "\"1\"").getHeader("ETag")).isEqualTo("\"1\"");
    assertThat(save(Document.INGRESS, edited, "\"1\"").getHeader("ETag")).isEqualTo("\"2\"");
    assertThat(server.get(INGRESS + "/versions/3").statusCode()).isEqualTo(404);
    assertThat(server.get(INGRESS + "/diff?from=1&to=9").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoDocumentIsRefusedPlaceByPlace() {
    for (String wrong : new String[] {"{}", "{\"flows\": 7}", "{\"flows\": [], \"more\": 1}"}) {
      HttpResponse<Buffer> response = save(Document.INGRESS, new JsonObject(wrong), "\"0\"");
      assertThat(response.statusCode()).as(wrong).isEqualTo(422);
      descriptions.conforms("Problem", response);
      assertThat(response.bodyAsJsonObject().getJsonArray("errors")).as(wrong).isNotEmpty();
    }
  }
}
