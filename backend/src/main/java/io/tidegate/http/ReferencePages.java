package io.tidegate.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * The API's reference for people: Swagger UI at {@code /docs/api}, from the webjar, and a sentence
 * or two at the address of each {@link ProblemType}.
 */
final class ReferencePages {
  private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** What is needed of the webjar; nothing else of it is reachable. */
  private static final List<String> WEBJAR_FILES =
      List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png");

  private static final String ASK_AGAIN = "no-cache";

  private ReferencePages() {}

  static Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    StaticFiles own = new StaticFiles(vertx, "reference");
    router.get("/docs/api").handler(context -> own.serve(context, "index.html", ASK_AGAIN));
    router
        .get("/docs/api/reference.js")
        .handler(context -> own.serve(context, "reference.js", ASK_AGAIN));
    StaticFiles webjar =
        new StaticFiles(vertx, "META-INF/resources/webjars/swagger-ui/" + webjarVersion());
    for (String file : WEBJAR_FILES) {
      router.get("/docs/api/" + file).handler(context -> webjar.serve(context, file, ASK_AGAIN));
    }
    router.get("/problems/:slug").handler(ReferencePages::problem);
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
