package io.tidegate.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

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

  private SinglePageApp() {}

  static Router router(Vertx vertx, String webroot) {
    Router router = Router.router(vertx);
    if (SinglePageApp.class.getClassLoader().getResource(webroot + "/" + INDEX) == null) {
      router.get("/").handler(SinglePageApp::explainAbsence);
      return router;
    }
    Buffer index = ApiDescription.read(webroot + "/" + INDEX);
    Handler<RoutingContext> page =
        context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(index);
    router.get("/").handler(page);
    router.get("/" + INDEX).handler(page);
    router
        .get()
        .handler(SinglePageApp::setCaching)
        .handler(StaticHandler.create(webroot).setDirectoryListing(false).setIncludeHidden(false));
    router
        .get()
        .handler(
            context -> {
              if (opensPage(context)) {
                page.handle(context);
              } else {
                context.next();
              }
            });
    return router;
  }

  /** Replaces what the static handler says about caching, if it finds the file. */
  private static void setCaching(RoutingContext context) {
    String value = context.request().path().startsWith("/assets/") ? IMMUTABLE : "no-cache";
    context.addHeadersEndHandler(
        end -> {
          int status = context.response().getStatusCode();
          if (status == 200 || status == 206 || status == 304) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, value);
          }
        });
    context.next();
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
