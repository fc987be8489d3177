package io.tidegate.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The API's reference for people: Swagger UI at {@code /docs/api}, from the webjar, and a sentence
 * or two at the address of each {@link ProblemType}.
 */
final class ReferencePages {
  private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String WEEK = "public, max-age=604800";

  /** What is served, and whence; nothing else of the webjar is reachable. */
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  private final Vertx vertx;
  private final Router router;
  private final String webjarFolder;

  ReferencePages(Vertx vertx) {
    this.vertx = vertx;
    this.router = Router.router(vertx);
    this.webjarFolder = "META-INF/resources/webjars/swagger-ui/" + webjarVersion();
    own("/docs/api", "reference/index.html", "text/html; charset=utf-8");
    own("/docs/api/reference.js", "reference/reference.js", "text/javascript; charset=utf-8");
    router.get("/docs/api/:file").handler(this::webjarFile);
    router.get("/problems/:slug").handler(ReferencePages::problem);
  }

  Router router() {
    return router;
  }

  private static String webjarVersion() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(ApiDescription.read(WEBJAR).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private void own(String path, String resource, String mediaType) {
    Buffer content = ApiDescription.read(resource);
    router
        .get(path)
        .handler(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .end(content));
  }

  private void webjarFile(RoutingContext context) {
    String file = context.pathParam("file");
    String mediaType = MEDIA_TYPES.get(file);
    if (mediaType == null) {
      context.next();
      return;
    }
    vertx
        .executeBlocking(() -> ApiDescription.read(webjarFolder + "/" + file))
        .onSuccess(
            content ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                    .putHeader(HttpHeaders.CACHE_CONTROL, WEEK)
                    .end(content))
        .onFailure(context::fail);
  }

  private static void problem(RoutingContext context) {
    ProblemType.ofSlug(context.pathParam("slug"))
        .ifPresentOrElse(
            type ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(
                        "%s (HTTP status %d)%n%n%s%n"
                            .formatted(type.title(), type.status(), type.remedy())),
            context::next);
  }
}
