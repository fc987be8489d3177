package io.tidegate.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The page, from the class path.
 *
 * <p>Files under {@code /assets/} carry a hash of their content in their name and may be cached for
 * ever; everything else is asked for again each time. Any other address that a browser opens gets
 * the page too, which then shows what the address names.
 */
final class SinglePageApp {
  private static final String INDEX = "index.html";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private SinglePageApp() {}

  static Router router(Vertx vertx, String webroot) {
    Router router = Router.router(vertx);
    StaticFiles files = new StaticFiles(vertx, webroot);
    if (!files.contains(INDEX)) {
      router.get("/").handler(SinglePageApp::explainAbsence);
      return router;
    }
    router.get("/").handler(context -> files.serve(context, INDEX, ASK_AGAIN));
    router
        .get()
        .handler(
            context -> {
              String path = context.normalizedPath();
              files.serve(
                  context, path.substring(1), path.startsWith("/assets/") ? IMMUTABLE : ASK_AGAIN);
            });
    router
        .get()
        .handler(
            context -> {
              if (opensPage(context)) {
                files.serve(context, INDEX, ASK_AGAIN);
              } else {
                context.next();
              }
            });
    return router;
  }

  /** A browser that opens an address, not a script and not a missing file. */
  private static boolean opensPage(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    String path = context.normalizedPath();
    return accept != null
        && accept.contains("text/html")
        && !path.startsWith("/api/")
        && !path.equals("/api")
        && !path.startsWith("/assets/")
        && !path.startsWith("/docs/")
        && !path.startsWith("/health/")
        && !path.startsWith("/problems/");
  }

  private static void explainAbsence(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .end(
            """
            Tidegate is running, but was built without its page.

            Build it whole with: mvn package
            Meanwhile: /docs/api describes the API, and ./tidegate workflows shows the workflows.
            """);
  }
}
