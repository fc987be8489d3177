package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void servesThePageAndHasItAskedForAgainEachTime() {
    for (String path : List.of("/", "/index.html")) {
      HttpResponse<Buffer> response = server.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
      assertThat(response.bodyAsString()).contains("Test page");
    }
  }

  @Test
  void letsHashedFilesBeKeptForEver() {
    HttpResponse<Buffer> response = server.get("/assets/app-3f9c1c0a.js");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).startsWith("text/javascript");
    assertThat(response.getHeader("Cache-Control"))
        .isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void hasOtherFilesAskedForAgainEachTime() {
    HttpResponse<Buffer> response = server.get("/favicon.svg");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
    String tag = response.getHeader("ETag");
    HttpResponse<Buffer> again = server.get("/favicon.svg", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.getHeader("ETag")).isEqualTo(tag);
  }

  @Test
  void compresses() {
    HttpResponse<Buffer> response =
        server.get("/assets/app-3f9c1c0a.js", "Accept-Encoding", "gzip");

    assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.getHeader("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    assertThat(response.body().length())
        .isLessThan(server.get("/assets/app-3f9c1c0a.js").body().length() / 2);
    assertThat(server.get("/api/v1/openapi.yaml", "Accept-Encoding", "gzip").body().length())
        .isLessThan(server.get("/api/v1/openapi.yaml").body().length() / 2);
  }

  @Test
  void answersEveryAddressThatABrowserOpensWithThePage() {
    for (String path : List.of("/workflows/ingress", "/anything/else?tab=2")) {
      HttpResponse<Buffer> response = server.get(path, "Accept", BROWSER);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.bodyAsString()).contains("Test page");
    }
  }

  @Test
  void doesNotPretendThatAMissingFileExists() {
    assertThat(server.get("/assets/gone-11111111.js", "Accept", BROWSER).statusCode())
        .isEqualTo(404);
    assertThat(server.get("/workflows/ingress").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/gone", "Accept", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void servesNothingOutsideItsFolder() {
    for (String path :
        List.of(
            "/../openapi/tidegate.yaml",
            "/assets/../../openapi/tidegate.yaml",
            "/%2e%2e/openapi/tidegate.yaml",
            "/..%2fopenapi/tidegate.yaml",
            "/..%5copenapi%5ctidegate.yaml",
            "/docs/api/..%2f..%2fpom.properties",
            "/assets",
            "/assets/",
            "//etc/passwd")) {
      assertThat(server.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void servesTheReferenceFromItsOwnFiles() {
    String html = server.get("/docs/api").bodyAsString();

    assertThat(html).contains("/docs/api/swagger-ui-bundle.js").doesNotContain("//");
    for (String file :
        List.of("swagger-ui.css", "swagger-ui-bundle.js", "reference.js", "favicon-32x32.png")) {
      assertThat(server.get("/docs/api/" + file).statusCode()).as(file).isEqualTo(200);
    }
    assertThat(server.get("/docs/api/swagger-initializer.js").statusCode()).isEqualTo(404);
    assertThat(server.get("/docs/api/").statusCode()).isEqualTo(200);
  }

  @Test
  void explainsWhenItWasBuiltWithoutAPage() {
    try (TestServer bare = TestServer.start(HttpOptions.local(0).withWebroot("no-webroot"))) {
      HttpResponse<Buffer> response = bare.get("/");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.bodyAsString()).contains("built without its page");
      assertThat(bare.get("/workflows", "Accept", BROWSER).statusCode()).isEqualTo(404);
    }
  }
}
